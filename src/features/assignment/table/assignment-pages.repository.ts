import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Position } from '../../../platform/database/page';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { assignedTo } from '../../demand/sql';
import { AssignmentEntity } from './assignment.entity';
import type { AssignmentRow } from './assignment.model';
import { SHARED_PROPERTIES } from './assignment-columns.sql';
import { PAGE_ORDER, type AssignmentPageKey, type PageKind } from './assignment-pages.model';
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

const WEEKS = sql`(k.from_week IS NULL OR a.year * 100 + a.week_number >= k.from_week)
  AND (k.to_week IS NULL OR a.year * 100 + a.week_number <= k.to_week)`;

/** The keys as rows `k`. */
function keysOf(keys: readonly AssignmentPageKey[]): Sql {
  const number = (week: IsoWeek | null | undefined) => (week ? week.year * 100 + week.week : null);
  const rows = keys.map(({ of, fromWeek, toWeek, limit, offset, after = BEFORE_ALL }, position) => {
    const [year, week, cn] = after;
    const page = { position, limit: limit + 1, offset, after_year: year, after_week: week, after_cn: cn };
    return Object.assign(page, of, { from_week: number(fromWeek), to_week: number(toWeek) });
  });
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS k (position integer, cn text, tier_id integer,
    year integer, week_number integer, work_type text, report_year integer, report_month text,
    forecast_month_index integer, main_lob text, state text, case_type text, from_week integer, to_week integer,
    after_year integer, after_week integer, after_cn text, "limit" integer, "offset" integer)`;
}

const ASSIGNMENTS = table(AssignmentEntity);

/** The columns that the keys of a batch need: every row has them. */
function columnsOf(keys: readonly AssignmentPageKey[]): Sql {
  const wanted = new Set<string>(PAGE_ORDER.columns.map(({ field }) => field));
  for (const { properties } of keys) {
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
       ORDER BY a.year, a.week_number, a.resource_cn LIMIT k."limit" OFFSET k."offset") p
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
