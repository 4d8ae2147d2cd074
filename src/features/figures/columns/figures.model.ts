import type { WorkType } from '../../../domain/demand/lob';
import type { KeptText } from '../../../platform/graphql/schema/derived';
import type { ExactSum } from '../../../domain/exact-column';

/** A report by its key. */
export interface ReportKey {
  reportYear: number;
  /** Full name of the report month. */
  reportMonth: string;
}

/** One of the six months of a report. */
export interface FigureMonth {
  /** 1 to 6. */
  forecastMonthIndex: number;
  /** `May-25`. */
  label: string;
  monthStart: string;
  /** Figures come from the snapshot that a newer report has left. */
  isFrozen: boolean;
  /** Frozen or closed: its tiers stay as they were then. */
  keepsTiers: boolean;
}

/** A demand-month as read: its forecast with its summary, if it has one; exact decimals as text. */
export interface FigureRow {
  forecastId: number;
  forecastMonthIndex: number;
  mainLob: string;
  state: string;
  caseType: string;
  forecast: number;
  capacity: string;
  fteEquivalent: string;
  fteRequired: number | null;
  unknownCapacity: number;
  people: number;
  /** By tier label as JSON; null when the month has no summary. */
  tierBreakdown: string | null;
  /** Number of the summary, and when it was computed, in milliseconds since 1970; null without one. */
  summaryId: number | null;
  computedAt: number | null;
  facts: DemandFacts;
}

/** A stored summary as its table has it; exact decimals as text. */
export interface StoredSummary {
  id: number;
  reportYear: number;
  reportMonth: string;
  forecastMonthIndex: number;
  forecastYear: number;
  /** Full name of the calendar month. */
  forecastMonth: string;
  mainLob: string;
  state: string;
  caseType: string;
  totalForecast: number;
  totalFteCount: number;
  totalFteEquivalent: string;
  totalCapacity: string;
  fteRequired: number | null;
  fteRequiredReason: string | null;
  capacityGap: string;
  tierBreakdown: Readonly<Record<string, number>>;
  unknownCapacityCount: number;
  isFrozen: boolean;
  computedDatetime: Date;
  /** What answers have last written of it. */
  summaryText: KeptText | undefined;
}

/** What only a single demand-month has. */
export interface DemandFacts {
  forecastId: number;
  platform: string;
  market: string;
  locality: WorkType;
  callTypeId: string | null;
  targetCph: string | null;
  isVanished: boolean;
  fteRequiredReason: string | null;
}

/** Exact sums over demands. */
export interface ExactSums {
  forecast: number;
  capacity: ExactSum;
  fteEquivalent: ExactSum;
  /** Σ of the known; null when none is known. */
  fteRequired: number | null;
}

/** Figures of a node in one month: exact sums, and their nearest doubles. */
export interface Figures {
  exact: ExactSums;
  forecastMonthIndex: number;
  /** `May-25`. */
  month: string;
  monthStart: string;
  isFrozen: boolean;
  forecast: number;
  capacity: number;
  gap: number;
  /** Capacity ÷ forecast to 6 places; null at forecast 0. */
  coverage: number | null;
  fteEquivalent: number;
  /** Σ of the known; null when none is known. */
  fteRequired: number | null;
  /** Distinct people. */
  fteCount: number;
  /** Demands whose people required are unknown. */
  unknownRequired: number;
  /** Assignments whose weekly capacity is unknown. */
  unknownCapacity: number;
  /** Demands missing from the report’s file that people are assigned to. */
  vanished: number;
  /** What answers have last written of them, as the chosen month and as one of six. */
  metricsText: KeptText | undefined;
  seriesText: KeptText | undefined;
}

/** Which demands to count: keys as `textKey` makes them; values of one filter are alternatives, different filters all apply. */
export interface CellFilter {
  mainLobs?: readonly string[] | undefined;
  states?: readonly string[] | undefined;
  caseTypes?: readonly string[] | undefined;
  platforms?: readonly string[] | undefined;
  markets?: readonly string[] | undefined;
  localities?: readonly string[] | undefined;
}

/** A place among the demands, spelled as stored; null = anything. */
export interface CellPath {
  platform: string | null;
  locality: WorkType | null;
  mainLob: string | null;
  state: string | null;
  caseType: string | null;
}

/** What selects demands of a report. */
export interface CellSelection {
  filter: CellFilter;
  within: CellPath;
  /** LOBs that the actor may see, spelled as stored; null = all. */
  lobScope: readonly string[] | null;
}
