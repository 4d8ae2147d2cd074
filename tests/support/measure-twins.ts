import type { MeasureName } from '../../src/features/reports/project/measures.preset';

/**
 * What each measure of the Power BI model means, said again in SQL: there is no DAX here. `m` are the rows of
 * monthly_summary and `a` those of resource_assignments that the filters of a visual leave.
 */
export const MEASURE_TWINS: Readonly<Record<MeasureName, string>> = {
  Forecast: 'SELECT sum(m.forecast) AS value FROM m',
  Capacity: 'SELECT sum(m.capacity) AS value FROM m',
  Gap: 'SELECT sum(m.capacity) - sum(m.forecast) AS value FROM m',
  // DIVIDE is blank where nothing is forecast.
  Coverage: 'SELECT sum(m.capacity) / nullif(sum(m.forecast), 0) AS value FROM m',
  FTE: 'SELECT sum(m.fte_equivalent) AS value FROM m',
  'FTE required': 'SELECT sum(m.fte_required) AS value FROM m',
  Heads: 'SELECT count(DISTINCT a.resource_cn) AS value FROM a',
};

/** Parts of the model that a visual is filtered by; absent = all. */
export interface Selection {
  monthStart: string;
  mainLob?: string;
  state?: string;
  caseType?: string;
}

/** The twins of all measures in one cell of a visual: one statement with a column each, and its parameters. */
export function twinsOf({ monthStart, mainLob, state, caseType }: Selection) {
  const values = [monthStart, mainLob ?? null, state ?? null, caseType ?? null];
  const where = `v.is_live AND v.month_start = $1::date AND ($2::text IS NULL OR v.main_lob = $2)
    AND ($3::text IS NULL OR v.state = $3) AND ($4::text IS NULL OR v.case_type = $4)`;
  const columns = Object.entries(MEASURE_TWINS).map(([name, twin]) => `(${twin}) AS "${name}"`);
  const text = `WITH m AS MATERIALIZED (SELECT v.* FROM report_monthly_summary v WHERE ${where}),
  a AS MATERIALIZED (SELECT v.* FROM report_resource_assignments v WHERE ${where})
  SELECT ${columns.join(', ')}`;
  return { text, values };
}
