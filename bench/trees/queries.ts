import { demandAt } from '../frame/data';

/** In which ways a question is asked. */
export const MODES = {
  cold: 'an assignment changed before each',
  other: 'nothing changed, another question each time',
  again: 'the same question again',
} as const;

/** One of the ways. */
export type Mode = keyof typeof MODES;

/** At least so many times the rate of PostGraphile, and of json_agg. */
interface Must {
  peer?: number;
  raw?: number;
}

/** One question as each of the servers takes it. */
export interface Question {
  name: string;
  ours: string;
  /** PostGraphile over `peer-views.ts`. */
  peer: string;
  /** In which ways it is asked, and what must be reached. */
  must: Partial<Record<Mode, Must>>;
  /** A statement that answers one row with one JSON text. */
  sql: string;
}

const OURS = 'forecast capacity gap coverage fteEquivalent fteRequired';
const WHOLE = `report_year = 2025 AND report_month = 'March'`;
const MONTH = `${WHOLE} AND forecast_month_index = 1`;
const LOB = demandAt(200).main_lob;

const SUM_COLUMNS = `sum(total_forecast) AS forecast, sum(total_capacity) AS capacity, sum(capacity_gap) AS gap,
  round(sum(total_capacity) / nullif(sum(total_forecast), 0), 6) AS coverage,
  sum(total_fte_equivalent) AS fte_equivalent, sum(fte_required) AS fte_required`;
const OWN_COLUMNS = `total_forecast AS forecast, total_capacity AS capacity, capacity_gap AS gap,
  round(total_capacity / nullif(total_forecast, 0), 6) AS coverage, total_fte_equivalent AS fte_equivalent, fte_required`;

/** `'forecast', n.forecast, …` for json_build_object. */
function pairs(alias: string, withHeads: boolean): string {
  const fields = ['forecast', 'capacity', 'gap', 'coverage', 'fte_equivalent', 'fte_required'];
  return [...fields, ...(withHeads ? ['fte_count'] : [])]
    .map((field) => `'${field}', ${alias}.${field}`)
    .join(', ');
}

function headsOf(names: readonly string[], months: string, index = ''): string {
  const path = [...(index ? [index] : []), ...names.map((name) => `demand_${name} AS ${name}`)].join(', ');
  const group = [...(index ? [index] : []), ...names.map((name) => `demand_${name}`)].join(', ');
  const outer = [...(index ? [index] : []), ...names].join(', ');
  return `(SELECT ${outer}, count(*) AS fte_count FROM (
    SELECT ${path} FROM weekly_resource_assignment WHERE is_active AND ${months} GROUP BY ${group}, resource_cn) p GROUP BY ${outer})`;
}

/** The nested tree of one month as the usual hand-written statement builds it. */
function monthSql(withHeads: boolean): string {
  const join = (names: readonly string[]): string =>
    withHeads ? `JOIN ${headsOf(names, MONTH)} h USING (${names.join(', ')})` : '';
  const heads = withHeads ? ', h.fte_count' : '';
  return `WITH demand AS (
      SELECT main_lob, state, json_agg(json_build_object('name', case_type, 'metrics', json_build_object(${pairs('d', withHeads)})) ORDER BY case_type) AS children
      FROM (SELECT main_lob, state, case_type, ${OWN_COLUMNS}, total_fte_count AS fte_count FROM monthly_capacity_summary WHERE ${MONTH}) d
      GROUP BY main_lob, state
    ), state AS (
      SELECT main_lob, json_agg(json_build_object('code', state, 'metrics', json_build_object(${pairs('s', withHeads)}), 'caseTypes', d.children) ORDER BY state) AS children
      FROM (SELECT n.*${heads} FROM (SELECT main_lob, state, ${SUM_COLUMNS} FROM monthly_capacity_summary WHERE ${MONTH} GROUP BY main_lob, state) n ${join(['main_lob', 'state'])}) s
      JOIN demand d USING (main_lob, state) GROUP BY main_lob
    )
    SELECT json_agg(json_build_object('name', main_lob, 'metrics', json_build_object(${pairs('l', withHeads)}), 'states', s.children) ORDER BY main_lob)::text AS json
    FROM (SELECT n.*${heads} FROM (SELECT main_lob, ${SUM_COLUMNS} FROM monthly_capacity_summary WHERE ${MONTH} GROUP BY main_lob) n ${join(['main_lob'])}) l
    JOIN state s USING (main_lob)`;
}

function seriesSql(names: readonly string[], withHeads: boolean): string {
  const list = names.join(', ');
  const isDemand = names.length === 3;
  const figures = isDemand
    ? `SELECT ${list}, forecast_month_index, ${OWN_COLUMNS}, total_fte_count AS fte_count FROM monthly_capacity_summary WHERE ${WHOLE}`
    : `SELECT ${list}, forecast_month_index, ${SUM_COLUMNS} FROM monthly_capacity_summary WHERE ${WHOLE} GROUP BY ${list}, forecast_month_index`;
  const heads =
    withHeads && !isDemand
      ? `JOIN ${headsOf(names, WHOLE, 'forecast_month_index')} h USING (${list}, forecast_month_index)`
      : '';
  return `SELECT ${list}, json_agg(json_build_object('forecastMonthIndex', forecast_month_index, ${pairs('n', withHeads).replaceAll('n.', '')})
      ORDER BY forecast_month_index) AS series FROM (${figures}) n ${heads} GROUP BY ${list}`;
}

