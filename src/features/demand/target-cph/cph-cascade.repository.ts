import { textKey } from '../../../domain/text-key';
import { sql } from '../../../platform/database/sql';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { sameReportMonth } from '../table/demand-month.sql';
import { recordForecasts } from '../table/forecast.repository';
import { pairKeys } from '../table/target-cph.repository';

/** A live forecast row whose CPH an explicit change of the configuration touches, or would if its month were not closed. */
export interface CascadedRow {
  /** Position of the pair among those given. */
  position: number;
  monthStart: string;
  mainLob: string;
  state: string;
  caseType: string;
  isClosed: boolean;
}

/** Gives the forecast rows of live, unclosed months the CPHs of their pairs; returns the rows that changed, and the closed ones that would have. */
export function cascadeTargetCphs(
  tx: WriteScope,
  pairs: readonly { mainLob: string; caseType: string; targetCph: string }[],
): Promise<CascadedRow[]> {
  const lobs = pairs.map((pair) => textKey(pair.mainLob));
  const caseTypes = pairs.map((pair) => textKey(pair.caseType));
  const cphs = pairs.map((pair) => pair.targetCph);
  const entries = recordForecasts(tx, 'c', {
    before: sql`t.before`,
    after: sql`to_jsonb(c)`,
    from: sql`FROM changed c JOIN touched t ON t.id = c.id`,
  });
  return tx.db.query(
    sql`WITH wanted AS (
       SELECT v.lob_key, v.case_key, v.target_cph, (v.position - 1)::integer AS position
       FROM unnest(${lobs}::text[], ${caseTypes}::text[], ${cphs}::numeric[]) WITH ORDINALITY
         AS v (lob_key, case_key, target_cph, position)
     ), touched AS (
       SELECT f.id, w.position, w.target_cph AS new_cph, m.month_start, to_jsonb(f) AS before,
         EXISTS (SELECT FROM month_close c WHERE c.month_start = m.month_start) AS is_closed
       FROM forecast_report_month m
       JOIN forecast f ON ${sameReportMonth('f', 'm')}
       JOIN wanted w ON w.lob_key = text_key(f.main_lob) AND w.case_key = text_key(f.case_type)
       WHERE NOT m.is_frozen AND f.target_cph IS DISTINCT FROM w.target_cph
     ), changed AS (
       UPDATE forecast AS f SET target_cph = t.new_cph, version = f.version + 1
       FROM touched t WHERE t.id = f.id AND NOT t.is_closed
       RETURNING f.*
     ), history AS (${entries})
     SELECT t.position AS position, t.month_start AS "monthStart", t.before ->> 'main_lob' AS "mainLob",
       t.before ->> 'state' AS state, t.before ->> 'case_type' AS "caseType", t.is_closed AS "isClosed"
     FROM touched t`,
  );
}

/** How live reports spell these pairs; pairs that they do not have are left out. */
export function findForecastSpellings(
  scope: RequestScope,
  pairs: readonly { mainLob: string; caseType: string }[],
): Promise<{ mainLob: string; caseType: string }[]> {
  return scope.db.query(
    sql`SELECT DISTINCT f.main_lob AS "mainLob", f.case_type AS "caseType"
     FROM forecast_report_month m
     JOIN forecast f ON ${sameReportMonth('f', 'm')}
     JOIN ${pairKeys(pairs)} ON k.lob_key = text_key(f.main_lob) AND k.case_key = text_key(f.case_type)
     WHERE NOT m.is_frozen`,
  );
}
