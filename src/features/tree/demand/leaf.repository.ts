import type { WorkType } from '../../../domain/demand/lob';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { AssignmentTypeName } from '../../assignment';
import type { AssignedPerson, LeafWeek, NodePath, PersonWeek, Tree } from '../nodes/tree.model';
import {
  assignedRows,
  PATH_NAMES as PATH,
  pathReader,
  type SelectList,
  SqlParams,
} from './assigned-weeks.repository';

const COLUMNS: SelectList = ({
  tier,
  id,
  version,
}) => `a.year, a.week_number, a.resource_cn, a.production_percentage, a.weekly_capacity, a.assignment_type, a.pinned,
  ${tier} AS tier_percentage, ${id} AS assignment_id, ${version} AS version`;

/** The chosen month’s person-weeks of trees, as the table expression `assigned`. */
function assigned(trees: readonly Tree[], params: SqlParams): string {
  return `assigned AS (${assignedRows(trees, params, COLUMNS)})`;
}

/** What was worked on one demand in one ISO week. */
export type LeafWeekRow = Omit<LeafWeek, 'week' | 'weekStart' | 'workingDays'> & {
  place: number;
  path: NodePath;
};

/** Weeks in which anyone is assigned, for every demand of each tree. */
export function listLeafWeeks(scope: RequestScope, trees: readonly Tree[]): Promise<LeafWeekRow[]> {
  const params = new SqlParams();
  const readPath = pathReader();
  return scope.db.query(
    `WITH ${assigned(trees, params)}
     SELECT n.place AS place${PATH}, n.year AS year, n.week_number AS week_number, count(*)::integer AS fte_count,
       sum(n.production_percentage) AS fte_equivalent, coalesce(sum(n.weekly_capacity), 0) AS capacity,
       (count(*) - count(n.weekly_capacity))::integer AS unknown
     FROM assigned n GROUP BY n.place${PATH}, n.year, n.week_number`,
    params.values,
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

type WeekTuple = [
  number,
  number,
  string,
  string | null,
  string,
  AssignmentTypeName,
  boolean,
  number | null,
  number | null,
];

function readWeek(tuple: WeekTuple): PersonWeek {
  const [year, weekNumber, productionPercentage, weeklyCapacity, tierPercentage, ...rest] = tuple;
  const [assignmentType, pinned, assignmentId, version] = rest;
  return {
    assignmentId,
    version,
    week: formatIsoWeek({ year, week: weekNumber }),
    year,
    weekNumber,
    productionPercentage,
    weeklyCapacity,
    tierPercentage,
    assignmentType,
    pinned,
  };
}

function readPerson(row: SqlRow, path: NodePath): LeafPersonRow {
  const weeks = row.weeks as WeekTuple[];
  return {
    place: row.place as number,
    path,
    resourceCn: row.resource_cn as string,
    firstName: row.first_name as string,
    lastName: row.last_name as string,
    location: row.location as WorkType,
    capacity: row.capacity as string,
    weeks: weeks.map(readWeek),
  };
}

/** One page of people by CN for every demand of each tree: at most `limit` after the first `offset`. */
export function listLeafPeople(
  scope: RequestScope,
  pages: readonly { tree: Tree; limit: number; offset: number }[],
): Promise<LeafPersonRow[]> {
  const params = new SqlParams();
  const readPath = pathReader();
  const trees = pages.map(({ tree }) => tree);
  const window = `unnest(${params.use(
    pages.map(({ limit }) => limit),
    'bigint[]',
  )}, ${params.use(
    pages.map(({ offset }) => offset),
    'bigint[]',
  )}) WITH ORDINALITY AS w (row_limit, row_offset, place)`;
  return scope.db.query(
    `WITH ${assigned(trees, params)}, person AS (
       SELECT n.place${PATH}, n.resource_cn, coalesce(sum(n.weekly_capacity), 0) AS capacity,
         json_agg(json_build_array(n.year, n.week_number, n.production_percentage::text, n.weekly_capacity::text,
           n.tier_percentage::text, n.assignment_type, n.pinned, n.assignment_id, n.version) ORDER BY n.year, n.week_number) AS weeks,
         row_number() OVER (PARTITION BY n.place${PATH} ORDER BY n.resource_cn) AS position
       FROM assigned n GROUP BY n.place${PATH}, n.resource_cn
     )
     SELECT n.place AS place${PATH}, n.resource_cn AS resource_cn, r.first_name AS first_name,
       r.last_name AS last_name, r.location AS location, n.capacity AS capacity, n.weeks AS weeks
     FROM person n
     JOIN ${window} ON w.place = n.place + 1
     JOIN resource_v2 r ON r.cn = n.resource_cn
     WHERE n.position > w.row_offset AND n.position <= w.row_offset + w.row_limit
     ORDER BY n.place${PATH}, n.resource_cn`,
    params.values,
    (row) => readPerson(row, readPath(row)),
  );
}