/** The tree with six months at every node. */
function sixMonthsSql(withHeads: boolean): string {
  return `WITH demand AS (
      SELECT main_lob, state, json_agg(json_build_object('name', case_type, 'series', series) ORDER BY case_type) AS children
      FROM (${seriesSql(['main_lob', 'state', 'case_type'], withHeads)}) d GROUP BY main_lob, state
    ), state AS (
      SELECT main_lob, json_agg(json_build_object('code', state, 'series', series, 'caseTypes', d.children) ORDER BY state) AS children
      FROM (${seriesSql(['main_lob', 'state'], withHeads)}) s JOIN demand d USING (main_lob, state) GROUP BY main_lob
    )
    SELECT json_agg(json_build_object('name', main_lob, 'series', series, 'states', s.children) ORDER BY main_lob)::text AS json
    FROM (${seriesSql(['main_lob'], withHeads)}) l JOIN state s USING (main_lob)`;
}

/** All states: the bench orders them differently each time, so that every question is another one with the same answer. */
const FILTER = 'query ($states: [String!]) { capacityTree(filter: {states: $states}) {';
const oursMonth = (fields: string): string =>
  `${FILTER} lobs { name metrics { ${fields} } states { code metrics { ${fields} } caseTypes { name metrics { ${fields} } } } } } }`;
const oursSix = (fields: string): string =>
  `${FILTER} lobs { name series { forecastMonthIndex ${fields} } states { code series { forecastMonthIndex ${fields} }
    caseTypes { name series { forecastMonthIndex ${fields} } } } } } }`;
const peerMonth = (fields: string): string =>
  `{ allLobsList(condition: {forecastMonthIndex: 1}, orderBy: MAIN_LOB_ASC) { mainLob ${fields}
    statesList(orderBy: STATE_ASC) { state ${fields} demandsList(orderBy: CASE_TYPE_ASC) { caseType ${fields} } } } }`;
const peerSix = (fields: string): string => {
  const series = `seriesList(orderBy: FORECAST_MONTH_INDEX_ASC) { forecastMonthIndex ${fields} }`;
  return `{ allLobsList(condition: {forecastMonthIndex: 1}, orderBy: MAIN_LOB_ASC) { mainLob ${series}
    statesList(orderBy: STATE_ASC) { state ${series} demandsList(orderBy: CASE_TYPE_ASC) { caseType ${series} } } } }`;
};

const SUMMARY = `id forecastMonth forecastYear forecastMonthIndex mainLob state caseType totalForecast totalFteCount
  totalFteEquivalent totalCapacity fteRequired capacityGap`;
const SUMMARY_JSON = `'id', id, 'forecastMonth', forecast_month, 'forecastYear', forecast_year, 'forecastMonthIndex', forecast_month_index,
  'mainLob', main_lob, 'state', state, 'caseType', case_type, 'totalForecast', total_forecast, 'totalFteCount', total_fte_count,
  'totalFteEquivalent', total_fte_equivalent, 'totalCapacity', total_capacity, 'fteRequired', fte_required, 'capacityGap', capacity_gap`;
const WEEK = 'year weekNumber productionPercentage weeklyCapacity assignmentType pinned';
const WEEK_JSON = `'year', a.year, 'weekNumber', a.week_number, 'productionPercentage', a.production_percentage,
  'weeklyCapacity', a.weekly_capacity, 'assignmentType', a.assignment_type, 'pinned', a.pinned`;

