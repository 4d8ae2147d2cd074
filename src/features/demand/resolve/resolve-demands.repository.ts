import type { Demand } from '../../../domain/demand/demand-key';
import { textKey } from '../../../domain/text-key';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { DemandMonthKey, ReportKey, ResolvedDemand } from '../table/demand.model';
import { sameReportMonth } from '../table/demand-month.sql';
import { ForecastEntity } from '../table/forecast.entity';
import { recordForecasts } from '../table/forecast.repository';

const FORECASTS = table(ForecastEntity);

/** What the live report of its month has of one demand asked for. */
export interface FoundDemand {
  /** Position among the keys asked for. */
  position: number;
  /** Null when no live report covers the month. */
  report: ReportKey | null;
  /** Null when the report does not know the demand. */
  demand: ResolvedDemand | null;
}

type Demanded = Omit<ResolvedDemand, 'ok' | keyof ReportKey>;
/** Every column but the position is null when nothing is found. */
type FoundRow = { position: number } & {
  [Name in keyof (Demanded & ReportKey)]: (Demanded & ReportKey)[Name] | null;
};

/** What the live reports know of the demands: one row per key. */
export async function findDemands(
  scope: RequestScope,
  keys: readonly DemandMonthKey[],
): Promise<FoundDemand[]> {
  const rows = await scope.db.query<FoundRow>(
    sql`WITH wanted AS (${wantedRows(keys)})
     SELECT w.position - 1 AS position, w.month_start AS "monthStart",
       m.report_month AS "reportMonth", m.report_year AS "reportYear", m.forecast_month_index AS "forecastMonthIndex",
       here.id AS "forecastId", coalesce(here.main_lob, other.main_lob) AS "mainLob",
       coalesce(here.state, other.state) AS state, coalesce(here.case_type, other.case_type) AS "caseType",
       coalesce(here.platform, other.platform) AS platform, coalesce(here.market, other.market) AS market,
       coalesce(here.locality, other.locality) AS locality,
       CASE WHEN here.id IS NULL THEN coalesce(other.target_cph, configured.target_cph) ELSE here.target_cph END AS "targetCph"
     FROM wanted w
     LEFT JOIN forecast_report_month m ON m.month_start = w.month_start AND NOT m.is_frozen
     LEFT JOIN forecast here ON ${sameReportMonth('here', 'm')} AND text_key(here.main_lob) = w.lob_key
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
  );
  return rows.map(({ position, reportMonth, reportYear, ...demand }) => {
    const report = reportMonth === null || reportYear === null ? null : { reportMonth, reportYear };
    const known = report !== null && demand.mainLob !== null;
    return { position, report, demand: known ? { ok: true, ...report, ...(demand as Demanded) } : null };
  });
}

/**
 * The keys as rows in text keys, numbered from 1. A single one is written out: with arrays PostgreSQL expects ten, finds a
 * plan for one cheaper, and plans anew every time.
 */
function wantedRows(keys: readonly DemandMonthKey[]): Sql {
  const [key] = keys;
  if (key && keys.length === 1)
    return sql`SELECT 1 AS position, ${key.monthStart}::date AS month_start, ${textKey(key.mainLob)}::text AS lob_key,
      ${textKey(key.state)}::text AS state_key, ${textKey(key.caseType)}::text AS case_key`;
  const texts = (property: 'mainLob' | 'state' | 'caseType'): string[] =>
    keys.map((each) => textKey(each[property]));
  return sql`SELECT w.position::integer AS position, w.month_start, w.lob_key, w.state_key, w.case_key
    FROM unnest(${keys.map((each) => each.monthStart)}::date[], ${texts('mainLob')}::text[], ${texts('state')}::text[],
      ${texts('caseType')}::text[]) WITH ORDINALITY AS w (month_start, lob_key, state_key, case_key, position)`;
}

/** Every demand of the reports, whatever the month. */
export function listKnownDemands(
  scope: RequestScope,
  reports: readonly ReportKey[],
): Promise<(Demand & ReportKey)[]> {
  return scope.db.query(
    sql`SELECT DISTINCT ${FORECASTS.columns('f', ['reportMonth', 'reportYear', ...DEMAND])}
     FROM ${FORECASTS.unnest('r', ['reportYear', 'reportMonth'], reports)}
     JOIN forecast f ON f.report_year = r.report_year AND f.report_month = r.report_month
     ORDER BY f.main_lob, f.state, f.case_type`,
  );
}

const DEMAND = ['mainLob', 'state', 'caseType'] as const;
const KEY = ['reportYear', 'reportMonth', 'forecastMonthIndex', ...DEMAND] as const;
const COPIED = [...KEY, 'targetCph', 'platform', 'market', 'locality'] as const;

/** Adds rows of 0 cases for demands that their report knows in other months only; rows that exist stay. */
export async function insertMissingForecasts(
  tx: WriteScope,
  demands: readonly ResolvedDemand[],
): Promise<void> {
  const entries = recordForecasts(tx, 'a', {
    before: sql`NULL::jsonb`,
    after: sql`to_jsonb(a)`,
    from: sql`FROM added a`,
  });
  await tx.db.execute(
    sql`WITH added AS (
       INSERT INTO forecast AS f (${FORECASTS.names(COPIED)}, forecast, is_vanished)
       SELECT d.*, 0, true FROM ${FORECASTS.unnest('d', COPIED, demands)}
       ORDER BY ${FORECASTS.names(KEY, 'd')}
       ON CONFLICT DO NOTHING
       RETURNING f.*
     ) ${entries}`,
  );
}
