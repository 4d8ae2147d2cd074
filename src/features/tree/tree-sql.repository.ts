import type { SqlRow } from '../../platform/database/db';
import type { Level, NodePath, Tree } from './tree.model';

/**
 * $1 = the trees of a batch, one JSON object each; `place` is the position in the batch. unnest() of a known array tells the
 * planner how many there are, which jsonb_to_recordset() would not.
 */
export const TREES = `tree AS MATERIALIZED (
  SELECT t.* FROM unnest($1::jsonb[]) AS j (tree) CROSS JOIN LATERAL jsonb_to_record(j.tree) AS t (
    place integer, report_year integer, report_month text, month_indexes integer[], live_indexes integer[],
    frozen_indexes integer[], by_category boolean, main_lobs text[], states text[], case_types text[], platforms text[],
    markets text[], localities text[], lob_scope text[], platform text, locality text, main_lob text, state text,
    case_type text)
)`;

/** The demands `f` that a tree `t` selects, in the months of its column `indexes`. */
export function selectedDemands(indexes: 'month_indexes' | 'live_indexes' | 'frozen_indexes'): string {
  return `JOIN forecast f ON f.report_year = t.report_year AND f.report_month = t.report_month
    AND f.forecast_month_index = ANY(t.${indexes})
    AND (t.main_lobs IS NULL OR text_key(f.main_lob) = ANY(t.main_lobs))
    AND (t.states IS NULL OR text_key(f.state) = ANY(t.states))
    AND (t.case_types IS NULL OR text_key(f.case_type) = ANY(t.case_types))
    AND (t.platforms IS NULL OR text_key(f.platform) = ANY(t.platforms))
    AND (t.markets IS NULL OR text_key(f.market) = ANY(t.markets))
    AND (t.localities IS NULL OR f.locality = ANY(t.localities))
    AND (t.lob_scope IS NULL OR f.main_lob = ANY(t.lob_scope))
    AND (t.platform IS NULL OR f.platform = t.platform) AND (t.locality IS NULL OR f.locality = t.locality)
    AND (t.main_lob IS NULL OR f.main_lob = t.main_lob) AND (t.state IS NULL OR f.state = t.state)
    AND (t.case_type IS NULL OR f.case_type = t.case_type)`;
}

/** `s` is the summary of demand `f`, all null where its month never had one. */
export const SUMMARY_OF_DEMAND = `LEFT JOIN monthly_capacity_summary s ON s.report_year = f.report_year
    AND s.report_month = f.report_month AND s.forecast_month_index = f.forecast_month_index AND s.main_lob = f.main_lob
    AND s.state = f.state AND s.case_type = f.case_type`;

/** `a` (assignment) is of demand `f`. */
export const OF_DEMAND = `a.report_year = f.report_year AND a.report_month = f.report_month
    AND a.forecast_month_index = f.forecast_month_index AND a.demand_main_lob = f.main_lob
    AND a.demand_state = f.state AND a.demand_case_type = f.case_type`;

const CATEGORY_COLUMNS = [
  'CASE WHEN t.by_category THEN f.platform END AS platform',
  'CASE WHEN t.by_category THEN f.locality END AS locality',
];
const DEMAND_COLUMNS = ['f.main_lob AS main_lob', 'f.state AS state', 'f.case_type AS case_type'];
const DEPTH: Readonly<Record<Level, number>> = { total: 0, category: 0, lob: 1, state: 2, caseType: 3 };

/** The select list that names a node of this level; the output names group and sort. */
export function pathColumns(level: Level): { select: string; names: string; count: number } {
  const columns = [...(level === 'total' ? [] : CATEGORY_COLUMNS), ...DEMAND_COLUMNS.slice(0, DEPTH[level])];
  return {
    select: columns.map((column) => `, ${column}`).join(''),
    names: columns.map((column) => `, ${column.replace(/^.* AS /, '')}`).join(''),
    count: columns.length,
  };
}

/** The path of a row selected with `pathColumns`. */
export function readPath(row: SqlRow): NodePath {
  return {
    platform: (row.platform ?? null) as string | null,
    locality: (row.locality ?? null) as NodePath['locality'],
    mainLob: (row.main_lob ?? null) as string | null,
    state: (row.state ?? null) as string | null,
    caseType: (row.case_type ?? null) as string | null,
  };
}

/** Trees as the parameter of `TREES`; `allMonths` = the six months instead of the chosen one. */
export function treeParams(trees: readonly { tree: Tree; allMonths: boolean }[]): string[] {
  return trees.map(({ tree, allMonths }, place) => {
    const months = allMonths ? tree.months : [tree.month];
    const indexes = (isFrozen?: boolean): number[] =>
      months
        .filter((month) => isFrozen === undefined || month.isFrozen === isFrozen)
        .map((m) => m.forecastMonthIndex);
    const { filter, within } = tree;
    return JSON.stringify({
      place,
      report_year: tree.reportYear,
      report_month: tree.reportMonth,
      month_indexes: indexes(),
      live_indexes: indexes(false),
      frozen_indexes: indexes(true),
      by_category: tree.byCategory,
      main_lobs: filter.mainLobs,
      states: filter.states,
      case_types: filter.caseTypes,
      platforms: filter.platforms,
      markets: filter.markets,
      localities: filter.localities,
      lob_scope: tree.lobScope,
      platform: within.platform,
      locality: within.locality,
      main_lob: within.mainLob,
      state: within.state,
      case_type: within.caseType,
    });
  });
}
