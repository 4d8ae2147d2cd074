import type { Demand } from '../../../domain/demand/demand-key';
import type { WorkType } from '../../../domain/demand/lob';
import { textKey } from '../../../domain/text-key';
import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { DemandMonthKey, ReportKey, ResolvedDemand } from '../table/demand.model';

/** What the live report of its month knows of one demand asked for. */
export interface FoundDemand {
  /** Position among the keys asked for. */
  position: number;
  /** Null when no live report covers the month. */
  report: ReportKey | null;
  /** Null when the report does not know the demand. */
  demand: ResolvedDemand | null;
}

function readFound(row: SqlRow): FoundDemand {
  const report = reportOf(row);
  return {
    position: row.position as number,
    report,
    demand: report && row.main_lob !== null ? { ...report, ...readDemand(row) } : null,
  };
}

function reportOf(row: SqlRow): ReportKey | null {
  if (row.report_month === null) return null;
  return { reportMonth: row.report_month as string, reportYear: row.report_year as number };
}

function readDemand(row: SqlRow): Omit<ResolvedDemand, keyof ReportKey> {
  return {
    ok: true,
    forecastMonthIndex: row.forecast_month_index as number,
    monthStart: row.month_start as string,
    mainLob: row.main_lob as string,
    state: row.state as string,
    caseType: row.case_type as string,
    platform: row.platform as string,
    market: row.market as string,
    locality: row.locality as WorkType,
    targetCph: row.target_cph as string | null,
    forecastId: row.forecast_id as number | null,
  };
}

/** What the live reports know of the demands: one row per key. */
export function findDemands(scope: RequestScope, keys: readonly DemandMonthKey[]): Promise<FoundDemand[]> {
  return scope.db.query(
    `WITH wanted AS (
       SELECT w.position::integer AS position, w.month_start, w.lob_key, w.state_key, w.case_key
       FROM unnest($1::date[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
         AS w (month_start, lob_key, state_key, case_key, position)
     )
     SELECT w.position - 1 AS position, w.month_start AS month_start,
       m.report_month AS report_month, m.report_year AS report_year, m.forecast_month_index AS forecast_month_index,
       here.id AS forecast_id, coalesce(here.main_lob, other.main_lob) AS main_lob,
       coalesce(here.state, other.state) AS state, coalesce(here.case_type, other.case_type) AS case_type,
       coalesce(here.platform, other.platform) AS platform, coalesce(here.market, other.market) AS market,
       coalesce(here.locality, other.locality) AS locality,
       CASE WHEN here.id IS NULL THEN coalesce(other.target_cph, configured.target_cph) ELSE here.target_cph END AS target_cph
     FROM wanted w
     LEFT JOIN forecast_report_month m ON m.month_start = w.month_start AND NOT m.is_frozen
     LEFT JOIN forecast here ON here.report_year = m.report_year AND here.report_month = m.report_month
       AND here.forecast_month_index = m.forecast_month_index AND text_key(here.main_lob) = w.lob_key
       AND text_key(here.state) = w.state_key AND text_key(here.case_type) = w.case_key
     LEFT JOIN LATERAL (
       SELECT o.main_lob, o.state, o.case_type, o.platform, o.market, o.locality, o.target_cph
       FROM forecast o
       WHERE here.id IS NULL AND o.report_year = m.report_year AND o.report_month = m.report_month
         AND o.forecast_month_index IN (1, 2, 3, 4, 5, 6) AND text_key(o.main_lob) = w.lob_key
         AND text_key(o.state) = w.state_key AND text_key(o.case_type) = w.case_key
       ORDER BY o.target_cph IS NULL, o.forecast_month_index DESC LIMIT 1
     ) other ON true
     LEFT JOIN target_cph configured ON here.id IS NULL AND text_key(configured.main_lob) = w.lob_key
       AND text_key(configured.case_type) = w.case_key
     ORDER BY w.position`,
    [
      keys.map((key) => key.monthStart),
      keys.map((key) => textKey(key.mainLob)),
      keys.map((key) => textKey(key.state)),
      keys.map((key) => textKey(key.caseType)),
    ],
    readFound,
  );
}

/** Every demand of the reports, whatever the month. */
export function listKnownDemands(
  scope: RequestScope,
  reports: readonly ReportKey[],
): Promise<(Demand & ReportKey)[]> {
  return scope.db.query(
    `SELECT DISTINCT f.report_month AS report_month, f.report_year AS report_year, f.main_lob AS main_lob,
       f.state AS state, f.case_type AS case_type
     FROM unnest($1::integer[], $2::text[]) AS r (report_year, report_month)
     JOIN forecast f ON f.report_year = r.report_year AND f.report_month = r.report_month
     ORDER BY f.main_lob, f.state, f.case_type`,
    [reports.map((report) => report.reportYear), reports.map((report) => report.reportMonth)],
    (row) => ({
      reportMonth: row.report_month as string,
      reportYear: row.report_year as number,
      mainLob: row.main_lob as string,
      state: row.state as string,
      caseType: row.case_type as string,
    }),
  );
}

/** Adds rows of 0 cases for demands that their report knows in other months only; rows that exist stay. */
export async function insertMissingForecasts(
  tx: WriteScope,
  demands: readonly ResolvedDemand[],
): Promise<void> {
  await tx.db.execute(
    `WITH added AS (
       INSERT INTO forecast AS f (report_year, report_month, forecast_month_index, main_lob, state, case_type,
         forecast, target_cph, platform, market, locality, is_vanished)
       SELECT d.report_year, d.report_month, d.forecast_month_index, d.main_lob, d.state, d.case_type,
         0, d.target_cph, d.platform, d.market, d.locality, true
       FROM unnest($2::integer[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::numeric[],
         $9::text[], $10::text[], $11::text[]) AS d (report_year, report_month, forecast_month_index, main_lob, state,
         case_type, target_cph, platform, market, locality)
       ORDER BY d.report_year, d.report_month, d.forecast_month_index, d.main_lob, d.state, d.case_type
       ON CONFLICT DO NOTHING
       RETURNING f.*
     )
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $1, 'forecast', jsonb_build_array(a.report_year, a.report_month, a.forecast_month_index, a.main_lob,
       a.state, a.case_type)::text, NULL, to_jsonb(a)
     FROM added a`,
    [
      tx.changeSetId,
      demands.map((demand) => demand.reportYear),
      demands.map((demand) => demand.reportMonth),
      demands.map((demand) => demand.forecastMonthIndex),
      demands.map((demand) => demand.mainLob),
      demands.map((demand) => demand.state),
      demands.map((demand) => demand.caseType),
      demands.map((demand) => demand.targetCph),
      demands.map((demand) => demand.platform),
      demands.map((demand) => demand.market),
      demands.map((demand) => demand.locality),
    ],
  );
}