/** What is measured. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'month',
    must: { cold: { peer: 3, raw: 1 }, other: { peer: 6, raw: 2 }, again: { peer: 15, raw: 6 } },
    ours: oursMonth(OURS),
    peer: peerMonth(OURS),
    sql: monthSql(false),
  },
  {
    name: 'month-heads',
    must: { cold: { peer: 4, raw: 1.5 }, other: { peer: 12, raw: 6 }, again: { peer: 25, raw: 15 } },
    ours: oursMonth(`${OURS} fteCount`),
    peer: peerMonth(`${OURS} fteCount`),
    sql: monthSql(true),
  },
  {
    name: 'six-months',
    must: { other: {} },
    ours: oursSix(OURS),
    peer: peerSix(OURS),
    sql: sixMonthsSql(false),
  },
  {
    name: 'six-months-heads',
    must: { other: { peer: 50, raw: 10 } },
    ours: oursSix(`${OURS} fteCount`),
    peer: peerSix(`${OURS} fteCount`),
    sql: sixMonthsSql(true),
  },
  {
    name: 'lobs',
    must: { other: { peer: 3, raw: 1.5 } },
    ours: `${FILTER} lobs { name metrics { ${OURS} } } } }`,
    peer: `{ allLobsList(condition: {forecastMonthIndex: 1}, orderBy: MAIN_LOB_ASC) { mainLob ${OURS} } }`,
    sql: `SELECT json_agg(json_build_object('name', main_lob, 'metrics', json_build_object(${pairs('l', false)})) ORDER BY main_lob)::text AS json
      FROM (SELECT main_lob, ${SUM_COLUMNS} FROM monthly_capacity_summary WHERE ${MONTH} GROUP BY main_lob) l`,
  },
  {
    name: 'lob-people',
    must: { other: { peer: 3, raw: 0.6 } },
    ours: `query ($states: [String!]) { capacityTree(filter: {mainLobs: ["${LOB}"], states: $states}) { lobs { states { code caseTypes { name
      people(first: 100) { nodes { resourceCn firstName lastName weeks { ${WEEK} } } } } } } } }`,
    peer: `{ allLobsList(condition: {forecastMonthIndex: 1, mainLob: "${LOB}"}) { statesList(orderBy: STATE_ASC) { state
      demandsList(orderBy: CASE_TYPE_ASC) { caseType personWeeksList(orderBy: RESOURCE_CN_ASC) { resourceCn ${WEEK} person { firstName lastName } } } } } }`,
    sql: `WITH person AS (
        SELECT a.demand_state AS state, a.demand_case_type AS case_type, a.resource_cn,
          json_agg(json_build_object(${WEEK_JSON}) ORDER BY a.year, a.week_number) AS weeks
        FROM weekly_resource_assignment a WHERE a.is_active AND ${MONTH} AND a.demand_main_lob = '${LOB}' GROUP BY 1, 2, 3
      ), demand AS (
        SELECT p.state, p.case_type, json_agg(json_build_object('resourceCn', r.cn, 'firstName', r.first_name, 'lastName', r.last_name,
          'weeks', p.weeks) ORDER BY r.cn) AS people
        FROM person p JOIN resource_v2 r ON r.cn = p.resource_cn GROUP BY 1, 2
      ), state AS (
        SELECT s.state, json_agg(json_build_object('name', s.case_type, 'people', coalesce(d.people, '[]')) ORDER BY s.case_type) AS children
        FROM monthly_capacity_summary s LEFT JOIN demand d USING (state, case_type) WHERE ${MONTH} AND s.main_lob = '${LOB}' GROUP BY 1
      )
      SELECT json_agg(json_build_object('code', state, 'caseTypes', children) ORDER BY state)::text AS json FROM state`,
  },
  {
    name: 'summaries',
    must: { other: { peer: 3, raw: 1 } },
    ours: `query ($states: [String!]) { monthlySummaries(first: 1000, filter: {states: $states}) { nodes { ${SUMMARY} } } }`,
    peer: `{ allSummariesList(first: 1000, condition: {reportYear: 2025, reportMonth: "March"},
      orderBy: [MAIN_LOB_ASC, STATE_ASC, CASE_TYPE_ASC, FORECAST_MONTH_INDEX_ASC]) { ${SUMMARY} } }`,
    sql: `SELECT json_agg(json_build_object(${SUMMARY_JSON}))::text AS json FROM (SELECT * FROM monthly_capacity_summary
      WHERE ${WHOLE} ORDER BY main_lob, state, case_type, forecast_month_index LIMIT 1000) s`,
  },
  {
    name: 'resources',
    must: { other: { peer: 1.5, raw: 0.5 } },
    ours: `{ resources(first: 500) { nodes { cn firstName lastName primaryPlatform location
      assignments(fromWeek: "2025-W14", toWeek: "2025-W17") { nodes { demandMainLob demandState demandCaseType ${WEEK} } } } } }`,
    peer: `{ allPeopleList(first: 500, orderBy: CN_ASC) { cn firstName lastName primaryPlatform location
      personWeeksList(condition: {forecastMonthIndex: 1}, orderBy: [YEAR_ASC, WEEK_NUMBER_ASC]) { mainLob state caseType ${WEEK} } } }`,
    sql: `SELECT json_agg(json_build_object('cn', r.cn, 'firstName', r.first_name, 'lastName', r.last_name, 'primaryPlatform', r.primary_platform,
        'location', r.location, 'assignments', a.list) ORDER BY r.cn)::text AS json
      FROM (SELECT * FROM resource_v2 ORDER BY cn LIMIT 500) r CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(json_build_object('demandMainLob', a.demand_main_lob, 'demandState', a.demand_state,
          'demandCaseType', a.demand_case_type, ${WEEK_JSON}) ORDER BY a.year, a.week_number), '[]') AS list
        FROM weekly_resource_assignment a WHERE a.is_active AND a.resource_cn = r.cn AND a.year = 2025 AND a.week_number BETWEEN 14 AND 17) a`,
  },
];
