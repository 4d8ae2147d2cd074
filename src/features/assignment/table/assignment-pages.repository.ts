import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Position } from '../../../platform/database/page';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RowText } from '../../../platform/graphql/text/plain-text.model';
import { rowTexts } from '../../../platform/graphql/text/row-text.sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { assignedTo } from '../../demand/sql';
import { AssignmentEntity } from './assignment.entity';
import type { AssignmentRow } from './assignment.model';
import { SHARED_PROPERTIES } from './assignment-columns.sql';
import { PAGE_ORDER, type AssignmentPageKey, type PageKind, type PageSpan } from './assignment-pages.model';
import { FrozenAssignmentEntity } from './frozen-assignment.entity';

interface Source {
  from: Sql;
  where: Sql;
}

/** Frozen rows in the shape of live ones: they keep the number of the assignment that they are a copy of. */
const FROZEN = sql`(SELECT f.assignment_id AS id, ${table(FrozenAssignmentEntity).names(SHARED_PROPERTIES, 'f')},
  true AS is_active, NULL::timestamptz AS deallocated_datetime, NULL::text AS deallocated_by, 1 AS version
  FROM frozen_assignment f)`;
const LIVE = sql`weekly_resource_assignment a`;

const SOURCES: Readonly<Record<PageKind, Source>> = {
  resource: { from: LIVE, where: sql`a.is_active AND a.resource_cn = k.cn` },
  // OFFSET 0: no index leads to a tier, and walking one in the order asked for until a rare tier turns up takes seconds.
  tier: {
    from: sql`(SELECT t.* FROM weekly_resource_assignment t
      WHERE t.is_active AND t.capacity_tier_id = k.tier_id OFFSET 0) a`,
    where: sql`true`,
  },
  week: {
    from: sql`${LIVE} JOIN resource_v2 r ON r.cn = a.resource_cn`,
    where: sql`a.is_active AND a.year = k.year AND a.week_number = k.week_number AND r.location = k.work_type`,
  },
  live: { from: LIVE, where: sql`a.is_active AND ${assignedTo('a', 'k')}` },
  frozen: { from: sql`${FROZEN} a`, where: assignedTo('a', 'k') },
};

/** Of a first page it is what precedes every row, so that an index can follow it either way. */
const AFTER = sql`(a.year, a.week_number, a.resource_cn) > (k.after_year, k.after_week, k.after_cn)`;
const BEFORE_ALL: Position = [0, 0, ''];

/** Compared as rows, so that an index begins at the first week and ends at the last. */
const WEEKS = sql`(a.year, a.week_number) >= (k.from_year, k.from_week)
  AND (a.year, a.week_number) <= (k.to_year, k.to_week)`;
const FIRST_WEEK: IsoWeek = { year: 0, week: 0 };
const LAST_WEEK: IsoWeek = { year: 9999, week: 53 };

