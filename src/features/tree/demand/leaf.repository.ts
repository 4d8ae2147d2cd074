import type { WorkType } from '../../../domain/demand/lob';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { SqlRow } from '../../../platform/database/db';
import { sql, textOf, type Sql } from '../../../platform/database/sql';
import { rowTexts, type RowText } from '../../../platform/graphql/text/row-text.sql';
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

/** A page of the people on every demand of a tree. */
export interface PeoplePage {
  tree: Tree;
  limit: number;
  offset: number;
}

/** The chosen month’s person-weeks of trees, as the table expression `assigned`. */
function assigned(trees: readonly { tree: Tree }[], params: SqlParams): string {
  return `assigned AS (${assignedRows(
    trees.map(({ tree }) => tree),
    params,
    COLUMNS,
  )})`;
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
    `WITH ${assigned(
      trees.map((tree) => ({ tree })),
      params,
    )}
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

const WEEK_TUPLES = `json_agg(json_build_array(n.year, n.week_number, n.production_percentage::text,
      n.weekly_capacity::text, n.tier_percentage::text, n.assignment_type, n.pinned, n.assignment_id, n.version)
    ORDER BY n.year, n.week_number)`;

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
export function listLeafPeople(scope: RequestScope, pages: readonly PeoplePage[]): Promise<LeafPersonRow[]> {
  const params = new SqlParams();
  const readPath = pathReader();
  return scope.db.query(
    `WITH ${assigned(pages, params)}, person AS (${personsWith(WEEK_TUPLES)})
     SELECT n.place AS place${PATH}, n.resource_cn AS resource_cn, r.first_name AS first_name,
       r.last_name AS last_name, r.location AS location, n.capacity AS capacity, n.weeks AS weeks
     ${pageOfPersons(pages, params)}
     ORDER BY n.place${PATH}, n.resource_cn`,
    params.values,
    (row) => readPerson(row, readPath(row)),
  );
}

/** The people on one demand as JSON text. */
export interface LeafPeopleText {
  place: number;
  path: NodePath;
  text: string;
}

const WEEK_COLUMNS: Readonly<Record<keyof PersonWeek, Sql>> = {
  assignmentId: sql`n.assignment_id`,
  version: sql`n.version`,
  week: sql`n.year || '-W' || lpad(n.week_number::text, 2, '0')`,
  year: sql`n.year`,
  weekNumber: sql`n.week_number`,
  productionPercentage: sql`n.production_percentage`,
  weeklyCapacity: sql`n.weekly_capacity`,
  tierPercentage: sql`n.tier_percentage`,
  assignmentType: sql`n.assignment_type`,
  pinned: sql`n.pinned`,
};
const PERSON_COLUMNS: Readonly<Record<keyof Omit<AssignedPerson, 'weeks'>, Sql>> = {
  resourceCn: sql`n.resource_cn`,
  firstName: sql`r.first_name`,
  lastName: sql`r.last_name`,
  location: sql`r.location`,
  capacity: sql`n.capacity`,
};

/** People with their weeks as JSON text; undefined where some of what is asked for is no column. */
export const peopleText = rowTexts({
  columns: new Map(Object.entries(PERSON_COLUMNS)),
  lists: new Map([['weeks', { items: sql`n.weeks`, columns: new Map(Object.entries(WEEK_COLUMNS)) }]]),
});

/** The same pages as `listLeafPeople` as text, for every demand with somebody. */
export function writeLeafPeople(
  scope: RequestScope,
  { object, lists }: RowText,
  pages: readonly PeoplePage[],
): Promise<LeafPeopleText[]> {
  const params = new SqlParams();
  const readPath = pathReader();
  const week = lists.get('weeks');
  const weeks = week ? `string_agg(${textOf(week)}, ',' ORDER BY n.year, n.week_number)` : 'NULL';
  return scope.db.query(
    `WITH ${assigned(pages, params)}, person AS (${personsWith(weeks)})
     SELECT n.place AS place${PATH}, string_agg(${textOf(object)}, ',' ORDER BY n.resource_cn) AS text
     ${pageOfPersons(pages, params)}
     GROUP BY n.place${PATH}`,
    params.values,
    (row) => ({ place: row.place as number, path: readPath(row), text: row.text as string }),
  );
}

/** The people of `assigned`, numbered by CN on each demand. */
function personsWith(weeks: string): string {
  return `SELECT n.place${PATH}, n.resource_cn, coalesce(sum(n.weekly_capacity), 0) AS capacity, ${weeks} AS weeks,
      row_number() OVER (PARTITION BY n.place${PATH} ORDER BY n.resource_cn) AS position
    FROM assigned n GROUP BY n.place${PATH}, n.resource_cn`;
}

/** Those of `person` that are on the pages. */
function pageOfPersons(pages: readonly PeoplePage[], params: SqlParams): string {
  const limits = params.use(
    pages.map(({ limit }) => limit),
    'bigint[]',
  );
  const offsets = params.use(
    pages.map(({ offset }) => offset),
    'bigint[]',
  );
  return `FROM person n
     JOIN unnest(${limits}, ${offsets}) WITH ORDINALITY AS w (row_limit, row_offset, place) ON w.place = n.place + 1
     JOIN resource_v2 r ON r.cn = n.resource_cn
     WHERE n.position > w.row_offset AND n.position <= w.row_offset + w.row_limit`;
}
