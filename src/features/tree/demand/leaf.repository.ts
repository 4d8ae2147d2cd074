import { formatIsoWeek } from '../../../domain/time/iso-week';
import { sql, type Sql } from '../../../platform/database/sql';
import type { RowText } from '../../../platform/graphql/text/plain-text.model';
import { rowTexts } from '../../../platform/graphql/text/row-text.sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { AssignmentTypeName } from '../../assignment';
import type { AssignedPerson, LeafWeek, NodePath, PersonWeek, Tree } from '../nodes/tree.model';
import { assignedRows, PATH, PATH_COLUMNS, pathReader, type SelectList } from './assigned-weeks.repository';

const COLUMNS: SelectList = ({
  tier,
  id,
  version,
}) => sql`a.year, a.week_number, a.resource_cn, a.production_percentage, a.weekly_capacity, a.assignment_type, a.pinned,
  ${tier} AS tier_percentage, ${id} AS assignment_id, ${version} AS version`;

/** A page of the people on every demand of a tree. */
export interface PeoplePage {
  tree: Tree;
  limit: number;
  offset: number;
}

/** The chosen month’s person-weeks of trees, as the table expression `assigned`. */
function assigned(trees: readonly Tree[]): Sql {
  return sql`assigned AS (${assignedRows(trees, COLUMNS)})`;
}

function assignedOn(pages: readonly PeoplePage[]): Sql {
  return assigned(pages.map(({ tree }) => tree));
}

/** What was worked on one demand in one ISO week. */
export type LeafWeekRow = Omit<LeafWeek, 'week' | 'weekStart' | 'workingDays'> & {
  place: number;
  path: NodePath;
};

/** Weeks in which anyone is assigned, for every demand of each tree. */
export async function listLeafWeeks(scope: RequestScope, trees: readonly Tree[]): Promise<LeafWeekRow[]> {
  const rows = await scope.db.query<Omit<LeafWeekRow, 'path'> & NodePath>(
    sql`WITH ${assigned(trees)}
     SELECT n.place AS place, ${PATH_COLUMNS}, n.year AS year, n.week_number AS "weekNumber",
       count(*)::integer AS "fteCount", sum(n.production_percentage) AS "fteEquivalent",
       coalesce(sum(n.weekly_capacity), 0) AS capacity,
       (count(*) - count(n.weekly_capacity))::integer AS "unknownCapacityCount"
     FROM assigned n GROUP BY n.place, ${PATH}, n.year, n.week_number`,
  );
  const readPath = pathReader();
  return rows.map((row) => ({
    place: row.place,
    path: readPath(row),
    year: row.year,
    weekNumber: row.weekNumber,
    capacity: row.capacity,
    fteCount: row.fteCount,
    fteEquivalent: row.fteEquivalent,
    unknownCapacityCount: row.unknownCapacityCount,
  }));
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

const WEEK_TUPLES = sql`json_agg(json_build_array(n.year, n.week_number, n.production_percentage::text,
      n.weekly_capacity::text, n.tier_percentage::text, n.assignment_type, n.pinned, n.assignment_id, n.version)
    ORDER BY n.year, n.week_number)`;

interface PersonColumns extends NodePath, Omit<AssignedPerson, 'weeks'> {
  place: number;
  weeks: WeekTuple[];
}

/** One page of people by CN for every demand of each tree: at most `limit` after the first `offset`. */
export async function listLeafPeople(
  scope: RequestScope,
  pages: readonly PeoplePage[],
): Promise<LeafPersonRow[]> {
  const rows = await scope.db.query<PersonColumns>(
    sql`WITH ${assignedOn(pages)}, person AS (${personsWith(WEEK_TUPLES)})
     SELECT n.place AS place, ${PATH_COLUMNS}, n.resource_cn AS "resourceCn", r.first_name AS "firstName",
       r.last_name AS "lastName", r.location AS location, n.capacity AS capacity, n.weeks AS weeks
     ${pageOfPersons(pages)}
     ORDER BY n.place, ${PATH}, n.resource_cn`,
  );
  const readPath = pathReader();
  return rows.map((row) => ({
    place: row.place,
    path: readPath(row),
    resourceCn: row.resourceCn,
    firstName: row.firstName,
    lastName: row.lastName,
    location: row.location,
    capacity: row.capacity,
    weeks: row.weeks.map(readWeek),
  }));
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

/** The pages of `listLeafPeople` as text, for every demand with somebody. */
export async function writeLeafPeople(
  scope: RequestScope,
  { object, lists }: RowText,
  pages: readonly PeoplePage[],
): Promise<LeafPeopleText[]> {
  const week = lists.get('weeks');
  const weeks = week ? sql`string_agg(${week}, ',' ORDER BY n.year, n.week_number)` : sql`NULL`;
  const rows = await scope.db.query<Omit<LeafPeopleText, 'path'> & NodePath>(
    sql`WITH ${assignedOn(pages)}, person AS (${personsWith(weeks)})
     SELECT n.place AS place, ${PATH_COLUMNS}, string_agg(${object}, ',' ORDER BY n.resource_cn) AS text
     ${pageOfPersons(pages)}
     GROUP BY n.place, ${PATH}`,
  );
  const readPath = pathReader();
  return rows.map((row) => ({ place: row.place, path: readPath(row), text: row.text }));
}

/** The people of `assigned`, numbered by CN on each demand. */
function personsWith(weeks: Sql): Sql {
  return sql`SELECT n.place, ${PATH}, n.resource_cn, coalesce(sum(n.weekly_capacity), 0) AS capacity, ${weeks} AS weeks,
      row_number() OVER (PARTITION BY n.place, ${PATH} ORDER BY n.resource_cn) AS position
    FROM assigned n GROUP BY n.place, ${PATH}, n.resource_cn`;
}

/** Those of `person` that are on the pages. */
function pageOfPersons(pages: readonly PeoplePage[]): Sql {
  const limits = pages.map(({ limit }) => limit);
  const offsets = pages.map(({ offset }) => offset);
  return sql`FROM person n
     JOIN unnest(${limits}::bigint[], ${offsets}::bigint[]) WITH ORDINALITY AS w (row_limit, row_offset, place) ON w.place = n.place + 1
     JOIN resource_v2 r ON r.cn = n.resource_cn
     WHERE n.position > w.row_offset AND n.position <= w.row_offset + w.row_limit`;
}
