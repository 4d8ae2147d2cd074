import type { GivenDecimal } from '../../../domain/decimal-input';
import type { Demand } from '../../../domain/demand/demand-key';
import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Sorting } from '../../../platform/database/sorting';
import type { Row } from '../../../platform/database/table';
import type { AssignmentEntity } from './assignment.entity';

/** One person on one demand for one ISO week; decimals are exact text. */
export type AssignmentRow = Row<AssignmentEntity>;

/** `primary` and `bench` come from allocation, `manual` from a person. */
export type AssignmentTypeName = AssignmentRow['assignmentType'];

/** How an assignment came about, as stored. */
export const ASSIGNMENT_TYPES: readonly AssignmentTypeName[] = ['primary', 'bench', 'manual'];

const WEEK = [
  { field: 'year', type: 'integer' },
  { field: 'weekNumber', type: 'integer' },
] as const;
const RESOURCE = { field: 'resourceCn', type: 'text' } as const;

/** What assignments can be sorted by; deallocated rows share a person and week. */
export const ASSIGNMENT_SORTING: Sorting<AssignmentRow> = {
  listed: { name: 'assignment', columns: [...WEEK, RESOURCE, { field: 'id', type: 'integer' }] },
  about: 'by year, week and CN',
  by: {
    WEEK: { about: 'ISO week', columns: WEEK },
    RESOURCE: { about: 'CN of the person', columns: [RESOURCE] },
    DEMAND: {
      about: 'LOB, state and case type of the demand',
      columns: [
        { field: 'demandMainLob', type: 'text' },
        { field: 'demandState', type: 'text' },
        { field: 'demandCaseType', type: 'text' },
      ],
    },
    PRODUCTION_PERCENTAGE: {
      about: 'production percentage',
      columns: [{ field: 'productionPercentage', type: 'decimal' }],
    },
    WEEKLY_CAPACITY: {
      about: 'cases of the week',
      columns: [{ field: 'weeklyCapacity', type: 'decimal', nulls: 'last' }],
    },
    TYPE: { about: 'type (bench, manual, primary)', columns: [{ field: 'assignmentType', type: 'text' }] },
    PINNED: {
      about: 'whether they are pinned (no before yes)',
      columns: [{ field: 'pinned', type: 'boolean' }],
    },
    ASSIGNED_BY: { about: 'who assigned', columns: [{ field: 'assignedBy', type: 'text', collated: true }] },
    ASSIGNED: { about: 'when they were made', columns: [{ field: 'assignedDatetime', type: 'instant' }] },
  },
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
