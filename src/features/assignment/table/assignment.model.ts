import type { GivenDecimal } from '../../../domain/decimal-input';
import type { Demand } from '../../../domain/demand/demand-key';
import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Ordering } from '../../../platform/database/keyset';

/** How an assignment came about, as stored. */
export const ASSIGNMENT_TYPES = ['primary', 'bench', 'manual'] as const;

/** `primary` and `bench` come from allocation, `manual` from a person. */
export type AssignmentTypeName = (typeof ASSIGNMENT_TYPES)[number];

/** One person on one demand for one ISO week; decimals are exact text. */
export interface AssignmentRow {
  id: number;
  /** ISO year. */
  year: number;
  weekNumber: number;
  reportMonth: string;
  reportYear: number;
  /** 1 to 6. */
  forecastMonthIndex: number;
  resourceCn: string;
  demandMainLob: string;
  demandState: string;
  demandCaseType: string;
  capacityTierId: number;
  /** Fraction 0–1. */
  productionPercentage: string;
  /** Cases; null = unknown because the demand has no CPH. */
  weeklyCapacity: string | null;
  assignmentType: AssignmentTypeName;
  pinned: boolean;
  note: string | null;
  assignedBy: string;
  assignedDatetime: Date;
  isActive: boolean;
  deallocatedDatetime: Date | null;
  deallocatedBy: string | null;
  version: number;
}

/** The order of the list of assignments; deallocated rows share a person and week. */
export const ASSIGNMENT_ORDER: Ordering<AssignmentRow> = {
  name: 'assignment',
  columns: [
    { field: 'year', type: 'integer' },
    { field: 'weekNumber', type: 'integer' },
    { field: 'resourceCn', type: 'text' },
    { field: 'id', type: 'integer' },
  ],
};

/** Which assignments a list holds: the values of one filter are alternatives, different filters all apply. */
export interface AssignmentFilter {
  years?: readonly number[] | null | undefined;
  weekNumbers?: readonly number[] | null | undefined;
  fromWeek?: IsoWeek | null | undefined;
  /** Included. */
  toWeek?: IsoWeek | null | undefined;
  resourceCns?: readonly string[] | null | undefined;
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
  /** Default true; null lists deallocated ones too. */
  active?: boolean | null | undefined;
}

/** What one assignment is asked to be; absent values take their defaults. */
export interface AssignmentInput extends Demand {
  resourceCn: string;
  week: IsoWeek;
  /** Fraction 0–1; default the tier's, else the person's percentage of that week. */
  productionPercentage?: GivenDecimal | null | undefined;
  capacityTierId?: number | null | undefined;
  /** Default `manual`. */
  assignmentType?: AssignmentTypeName | null | undefined;
  pinned?: boolean | null | undefined;
  note?: string | null | undefined;
  /** Assigns an ineligible person; needs a note. */
  override?: boolean | null | undefined;
}
