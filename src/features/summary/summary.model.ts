import type { Sorting } from '../../platform/database/sorting';
import type { StoredSummary } from '../figures';
import type { Row } from '../../platform/database/table';
import type { SummaryEntity } from './table/summary.entity';

/** Capacity against forecast of one demand-month; exact decimals as text. */
export type SummaryRow = Row<SummaryEntity>;

/** What identifies a summary: a demand in one forecast month of one report. */
export type SummaryKey = Pick<
  SummaryRow,
  'reportYear' | 'reportMonth' | 'forecastMonthIndex' | 'mainLob' | 'state' | 'caseType'
>;

const MAIN_LOB = { field: 'mainLob', type: 'text' } as const;
const STATE = { field: 'state', type: 'text' } as const;
const CASE_TYPE = { field: 'caseType', type: 'text' } as const;
const MONTH = { field: 'forecastMonthIndex', type: 'integer' } as const;

/** What the summaries of one report can be sorted by. */
export const SUMMARY_SORTING: Sorting<StoredSummary> = {
  listed: { name: 'monthly-summary', columns: [MAIN_LOB, STATE, CASE_TYPE, MONTH] },
  about: 'by LOB, state, case type and month',
  by: {
    LOB: { about: 'LOB', columns: [MAIN_LOB] },
    STATE: { about: 'state', columns: [STATE] },
    CASE_TYPE: { about: 'case type', columns: [CASE_TYPE] },
    MONTH: { about: 'month', columns: [MONTH] },
    FORECAST: { about: 'forecast cases', columns: [{ field: 'totalForecast', type: 'integer' }] },
    CAPACITY: { about: 'capacity', columns: [{ field: 'totalCapacity', type: 'decimal' }] },
    GAP: { about: 'gap (shortages are below zero)', columns: [{ field: 'capacityGap', type: 'decimal' }] },
    FTE_COUNT: { about: 'people', columns: [{ field: 'totalFteCount', type: 'integer' }] },
    FTE_EQUIVALENT: { about: 'FTE', columns: [{ field: 'totalFteEquivalent', type: 'decimal' }] },
    FTE_REQUIRED: {
      about: 'people required',
      columns: [{ field: 'fteRequired', type: 'integer', nulls: 'last' }],
    },
    COMPUTED: { about: 'when they were computed', columns: [{ field: 'computedDatetime', type: 'instant' }] },
  },
};

/** Which summaries of a report to list: values of one filter are alternatives, different filters all apply. */
export interface SummaryFilter {
  /** 1 to 6. */
  forecastMonthIndexes?: readonly number[] | null | undefined;
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
}
