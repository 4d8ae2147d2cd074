import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ForecastKey, ReportKey } from './demand.model';
import type { ForecastRow, ForecastValues } from './forecast.model';
import type { WorkType } from '../../../domain/demand/lob';

/** Columns of a forecast row `f` with its report month `m`, as `readForecast` takes them. */
export const FORECAST_COLUMNS = `f.id AS id, f.report_month AS report_month, f.report_year AS report_year,
  f.forecast_month_index AS forecast_month_index, m.forecast_month AS forecast_month, m.forecast_year AS forecast_year,
  m.month_start AS month_start, m.is_frozen AS is_frozen, f.main_lob AS main_lob, f.state AS state,
  f.case_type AS case_type, f.call_type_id AS call_type_id, f.forecast AS forecast, f.target_cph AS target_cph,
  f.platform AS platform, f.market AS market, f.locality AS locality, f.is_vanished AS is_vanished, f.version AS version`;

/** Joins a forecast row `f` with its report month `m`. */
export const FORECAST_MONTH = `forecast_report_month m ON m.report_year = f.report_year AND m.report_month = f.report_month
  AND m.forecast_month_index = f.forecast_month_index`;

const ENTITY_KEY = (row: string): string =>
  `jsonb_build_array(${row}.report_year, ${row}.report_month, ${row}.forecast_month_index, ${row}.main_lob, ${row}.state, ${row}.case_type)::text`;

/** A forecast row from its columns. */
export function readForecast(row: SqlRow): ForecastRow {
  return {
    id: row.id as number,
    reportMonth: row.report_month as string,
    reportYear: row.report_year as number,
    forecastMonthIndex: row.forecast_month_index as number,
    forecastMonth: row.forecast_month as string,
    forecastYear: row.forecast_year as number,
    monthStart: row.month_start as string,
    isFrozen: row.is_frozen as boolean,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
    callTypeId: row.call_type_id as string | null,
    forecast: row.forecast as number,
    targetCph: row.target_cph as string | null,
    platform: row.platform as string,
    market: row.market as string,
    locality: row.locality as WorkType,
    isVanished: row.is_vanished as boolean,
    version: row.version as number,
  };
}

/** A report's rows in some of its months. */
export function listForecastsOfMonths(
  scope: RequestScope,
  report: ReportKey,
  indexes: readonly number[],
): Promise<ForecastRow[]> {
  return scope.db.query(
    `SELECT ${FORECAST_COLUMNS} FROM forecast f JOIN ${FORECAST_MONTH}
     WHERE f.report_year = $1 AND f.report_month = $2 AND f.forecast_month_index = ANY($3::integer[])
     ORDER BY f.id`,
    [report.reportYear, report.reportMonth, indexes],
    readForecast,
  );
}

/** Rows by exact key, in no particular order. */
export function findForecastsByKeys(
  scope: RequestScope,
  keys: readonly ForecastKey[],
): Promise<ForecastRow[]> {
  return scope.db.query(
    `SELECT ${FORECAST_COLUMNS}
     FROM unnest($1::integer[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[])
       AS k (report_year, report_month, forecast_month_index, main_lob, state, case_type)
     JOIN forecast f ON f.report_year = k.report_year AND f.report_month = k.report_month
       AND f.forecast_month_index = k.forecast_month_index AND f.main_lob = k.main_lob AND f.state = k.state
       AND f.case_type = k.case_type
     JOIN ${FORECAST_MONTH}`,
    [
      keys.map((key) => key.reportYear),
      keys.map((key) => key.reportMonth),
      keys.map((key) => key.forecastMonthIndex),
      keys.map((key) => key.mainLob),
      keys.map((key) => key.state),
      keys.map((key) => key.caseType),
    ],
    readForecast,
  );
}

/** Rows by number, in no particular order. */
export function findForecastsByIds(scope: RequestScope, ids: readonly number[]): Promise<ForecastRow[]> {
  return scope.db.query(
    `SELECT ${FORECAST_COLUMNS} FROM forecast f JOIN ${FORECAST_MONTH} WHERE f.id = ANY($1::integer[])`,
    [ids],
    readForecast,
  );
}

