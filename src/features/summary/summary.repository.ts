import { sql } from '../../platform/database/sql';
import { table } from '../../platform/database/table';
import type { RequestScope } from '../../platform/scope/request-scope';
import { sameDemandMonth } from '../demand/sql';
import type { SummaryKey, SummaryRow } from './summary.model';
import { SummaryEntity } from './table/summary.entity';

const SUMMARIES = table(SummaryEntity);
const COLUMNS = SUMMARIES.columns('s');
const KEY = ['reportYear', 'reportMonth', 'forecastMonthIndex', 'mainLob', 'state', 'caseType'] as const;

/** Summaries of these demand-months, in no particular order. */
export function findSummaries(scope: RequestScope, keys: readonly SummaryKey[]): Promise<SummaryRow[]> {
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM ${SUMMARIES.unnest('k', KEY, keys)}
     JOIN monthly_capacity_summary s ON ${sameDemandMonth('s', 'k')}`,
  );
}
