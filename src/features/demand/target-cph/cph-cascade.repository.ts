import { textKey } from '../../../domain/text-key';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';

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

/** Gives the forecast rows of live, unclosed months the CPHs of their pairs; tells which rows changed, and which closed ones would have. */
export function cascadeTargetCphs(
  tx: WriteScope,
  pairs: readonly { mainLob: string; caseType: string; targetCph: string }[],
): Promise<CascadedRow[]> {
  return tx.db.query(
    `WITH wanted AS (
       SELECT v.lob_key, v.case_key, v.target_cph, (v.position - 1)::integer AS position
       FROM unnest($2::text[], $3::text[], $4::numeric[]) WITH ORDINALITY AS v (lob_key, case_key, target_cph, position)
     ), touched AS (
       SELECT f.id, w.position, w.target_cph AS new_cph, m.month_start, to_jsonb(f) AS before,
         EXISTS (SELECT FROM month_close c WHERE c.month_start = m.month_start) AS is_closed
       FROM forecast_report_month m
       JOIN forecast f ON f.report_year = m.report_year AND f.report_month = m.report_month
         AND f.forecast_month_index = m.forecast_month_index
       JOIN wanted w ON w.lob_key = text_key(f.main_lob) AND w.case_key = text_key(f.case_type)
       WHERE NOT m.is_frozen AND f.target_cph IS DISTINCT FROM w.target_cph
     ), changed AS (
       UPDATE forecast AS f SET target_cph = t.new_cph, version = f.version + 1
       FROM touched t WHERE t.id = f.id AND NOT t.is_closed
       RETURNING f.*
     ), history AS (
       INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
       SELECT $1, 'forecast', jsonb_build_array(c.report_year, c.report_month, c.forecast_month_index, c.main_lob, c.state,
         c.case_type)::text, t.before, to_jsonb(c)
       FROM changed c JOIN touched t ON t.id = c.id
     )
     SELECT t.position AS position, t.month_start AS month_start, t.before ->> 'main_lob' AS main_lob,
       t.before ->> 'state' AS state, t.before ->> 'case_type' AS case_type, t.is_closed AS is_closed
     FROM touched t`,
    [
      tx.changeSetId,
      pairs.map((pair) => textKey(pair.mainLob)),
      pairs.map((pair) => textKey(pair.caseType)),
      pairs.map((pair) => pair.targetCph),
    ],
    (row) => ({
      position: row.position as number,
      monthStart: row.month_start as string,
      mainLob: row.main_lob as string,
      state: row.state as string,
      caseType: row.case_type as string,
      isClosed: row.is_closed as boolean,
    }),
  );
}

/** How live reports spell these pairs; pairs that they do not have are left out. */
export function findForecastSpellings(
  scope: RequestScope,
  pairs: readonly { mainLob: string; caseType: string }[],
): Promise<{ mainLob: string; caseType: string }[]> {
  return scope.db.query(
    `SELECT DISTINCT f.main_lob AS main_lob, f.case_type AS case_type
     FROM forecast_report_month m
     JOIN forecast f ON f.report_year = m.report_year AND f.report_month = m.report_month
       AND f.forecast_month_index = m.forecast_month_index
     JOIN unnest($1::text[], $2::text[]) AS k (lob_key, case_key)
       ON k.lob_key = text_key(f.main_lob) AND k.case_key = text_key(f.case_type)
     WHERE NOT m.is_frozen`,
    [pairs.map((pair) => textKey(pair.mainLob)), pairs.map((pair) => textKey(pair.caseType))],
    (row) => ({ mainLob: row.main_lob as string, caseType: row.case_type as string }),
  );
}
