import type { IsoWeek } from '../../../domain/time/iso-week';
import type { SqlRow } from '../../../platform/database/db';
import type { Position } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { AssignmentRow } from './assignment.model';
import { assignmentColumns, readAssignment } from './assignment.repository';
import type { AssignmentPageKey, PageKind } from './assignment-pages.model';

interface Source {
  from: string;
  where: string;
}

const DEMAND = `a.report_year = k.report_year AND a.report_month = k.report_month
  AND a.forecast_month_index = k.forecast_month_index AND a.demand_main_lob = k.main_lob AND a.demand_state = k.state
  AND a.demand_case_type = k.case_type`;

/** Frozen rows in the shape of live ones: they keep the number of the assignment that they are a copy of. */
const FROZEN = `(SELECT f.*, true AS is_active, NULL::timestamptz AS deallocated_datetime,
  NULL::text AS deallocated_by, 1 AS version FROM frozen_assignment f)`;

const LIVE_TABLE = 'weekly_resource_assignment a';

const SOURCES: Readonly<Record<PageKind, Source>> = {
  resource: { from: LIVE_TABLE, where: 'a.is_active AND a.resource_cn = k.cn' },
  // OFFSET 0: no index leads to a tier, and walking one in the order asked for until a rare tier turns up takes seconds.
  tier: {
    from: `(SELECT t.* FROM weekly_resource_assignment t
      WHERE t.is_active AND t.capacity_tier_id = k.tier_id OFFSET 0) a`,
    where: 'true',
  },
  week: {
    from: `${LIVE_TABLE} JOIN resource_v2 r ON r.cn = a.resource_cn`,
    where: 'a.is_active AND a.year = k.year AND a.week_number = k.week_number AND r.location = k.work_type',
  },
  live: { from: LIVE_TABLE, where: `a.is_active AND ${DEMAND}` },
  frozen: { from: `${FROZEN} a`, where: DEMAND },
};

const KEYS = `jsonb_to_recordset($1::jsonb) AS k (position integer, cn text, tier_id integer, year integer,
  week_number integer, work_type text, report_year integer, report_month text, forecast_month_index integer, main_lob text,
  state text, case_type text, from_week integer, to_week integer, after_year integer, after_week integer, after_cn text,
  "limit" integer, "offset" integer)`;

/** Of a first page it is what precedes every row, so that an index can follow it either way. */
const AFTER = '(a.year, a.week_number, a.resource_cn) > (k.after_year, k.after_week, k.after_cn)';
const BEFORE_ALL: Position = [0, 0, ''];

const WEEKS = `(k.from_week IS NULL OR a.year * 100 + a.week_number >= k.from_week)
  AND (k.to_week IS NULL OR a.year * 100 + a.week_number <= k.to_week)`;

function keysOf(keys: readonly AssignmentPageKey[]): string {
  const number = (week: IsoWeek | null | undefined) => (week ? week.year * 100 + week.week : null);
  return JSON.stringify(
    keys.map(({ of, fromWeek, toWeek, limit, offset, after = BEFORE_ALL }, position) => {
      const [year, week, cn] = after;
      return {
        ...of,
        position,
        from_week: number(fromWeek),
        to_week: number(toWeek),
        ...{ after_year: year, after_week: week, after_cn: cn },
        limit: limit + 1,
        offset,
      };
    }),
  );
}

/** The page of each key, by year, week and CN, with one row more than asked for where more follow. */
export async function listAssignmentPages(
  scope: RequestScope,
  kind: PageKind,
  keys: readonly AssignmentPageKey[],
): Promise<AssignmentRow[][]> {
  const { from, where } = SOURCES[kind];
  const columns = assignmentColumns(kind === 'frozen' ? 'a.assignment_id' : 'a.id');
  const rows = await scope.db.query(
    `SELECT k.position AS position, p.*
     FROM ${KEYS}
     CROSS JOIN LATERAL (
       SELECT ${columns} FROM ${from} WHERE ${where} AND ${WEEKS} AND ${AFTER}
       ORDER BY a.year, a.week_number, a.resource_cn LIMIT k."limit" OFFSET k."offset") p
     ORDER BY k.position, p.year, p.week_number, p.resource_cn`,
    [keysOf(keys)],
    (row: SqlRow) => ({ position: row.position as number, assignment: readAssignment(row) }),
  );
  const pages: AssignmentRow[][] = keys.map(() => []);
  for (const { position, assignment } of rows) pages[position]?.push(assignment);
  return pages;
}

/** How many active assignments each key has. */
export async function countAssignmentPages(
  scope: RequestScope,
  kind: PageKind,
  keys: readonly AssignmentPageKey[],
): Promise<number[]> {
  const { from, where } = SOURCES[kind];
  return scope.db.query(
    `SELECT n.total AS total
     FROM ${KEYS}
     CROSS JOIN LATERAL (SELECT count(*)::integer AS total FROM ${from} WHERE ${where} AND ${WEEKS}) n
     ORDER BY k.position`,
    [keysOf(keys)],
    (row) => row.total as number,
  );
}
