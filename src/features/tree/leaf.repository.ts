import type { WorkType } from '../../domain/lob';
import type { SqlRow } from '../../platform/database/db';
import type { RequestScope } from '../../platform/scope/request-scope';
import type { AssignedPerson, LeafWeek, NodePath, PersonWeek, Tree } from './tree.model';
import { OF_DEMAND, pathColumns, readPath, selectedDemands, treeParams, TREES } from './tree-sql.repository';

const PATH = pathColumns('caseType');

/** Active assignments of live months and copies of frozen ones, as `assigned`. */
const ASSIGNED = `assigned AS (
  SELECT t.place AS place${PATH.select}, a.year, a.week_number, a.resource_cn, a.production_percentage, a.weekly_capacity,
    a.assignment_type, a.pinned, p.capacity_percentage AS tier_percentage
  FROM tree t ${selectedDemands('live_indexes')}
  JOIN weekly_resource_assignment a ON a.is_active AND ${OF_DEMAND}
  JOIN production_capacity_tier p ON p.id = a.capacity_tier_id
  UNION ALL
  SELECT t.place${PATH.select}, a.year, a.week_number, a.resource_cn, a.production_percentage, a.weekly_capacity,
    a.assignment_type, a.pinned, a.tier_percentage
  FROM tree t ${selectedDemands('frozen_indexes')}
  JOIN frozen_assignment a ON ${OF_DEMAND}
)`;

/** What was worked on one demand in one ISO week. */
export type LeafWeekRow = Omit<LeafWeek, 'weekStart' | 'workingDays'> & { place: number; path: NodePath };

/** Weeks in which anyone is assigned, for every demand of each tree. */
export function listLeafWeeks(scope: RequestScope, trees: readonly Tree[]): Promise<LeafWeekRow[]> {
  return scope.db.query(
    `WITH ${TREES}, ${ASSIGNED}
     SELECT n.place AS place${PATH.names}, n.year AS year, n.week_number AS week_number, count(*)::integer AS fte_count,
       sum(n.production_percentage) AS fte_equivalent, coalesce(sum(n.weekly_capacity), 0) AS capacity,
       (count(*) - count(n.weekly_capacity))::integer AS unknown
     FROM assigned n GROUP BY n.place${PATH.names}, n.year, n.week_number`,
    [treeParams(trees.map((tree) => ({ tree, allMonths: false })))],
    (row): LeafWeekRow => ({
      place: row.place as number,
      path: readPath(row),
      year: row.year as number,
      weekNumber: row.week_number as number,
      capacity: row.capacity as string,
      fteCount: row.fte_count as number,
      fteEquivalent: row.fte_equivalent as string,
      unknownCapacityCount: row.unknown as number,
    }),
  );
}

/** Someone on a demand, and where they stand in its list. */
export type LeafPersonRow = AssignedPerson & { place: number; path: NodePath };

function readPerson(row: SqlRow): LeafPersonRow {
  const weeks = row.weeks as [number, number, string, string | null, string, string, boolean][];
  return {
    place: row.place as number,
    path: readPath(row),
    resourceCn: row.resource_cn as string,
    firstName: row.first_name as string,
    lastName: row.last_name as string,
    location: row.location as WorkType,
    capacity: row.capacity as string,
    weeks: weeks.map(
      ([
        year,
        weekNumber,
        productionPercentage,
        weeklyCapacity,
        tierPercentage,
        assignmentType,
        pinned,
      ]): PersonWeek => ({
        year,
        weekNumber,
        productionPercentage,
        weeklyCapacity,
        tierPercentage,
        assignmentType,
        pinned,
      }),
    ),
  };
}

/** One page of people by CN for every demand of each tree: at most `limit` after the first `offset`. */
export function listLeafPeople(
  scope: RequestScope,
  pages: readonly { tree: Tree; limit: number; offset: number }[],
): Promise<LeafPersonRow[]> {
  return scope.db.query(
    `WITH ${TREES}, ${ASSIGNED}, person AS (
       SELECT n.place${PATH.names}, n.resource_cn, coalesce(sum(n.weekly_capacity), 0) AS capacity,
         json_agg(json_build_array(n.year, n.week_number, n.production_percentage::text, n.weekly_capacity::text,
           n.tier_percentage::text, n.assignment_type, n.pinned) ORDER BY n.year, n.week_number) AS weeks,
         row_number() OVER (PARTITION BY n.place${PATH.names} ORDER BY n.resource_cn) AS position
       FROM assigned n GROUP BY n.place${PATH.names}, n.resource_cn
     )
     SELECT n.place AS place${PATH.names}, n.resource_cn AS resource_cn, r.first_name AS first_name,
       r.last_name AS last_name, r.location AS location, n.capacity AS capacity, n.weeks AS weeks
     FROM person n
     JOIN unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS w (row_limit, row_offset, place) ON w.place = n.place + 1
     JOIN resource_v2 r ON r.cn = n.resource_cn
     WHERE n.position > w.row_offset AND n.position <= w.row_offset + w.row_limit
     ORDER BY n.place${PATH.names}, n.resource_cn`,
    [
      treeParams(pages.map(({ tree }) => ({ tree, allMonths: false }))),
      pages.map(({ limit }) => limit),
      pages.map(({ offset }) => offset),
    ],
    readPerson,
  );
}