const VALUES = `$3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::numeric[], $9::text[], $10::text[],
  $11::text[], $12::boolean[]`;
const VALUE_COLUMNS = `main_lob, state, case_type, call_type_id, forecast, target_cph, platform, market, locality, is_vanished`;

function valueParams(rows: readonly ForecastValues[]): unknown[] {
  return [
    rows.map((row) => row.mainLob),
    rows.map((row) => row.state),
    rows.map((row) => row.caseType),
    rows.map((row) => row.callTypeId),
    rows.map((row) => row.forecast),
    rows.map((row) => row.targetCph),
    rows.map((row) => row.platform),
    rows.map((row) => row.market),
    rows.map((row) => row.locality),
    rows.map((row) => row.isVanished),
  ];
}

/** Adds forecast rows. */
export async function insertForecasts(tx: WriteScope, rows: readonly ForecastValues[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db.execute(
    `WITH added AS (
       INSERT INTO forecast AS f (forecast_month_index, ${VALUE_COLUMNS}, report_year, report_month)
       SELECT v.* FROM unnest($2::integer[], ${VALUES}, $13::integer[], $14::text[]) AS v
       RETURNING f.*
     )
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast', ${ENTITY_KEY('a')}, NULL, to_jsonb(a) FROM added a`,
    [
      tx.changeSetId,
      rows.map((row) => row.forecastMonthIndex),
      ...valueParams(rows),
      rows.map((row) => row.reportYear),
      rows.map((row) => row.reportMonth),
    ],
  );
}

/** Writes rows of these numbers as given, spelling too, and raises their versions. */
export async function updateForecasts(
  tx: WriteScope,
  rows: readonly (ForecastValues & { id: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.db.execute(
    `WITH wanted AS (
       SELECT v.* FROM unnest($2::integer[], ${VALUES}) AS v (id, ${VALUE_COLUMNS})
     ), before AS (
       SELECT f.* FROM forecast f JOIN wanted w ON w.id = f.id
     ), changed AS (
       UPDATE forecast AS f SET main_lob = w.main_lob, state = w.state, case_type = w.case_type,
         call_type_id = w.call_type_id, forecast = w.forecast, target_cph = w.target_cph, platform = w.platform,
         market = w.market, locality = w.locality, is_vanished = w.is_vanished, version = f.version + 1
       FROM wanted w WHERE w.id = f.id
       RETURNING f.*
     )
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast', ${ENTITY_KEY('c')}, to_jsonb(b), to_jsonb(c) FROM changed c JOIN before b ON b.id = c.id`,
    [tx.changeSetId, rows.map((row) => row.id), ...valueParams(rows)],
  );
}

/** Removes forecast rows; their summaries go with them. */
export async function deleteForecasts(tx: WriteScope, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.execute(
    `WITH gone AS (DELETE FROM forecast f WHERE f.id = ANY($2::integer[]) RETURNING f.*)
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast', ${ENTITY_KEY('g')}, to_jsonb(g), NULL FROM gone g`,
    [tx.changeSetId, ids],
  );
}

/** Those of the forecast rows to which people are assigned. */
export async function findAssignedForecasts(tx: WriteScope, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db.query(
    `SELECT f.id AS id FROM forecast f
     WHERE f.id = ANY($1::integer[]) AND EXISTS (
       SELECT FROM weekly_resource_assignment a
       WHERE a.is_active AND a.report_year = f.report_year AND a.report_month = f.report_month
         AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
         AND a.demand_state = f.state AND a.demand_case_type = f.case_type)`,
    [ids],
    (row) => row.id as number,
  );
  return new Set(rows);
}

/**
 * Refreshes the planner's statistics after a mass write: without them it joins forecasts row by row, which turns the
 * second that the following statements take into many.
 */
export async function analyzeForecasts(tx: WriteScope): Promise<void> {
  await tx.db.query('ANALYZE forecast, forecast_report_month');
}
