import type { Client } from 'pg';

/** The schema that PostGraphile serves. */
export const PEER_SCHEMA = 'tree_peer';

/** Lists in smart comments take no spaces. */
const KEY = 'report_year,report_month,forecast_month_index';
const NAMES = ['main_lob', 'state', 'case_type'];
const SUMS = `sum(s.total_forecast) AS forecast, sum(s.total_capacity) AS capacity, sum(s.capacity_gap) AS gap,
  round(sum(s.total_capacity) / nullif(sum(s.total_forecast), 0), 6) AS coverage,
  sum(s.total_fte_equivalent) AS fte_equivalent, sum(s.fte_required) AS fte_required`;

/** Heads are a column that PostgreSQL leaves out when nobody selects it. */
function nodeView(name: string, depth: number): string {
  const names = NAMES.slice(0, depth);
  const isDemand = depth === NAMES.length;
  const heads = `(SELECT count(*)::integer FROM (SELECT FROM weekly_resource_assignment a
    WHERE a.is_active AND a.report_year = s.report_year AND a.report_month = s.report_month
      AND a.forecast_month_index = s.forecast_month_index ${names.map((one) => `AND a.demand_${one} = s.${one}`).join(' ')}
    GROUP BY a.resource_cn) p) AS fte_count`;
  const key = `s.report_year, s.report_month, s.forecast_month_index, ${names.map((one) => `s.${one}`).join(', ')}`;
  return isDemand
    ? `CREATE VIEW ${PEER_SCHEMA}.${name} AS SELECT ${key}, s.total_forecast AS forecast, s.total_capacity AS capacity,
         s.capacity_gap AS gap, round(s.total_capacity / nullif(s.total_forecast, 0), 6) AS coverage,
         s.total_fte_equivalent AS fte_equivalent, s.fte_required, s.total_fte_count AS fte_count
       FROM monthly_capacity_summary s`
    : `CREATE VIEW ${PEER_SCHEMA}.${name} AS SELECT ${key}, ${SUMS}, ${heads}
       FROM monthly_capacity_summary s GROUP BY ${key}`;
}

/** Tells PostGraphile a view's key and the relations to the nodes above it and between a node and its six months. */
function relations(
  name: string,
  depth: number,
  above?: { name: string; field: string; node: string },
): string {
  const names = NAMES.slice(0, depth).join(',');
  const upper = NAMES.slice(0, depth - 1).join(',');
  const lines = [`@primaryKey ${KEY},${names}`, `@name ${name}`];
  if (above?.field === 'series')
    lines.push(
      `@foreignKey (report_year,report_month,${names}) references ${PEER_SCHEMA}.${above.node} (report_year,report_month,${names})|@fieldName node|@foreignFieldName series`,
    );
  else if (above)
    lines.push(
      `@foreignKey (${KEY},${upper}) references ${PEER_SCHEMA}.${above.name} (${KEY},${upper})|@fieldName parent|@foreignFieldName ${above.field}`,
    );
  return `COMMENT ON VIEW ${PEER_SCHEMA}.${name} IS E'${lines.join('\\n')}'`;
}

const PERSON_WEEK = `CREATE VIEW ${PEER_SCHEMA}.person_week AS
  SELECT a.id, a.report_year, a.report_month, a.forecast_month_index, a.demand_main_lob AS main_lob, a.demand_state AS state,
    a.demand_case_type AS case_type, a.resource_cn, a.year, a.week_number, a.production_percentage, a.weekly_capacity,
    a.assignment_type, a.pinned
  FROM weekly_resource_assignment a WHERE a.is_active`;

/** Creates views of the tree's levels with the relations between them: PostGraphile then answers a tree in one statement. */
export async function createPeerViews(client: Client): Promise<void> {
  const statements = [`DROP SCHEMA IF EXISTS ${PEER_SCHEMA} CASCADE`, `CREATE SCHEMA ${PEER_SCHEMA}`];
  ['lob', 'state', 'demand'].forEach((name, n) => {
    statements.push(nodeView(name, n + 1), nodeView(`${name}_month`, n + 1));
    const above = ['', 'lob', 'state'][n];
    const field = ['', 'states', 'demands'][n] ?? '';
    statements.push(relations(name, n + 1, above ? { name: above, field, node: '' } : undefined));
    statements.push(relations(`${name}_month`, n + 1, { name: '', field: 'series', node: name }));
  });
  const all = `${KEY},${NAMES.join(',')}`;
  statements.push(
    PERSON_WEEK,
    `CREATE VIEW ${PEER_SCHEMA}.person AS SELECT r.cn, r.first_name, r.last_name, r.primary_platform, r.location FROM resource_v2 r`,
    `COMMENT ON VIEW ${PEER_SCHEMA}.person IS E'@primaryKey cn'`,
    `COMMENT ON VIEW ${PEER_SCHEMA}.person_week IS E'@primaryKey id
@foreignKey (${all}) references ${PEER_SCHEMA}.demand (${all})|@fieldName demand|@foreignFieldName personWeeks
@foreignKey (resource_cn) references ${PEER_SCHEMA}.person (cn)|@fieldName person|@foreignFieldName personWeeks'`,
    `CREATE VIEW ${PEER_SCHEMA}.summary AS SELECT s.* FROM monthly_capacity_summary s`,
    `COMMENT ON VIEW ${PEER_SCHEMA}.summary IS E'@primaryKey id'`,
  );
  for (const sql of statements) await client.query(sql);
}
