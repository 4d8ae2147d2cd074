import { sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { liveForecastMonths } from './restore-demand.sql';

/** First days of the live months whose forecasts a change set changed. */
export async function listForecastMonths(tx: WriteScope, changeSetId: number): Promise<string[]> {
  const rows = await tx.db.query<{ monthStart: string }>(
    sql`SELECT k.month_start AS "monthStart" FROM (${liveForecastMonths(sql`${[changeSetId]}::integer[]`)}) k ORDER BY 1`,
  );
  return rows.map(({ monthStart }) => monthStart);
}
