import type {
  AllocationDemand,
  AllocationPerson,
  AllocationTier,
  AllocationWarning,
  AllocationWeek,
  ExistingAssignment,
} from '../contract/types';

/** Micro-hours in an hour: the engine's unit of time, so that flows stay whole numbers (sums < 9·10¹⁵ are exact in a double). */
export const MICRO = 1e6;

/** Ten-thousandths in one: the scale of percentages and CPH. */
export const TEN_THOUSAND = 1e4;

/**
 * Who can do what. A class is the set of people with one list of eligible demands; an arc is one (class, demand) pair.
 * Arcs are numbered class by class, demands ascending inside a class.
 */
export interface Eligibility {
  classCount: number;
  arcCount: number;
  /** Arcs of class k: classStart[k] … classStart[k + 1] − 1. */
  classStart: Int32Array;
  arcDemand: Int32Array;
  arcClass: Int32Array;
  /** Arcs of demand d: demandArc[demandStart[d]] …, least flexible class first. */
  demandStart: Int32Array;
  demandArc: Int32Array;
  /** Class of each of those arcs. */
  demandClass: Int32Array;
  /** People of class k: memberPerson[memberStart[k]] … ascending. */
  memberStart: Int32Array;
  memberPerson: Int32Array;
  /** Class of each person. */
  classOf: Int32Array;
}

/**
 * The input in canonical order as typed arrays. Indices: p person, w week, d demand, m month, k class;
 * cell c = p·W + w is one person-week, dm = d·M + m one demand-month, dw = d·W + w one demand-week.
 */
export interface Problem {
  people: readonly AllocationPerson[];
  weeks: readonly AllocationWeek[];
  demands: readonly AllocationDemand[];
  months: readonly string[];
  rows: readonly ExistingAssignment[];
  /** Demand of each row, −1 = no such demand. */
  rowDemand: Int32Array;
  tiers: readonly AllocationTier[];
  personCount: number;
  weekCount: number;
  demandCount: number;
  monthCount: number;
  weekMonth: Int32Array;
  /** Weeks of month m: monthStart[m] … monthStart[m + 1] − 1. */
  monthStart: Int32Array;
  /** 1 = the month is not closed. */
  monthOpen: Uint8Array;
  /** 1 = person-weeks of this week may change. */
  weekOpen: Uint8Array;
  /** 1 = the demand is in scope. */
  demandOpen: Uint8Array;
  /** 1 = the person's platform is in scope. */
  personOpen: Uint8Array;
  /** 0 Domestic, 1 Global. */
  location: Uint8Array;
  locality: Uint8Array;
  /** Micro-hours of a full person, [w·2 + work type]; −1 = not configured. */
  hours: Int32Array;
  /** Ten-thousandths, per cell. */
  percent: Uint16Array;
  /** Micro-hours a cell can give to any of its person's demands; 0 = the cell is no decision. */
  cell: Int32Array;
  /** 1 = a row in this cell must stay as it is. */
  locked: Uint8Array;
  /** Index into `rows` of the cell's existing row, −1 = none. */
  baseRow: Int32Array;
  /** The existing demand of a free cell as long as it may be kept, else −1. */
  base: Int32Array;
  /** 1 = that row is a bench row (cheaper to move). */
  baseIsBench: Uint8Array;
  eligibility: Eligibility;
  /** Cases per demand-month. */
  forecast: Float64Array;
  /** 1 = the demand-month has a forecast row, be it 0. */
  isForecast: Uint8Array;
  /** Ten-thousandths of cases per hour per demand-month; −1 = unknown. */
  cph: Int32Array;
  /** Weight of a case, per demand. */
  weight: Float64Array;
  /** Micro-hours that cover the forecast, rounded up; 0 where nothing can or need be staffed. */
  need: Float64Array;
  /** Weighted cases per micro-hour per demand-month. */
  price: Float64Array;
  /** Micro-hours of locked rows per demand-month. */
  lockedLoad: Float64Array;
  warnings: AllocationWarning[];
}
