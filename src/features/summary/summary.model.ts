import type { Ordering } from '../../platform/database/keyset';
import type { Row } from '../../platform/database/table';
import type { SummaryEntity } from './table/summary.entity';

/** Capacity against forecast of one demand-month; exact decimals as text. */
export type SummaryRow = Row<SummaryEntity>;

/** What identifies a summary: a demand in one forecast month of one report. */
export type SummaryKey = Pick<
  SummaryRow,
  'reportYear' | 'reportMonth' | 'forecastMonthIndex' | 'mainLob' | 'state' | 'caseType'
>;

/** The order of the summaries of one report. */
export const SUMMARY_ORDER: Ordering<SummaryRow> = {
  name: 'monthly-summary',
  columns: [
    { field: 'mainLob', type: 'text' },
    { field: 'state', type: 'text' },
    { field: 'caseType', type: 'text' },
    { field: 'forecastMonthIndex', type: 'integer' },
  ],
};

/** A derived value that was not what it should be; null = absent. */
export interface Difference {
  /** Table name. */
  entity: string;
  /** JSON tuple of the row's natural key. */
  key: string;
  /** Column name. */
  column: string;
  before: string | null;
  after: string | null;
}

/** Which summaries of a report to list: values of one filter are alternatives, different filters all apply. */
export interface SummaryFilter {
  /** 1 to 6. */
  forecastMonthIndexes?: readonly number[] | null | undefined;
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
}
