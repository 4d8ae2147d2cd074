import type { IsoWeek } from '../../../domain/time/iso-week';
import { textKey } from '../../../domain/text-key';
import { listOrder } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import { allOf, sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { ASSIGNMENT_SORTING, type AssignmentFilter, type AssignmentRow } from '../table/assignment.model';
import { AssignmentEntity } from '../table/assignment.entity';

const COLUMNS = table(AssignmentEntity).columns('a');
const ORDER = listOrder(ASSIGNMENT_SORTING.listed, 'a');

/** Written out rather than passed as a parameter, so that the partial indexes of active rows can be used. */
function activity(active: boolean | null | undefined): Sql[] {
  if (active === null) return [];
  return [active === false ? sql`NOT a.is_active` : sql`a.is_active`];
}

/** Weeks in order as numbers, 202518. */
function weekCode({ year, week }: IsoWeek): number {
  return year * 100 + week;
}

/** Conditions on an assignment `a`: those of the filters that are given. */
function matches(filter: AssignmentFilter): Sql {
  const { years, weekNumbers, resourceCns, mainLobs, states, caseTypes, active } = filter;
  const { fromWeek, toWeek } = filter;
  const isOneOf = (column: Sql, type: Sql, values: readonly (string | number)[] | null | undefined): Sql[] =>
    values ? [sql`${column} = ANY(${values}::${type}[])`] : [];
  return allOf([
    ...isOneOf(sql`a.year`, sql`integer`, years),
    ...isOneOf(sql`a.week_number`, sql`integer`, weekNumbers),
    ...isOneOf(sql`a.resource_cn`, sql`text`, resourceCns),
    ...isOneOf(sql`text_key(a.demand_main_lob)`, sql`text`, mainLobs?.map(textKey)),
    ...isOneOf(sql`text_key(a.demand_state)`, sql`text`, states?.map(textKey)),
    ...isOneOf(sql`text_key(a.demand_case_type)`, sql`text`, caseTypes?.map(textKey)),
    ...(fromWeek ? [sql`a.year * 100 + a.week_number >= ${weekCode(fromWeek)}::integer`] : []),
    ...(toWeek ? [sql`a.year * 100 + a.week_number <= ${weekCode(toWeek)}::integer`] : []),
    ...activity(active),
  ]);
}

/** A page of assignments in its order; one row more than the page shows that more follow. */
export function listAssignments(
  scope: RequestScope,
  filter: AssignmentFilter,
  page: Page,
): Promise<AssignmentRow[]> {
  const { after, orderBy } = ORDER(page);
  return scope.db.query(
    sql`SELECT ${COLUMNS} FROM weekly_resource_assignment a
     WHERE ${matches(filter)} AND ${after}
     ORDER BY ${orderBy} LIMIT ${page.limit + 1} OFFSET ${page.offset}`,
  );
}

/** How many assignments the filter finds. */
export async function countAssignments(scope: RequestScope, filter: AssignmentFilter): Promise<number> {
  const row = await scope.db.first<{ total: number }>(
    sql`SELECT count(*)::integer AS total FROM weekly_resource_assignment a WHERE ${matches(filter)}`,
  );
  return row?.total ?? 0;
}
