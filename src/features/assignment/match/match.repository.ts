import type { IsoWeek } from '../../../domain/time/iso-week';
import { textKey } from '../../../domain/text-key';
import type { Page } from '../../../platform/database/page';
import { allOf, identifier, sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { sameReportMonth } from '../../demand/sql';
import { servesState, skillKeys, stateKeys } from '../checks/eligibility.sql';
import { isFreeInWeek, isFreeInWeeks, isHired, peopleOrder } from '../../resource/sql';
import type { MatchPage } from '../table/assignment-pages.model';

/** Which page of the people who could serve a demand: what eligibility needs of it. */
export interface PeopleForDemandKey extends Page {
  platform: string;
  locality: string;
  state: string;
  caseType: string;
  /** Sunday of the week in question. */
  weekEnd: string;
}

/** Which page of the live demands of a month that a person could serve. */
export interface DemandsForPersonKey extends Page {
  cn: string;
  /** First day; null = the first month of the current report. */
  monthStart: string | null;
}

/** One row per active person and skill, so that demands find their people by hashing instead of asking everyone. */
const SKILLED = sql`skilled AS MATERIALIZED (
  SELECT r.cn, text_key(r.primary_platform) AS platform, r.location, s.skill,
    ${stateKeys('r')} AS states, r.hire_date
  FROM resource_v2 r CROSS JOIN LATERAL unnest(${skillKeys('r')}) AS s (skill)
  WHERE r.is_active`;

/** Sunday of the last ISO week of the month `k.month_start`: three days after the month's last Thursday. */
const LAST_DAY = sql`(k.month_start + interval '1 month' - interval '1 day')::date`;
const LAST_SUNDAY = sql`(${LAST_DAY} - ((extract(isodow FROM ${LAST_DAY})::integer + 3) % 7) + 3)`;

interface Found<T> {
  position: number;
  value: T | null;
  total: number;
}

function pagesOf<T>(count: number, found: readonly Found<T>[]): MatchPage<T>[] {
  const pages: MatchPage<T>[] = Array.from({ length: count }, () => ({ rows: [], total: 0 }));
  for (const { position, value, total } of found) {
    const page = pages[position];
    if (!page) continue;
    page.total = total;
    if (value !== null) page.rows.push(value);
  }
  return pages;
}

/** Numbers the rows after the page's position, and apart from them those up to it. */
const NUMBERED = (order: Sql): Sql =>
  sql`row_number() OVER (PARTITION BY k.position, a.is_after ORDER BY ${order}) AS n, a.is_after`;

const PAGE = (value: string): Sql => sql`
  SELECT m.position AS position, count(*)::integer AS total,
    array_agg(m.${identifier(value)} ORDER BY m.n)
      FILTER (WHERE m.is_after AND m.n > m."offset" AND m.n <= m."offset" + m."limit" + 1) AS page
  FROM matched m GROUP BY m.position`;

/** CNs of the active people eligible for each demand, by CN. */
export async function listPeopleForDemands(
  scope: RequestScope,
  keys: readonly PeopleForDemandKey[],
): Promise<MatchPage<string>[]> {
  const wanted = JSON.stringify(
    keys.map((key, position) => ({
      position,
      platform: textKey(key.platform),
      locality: key.locality,
      state: textKey(key.state),
      case_type: textKey(key.caseType),
      week_end: key.weekEnd,
      after: key.after ?? null,
      limit: key.limit,
      offset: key.offset,
    })),
  );
  const rows = await scope.db.query(
    sql`WITH ${SKILLED}), k AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset(${wanted}::jsonb) AS k (position integer, platform text, locality text, state text,
         case_type text, week_end date, "after" text[], "limit" integer, "offset" integer)
     ), matched AS (
       SELECT k.position, k."limit", k."offset", p.cn, ${NUMBERED(sql`p.cn`)}
       FROM k JOIN skilled p ON p.skill = k.case_type AND p.platform = k.platform AND p.location = k.locality
       CROSS JOIN LATERAL (SELECT k."after" IS NULL OR p.cn > k."after"[1] AS is_after) a
       WHERE ${servesState(sql`k.state`, sql`p.states`)} AND ${isHired(sql`p.hire_date`, sql`k.week_end`)}
     ) ${PAGE('cn')}`,
  );
  return pagesOf<string>(
    keys.length,
    rows.flatMap((row) => spread<string>(row)),
  );
}

/** Numbers of the forecast rows that each person could serve, by LOB, state and case type. */
export async function listDemandsForPeople(
  scope: RequestScope,
  keys: readonly DemandsForPersonKey[],
): Promise<MatchPage<number>[]> {
  const wanted = JSON.stringify(
    keys.map((key, position) => ({
      position,
      cn: key.cn,
      month_start: key.monthStart,
      after: key.after ?? null,
      limit: key.limit,
      offset: key.offset,
    })),
  );
  const rows = await scope.db.query(
    sql`WITH k AS MATERIALIZED (
       SELECT k.position, k.cn, k."after", k."limit", k."offset", coalesce(k.month_start, (
         SELECT m.month_start FROM forecast_report_month m JOIN forecast_report t
           ON t.report_year = m.report_year AND t.report_month = m.report_month
         WHERE m.forecast_month_index = 1 ORDER BY t.report_start DESC LIMIT 1)) AS month_start
       FROM jsonb_to_recordset(${wanted}::jsonb) AS k (position integer, cn text, month_start date, "after" text[],
         "limit" integer, "offset" integer)
     ), ${SKILLED} AND r.cn IN (SELECT k.cn FROM k)), matched AS (
       SELECT k.position, k."limit", k."offset", f.id, ${NUMBERED(sql`f.main_lob, f.state, f.case_type`)}
       FROM k
       JOIN skilled p ON p.cn = k.cn
       JOIN forecast_report_month m ON m.month_start = k.month_start AND NOT m.is_frozen
       JOIN forecast f ON ${sameReportMonth('f', 'm')} AND text_key(f.case_type) = p.skill
         AND text_key(f.platform) = p.platform AND f.locality = p.location
       CROSS JOIN LATERAL (SELECT k."after" IS NULL
         OR (f.main_lob, f.state, f.case_type) > (k."after"[1], k."after"[2], k."after"[3]) AS is_after) a
       WHERE ${servesState(sql`text_key(f.state)`, sql`p.states`)} AND ${isHired(sql`p.hire_date`, LAST_SUNDAY)}
     ) ${PAGE('id')}`,
  );
  return pagesOf<number>(
    keys.length,
    rows.flatMap((row) => spread<number>(row)),
  );
}

function spread<T>(row: Readonly<Record<string, unknown>>): Found<T>[] {
  const position = row.position as number;
  const total = row.total as number;
  const page = (row.page as T[] | null) ?? [];
  return page.length === 0
    ? [{ position, total, value: null }]
    : page.map((value) => ({ position, total, value }));
}

/** Who is looked for in a week; absent = any. */
export interface FreeFilter {
  week: IsoWeek;
  /** Last week, included. */
  toWeek: IsoWeek;
  weekEnd: string;
  skill?: string | null | undefined;
  state?: string | null | undefined;
  platform?: string | null | undefined;
  location?: string | null | undefined;
}

/** CNs of the active people without an assignment in a week, in the order of the page, one more than it; and how many. */
export async function listFreePeople(
  scope: RequestScope,
  filter: FreeFilter,
  { limit, offset, ...page }: Page,
): Promise<MatchPage<string>> {
  const { after, orderBy } = peopleOrder(page);
  const rows = await scope.db.query<{ page: string[] | null; total: number }>(
    sql`WITH matched AS (
       SELECT r.cn, row_number() OVER (PARTITION BY a.is_after ORDER BY ${orderBy}) AS n, a.is_after
       FROM resource_v2 r
       CROSS JOIN LATERAL (SELECT ${after} AS is_after) a
       WHERE ${isFree(filter)}
     )
     SELECT count(*)::integer AS total,
       array_agg(m.cn ORDER BY m.n)
         FILTER (WHERE m.is_after AND m.n > ${offset}::integer AND m.n <= ${offset + limit + 1}::integer) AS page
     FROM matched m`,
  );
  return { rows: rows[0]?.page ?? [], total: rows[0]?.total ?? 0 };
}

function freeFrom(from: IsoWeek, to: IsoWeek): Sql {
  if (from.year === to.year && from.week === to.week)
    return isFreeInWeek(sql`r.cn`, sql`${from.year}::integer`, sql`${from.week}::integer`);
  const code = ({ year, week }: IsoWeek): Sql => sql`${year * 100 + week}::integer`;
  return isFreeInWeeks(sql`r.cn`, code(from), code(to));
}

/** Conditions on a person `r`: active, hired, free in the week, and what the filter asks for. */
function isFree({ week, toWeek, weekEnd, skill, state, platform, location }: FreeFilter): Sql {
  const asked = (value: string | null | undefined, condition: (key: string) => Sql): Sql[] =>
    value === null || value === undefined ? [] : [condition(textKey(value))];
  return allOf([
    sql`r.is_active AND ${isHired(sql`r.hire_date`, sql`${weekEnd}::date`)}`,
    freeFrom(week, toWeek),
    ...asked(skill, (key) => sql`${key} = ANY (${skillKeys('r')})`),
    ...asked(state, (key) => servesState(sql`${key}::text`, stateKeys('r'))),
    ...asked(platform, (key) => sql`text_key(r.primary_platform) = ${key}`),
    ...asked(location, (key) => sql`text_key(r.location) = ${key}`),
  ]);
}