/** The spans of a batch, each once, as rows `s`. */
function spansOf(spans: readonly PageSpan[]): Sql {
  const rows = spans.map(({ fromWeek, toWeek, limit, offset, after = BEFORE_ALL }, span) => {
    const [after_year, after_week, after_cn] = after;
    const { year: from_year, week: from_week } = fromWeek ?? FIRST_WEEK;
    const { year: to_year, week: to_week } = toWeek ?? LAST_WEEK;
    return { span, limit, offset, after_year, after_week, after_cn, from_year, from_week, to_year, to_week };
  });
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s (span integer, "limit" integer, "offset" integer,
    after_year integer, after_week integer, after_cn text, from_year integer, from_week integer,
    to_year integer, to_week integer)`;
}

/** The keys as rows `k`. */
function keysOf(keys: readonly AssignmentPageKey[]): Sql {
  const spans = new Map<string, { place: number; span: PageSpan }>();
  const rows = keys.map(({ of, span, spanKey }, position) => {
    const known = spans.get(spanKey) ?? { place: spans.size, span };
    spans.set(spanKey, known);
    return { position, span: known.place, ...of };
  });
  return sql`(SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS o (position integer, span integer,
      cn text, tier_id integer, year integer, week_number integer, work_type text, report_year integer,
      report_month text, forecast_month_index integer, main_lob text, state text, case_type text)
    JOIN ${spansOf([...spans.values()].map(({ span }) => span))} USING (span)) k`;
}

const ASSIGNMENTS = table(AssignmentEntity);

/** The columns that the keys of a batch need: every row has them. */
function columnsOf(keys: readonly AssignmentPageKey[]): Sql {
  const wanted = new Set<string>(PAGE_ORDER.columns.map(({ field }) => field));
  for (const { properties } of new Set(keys.map(({ span }) => span))) {
    if (!properties) return ASSIGNMENTS.columns('a');
    properties.forEach((property) => wanted.add(property));
  }
  return ASSIGNMENTS.columns(
    'a',
    ASSIGNMENTS.properties.filter((property) => wanted.has(property)),
  );
}

/** The page of each key, by year, week and CN, with one row more than asked for where more follow. */
export async function listAssignmentPages(
  scope: RequestScope,
  kind: PageKind,
  keys: readonly AssignmentPageKey[],
): Promise<AssignmentRow[][]> {
  const { from, where } = SOURCES[kind];
  const rows = await scope.db.query<AssignmentRow & { position: number }>(
    sql`SELECT p.*, k.position AS position
     FROM ${keysOf(keys)}
     CROSS JOIN LATERAL (
       SELECT ${columnsOf(keys)} FROM ${from} WHERE ${where} AND ${WEEKS} AND ${AFTER}
       ORDER BY a.year, a.week_number, a.resource_cn LIMIT k."limit" + 1 OFFSET k."offset") p
     ORDER BY k.position, p.year, p."weekNumber", p."resourceCn"`,
  );
  const pages: AssignmentRow[][] = keys.map(() => []);
  for (const row of rows) {
    const page = pages[row.position];
    // The last property, so that the rows keep their common shape.
    delete (row as Partial<typeof row>).position;
    page?.push(row);
  }
  return pages;
}

/** Assignments as JSON text; undefined where some of what is asked for is no column. */
export const assignmentText = rowTexts({
  columns: new Map(ASSIGNMENTS.properties.map((property) => [property, ASSIGNMENTS.column(property, 'a')])),
});

/** The page of each key as `listAssignmentPages` has it, as JSON objects with commas between. */
export async function writeAssignmentPages(
  scope: RequestScope,
  kind: PageKind,
  { object }: RowText,
  keys: readonly AssignmentPageKey[],
): Promise<string[]> {
  const { from, where } = SOURCES[kind];
  const rows = await scope.db.query<{ text: string }>(
    sql`SELECT coalesce(p.text, '') AS text
     FROM ${keysOf(keys)}
     CROSS JOIN LATERAL (
       SELECT string_agg(${object}, ',' ORDER BY a.year, a.week_number, a.resource_cn) AS text FROM (
         SELECT a.* FROM ${from} WHERE ${where} AND ${WEEKS} AND ${AFTER}
         ORDER BY a.year, a.week_number, a.resource_cn LIMIT k."limit" OFFSET k."offset") a) p
     ORDER BY k.position`,
  );
  return rows.map(({ text }) => text);
}

/** How many active assignments each key has. */
export async function countAssignmentPages(
  scope: RequestScope,
  kind: PageKind,
  keys: readonly AssignmentPageKey[],
): Promise<number[]> {
  const { from, where } = SOURCES[kind];
  const rows = await scope.db.query<{ total: number }>(
    sql`SELECT n.total AS total
     FROM ${keysOf(keys)}
     CROSS JOIN LATERAL (SELECT count(*)::integer AS total FROM ${from} WHERE ${where} AND ${WEEKS}) n
     ORDER BY k.position`,
  );
  return rows.map(({ total }) => total);
}
