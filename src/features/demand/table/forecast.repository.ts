import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import type { ForecastKey, ReportKey } from './demand.model';
import { assignedTo, reportMonthOf, sameDemandMonth } from './demand-month.sql';
import { ForecastReportMonthEntity } from './forecast-report-month.entity';
import { ForecastEntity } from './forecast.entity';
import type { ForecastRow, ForecastValues } from './forecast.model';

const FORECASTS = table(ForecastEntity);
const MONTHS = table(ForecastReportMonthEntity);
const KEY = ['reportYear', 'reportMonth', 'forecastMonthIndex', 'mainLob', 'state', 'caseType'] as const;
const VALUES = FORECASTS.properties.filter(
  (property): property is keyof ForecastValues => property !== 'id' && property !== 'version',
);

/** Columns of a forecast row `f` with its report month `m`. */
export const FORECAST_COLUMNS = sql`${FORECASTS.columns('f')},
  ${MONTHS.columns('m', ['forecastMonth', 'forecastYear', 'monthStart', 'isFrozen'])}`;

/** Forecast rows `f` with their report month `m`: for FROM. */
export const FORECASTS_WITH_MONTH = sql`forecast f JOIN ${reportMonthOf('f')}`;

/** Records the forecast rows `row` of `from`, each with what they were before and are now. */
export function recordForecasts(
  tx: WriteScope,
  row: string,
  change: { before: Sql; after: Sql; from: Sql },
): Sql {
  return recordChange(tx.changeSetId, {
    entity: 'forecast',
    key: sql`jsonb_build_array(${FORECASTS.names(KEY, row)})`,
    ...change,
  });
}

/** A report's rows in some of its months. */
export function listForecastsOfMonths(
  scope: RequestScope,
  { reportYear, reportMonth }: ReportKey,
  indexes: readonly number[],
): Promise<ForecastRow[]> {
  return scope.db.query(
    sql`SELECT ${FORECAST_COLUMNS} FROM ${FORECASTS_WITH_MONTH}
     WHERE f.report_year = ${reportYear} AND f.report_month = ${reportMonth}
       AND f.forecast_month_index = ANY(${indexes}::integer[])
     ORDER BY f.id`,
  );
}

/** Rows by exact key, in no particular order. */
export function findForecastsByKeys(
  scope: RequestScope,
  keys: readonly ForecastKey[],
): Promise<ForecastRow[]> {
  return scope.db.query(
    sql`SELECT ${FORECAST_COLUMNS} FROM ${FORECASTS.unnest('k', KEY, keys)}
     JOIN forecast f ON ${sameDemandMonth('f', 'k')}
     JOIN ${reportMonthOf('f')}`,
  );
}

/** Rows by number, in no particular order. */
export function findForecastsByIds(scope: RequestScope, ids: readonly number[]): Promise<ForecastRow[]> {
  return scope.db.query(
    sql`SELECT ${FORECAST_COLUMNS} FROM ${FORECASTS_WITH_MONTH} WHERE f.id = ANY(${ids}::integer[])`,
  );
}

/** Adds forecast rows. */
export async function insertForecasts(tx: WriteScope, rows: readonly ForecastValues[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db.execute(
    sql`WITH added AS (
       INSERT INTO forecast AS f (${FORECASTS.names(VALUES)})
       SELECT v.* FROM ${FORECASTS.unnest('v', VALUES, rows)}
       RETURNING f.*
     ) ${recordForecasts(tx, 'a', { before: sql`NULL::jsonb`, after: sql`to_jsonb(a)`, from: sql`FROM added a` })}`,
  );
}

/** Writes rows of these numbers as given, spelling too, and raises their versions. */
export async function updateForecasts(
  tx: WriteScope,
  rows: readonly (ForecastValues & { id: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  const entries = recordForecasts(tx, 'c', {
    before: sql`to_jsonb(b)`,
    after: sql`to_jsonb(c)`,
    from: sql`FROM changed c JOIN before b ON b.id = c.id`,
  });
  await tx.db.execute(
    sql`WITH wanted AS (
       SELECT v.* FROM ${FORECASTS.unnest('v', ['id', ...VALUES], rows)}
     ), before AS (
       SELECT f.* FROM forecast f JOIN wanted w ON w.id = f.id
     ), changed AS (
       UPDATE forecast AS f SET (${FORECASTS.names(VALUES)}) = ROW (${FORECASTS.names(VALUES, 'w')}),
         version = f.version + 1
       FROM wanted w WHERE w.id = f.id
       RETURNING f.*
     ) ${entries}`,
  );
}

/** Removes forecast rows; their summaries go with them. */
export async function deleteForecasts(tx: WriteScope, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.execute(
    sql`WITH gone AS (DELETE FROM forecast f WHERE f.id = ANY(${ids}::integer[]) RETURNING f.*)
     ${recordForecasts(tx, 'g', { before: sql`to_jsonb(g)`, after: sql`NULL::jsonb`, from: sql`FROM gone g` })}`,
  );
}

/** Those of the forecast rows to which people are assigned. */
export async function findAssignedForecasts(tx: WriteScope, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db.query<{ id: number }>(
    sql`SELECT f.id AS id FROM forecast f
     WHERE f.id = ANY(${ids}::integer[]) AND EXISTS (
       SELECT FROM weekly_resource_assignment a WHERE a.is_active AND ${assignedTo('a', 'f')})`,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Refreshes the planner's statistics after a mass write: without them it joins forecasts row by row, which turns the
 * second that the following statements take into many.
 */
export async function analyzeForecasts(tx: WriteScope): Promise<void> {
  await tx.db.query(sql`ANALYZE forecast, forecast_report_month`);
}
