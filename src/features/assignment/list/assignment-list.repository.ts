import { textKey } from '../../../domain/text-key';
import { sqlOrdering } from '../../../platform/database/keyset';
import type { Page } from '../../../platform/database/page';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { ASSIGNMENT_ORDER, type AssignmentFilter, type AssignmentRow } from '../table/assignment.model';
import { ASSIGNMENT_COLUMNS, readAssignment } from '../table/assignment.repository';

const ORDER = sqlOrdering(ASSIGNMENT_ORDER, 'a');

/** Written out rather than passed as a parameter, so that the partial indexes of active rows can be used. */
function activity(active: boolean | null | undefined): string {
  if (active === null) return '';
  return active === false ? 'AND NOT a.is_active' : 'AND a.is_active';
}

function conditions(filter: AssignmentFilter): { where: string; params: unknown[] } {
  const keys = (values: readonly string[] | null | undefined) => values?.map(textKey) ?? null;
  return {
    where: `($1::integer[] IS NULL OR a.year = ANY($1)) AND ($2::integer[] IS NULL OR a.week_number = ANY($2))
      AND ($3::text[] IS NULL OR a.resource_cn = ANY($3)) AND ($4::text[] IS NULL OR text_key(a.demand_main_lob) = ANY($4))
      AND ($5::text[] IS NULL OR text_key(a.demand_state) = ANY($5))
      AND ($6::text[] IS NULL OR text_key(a.demand_case_type) = ANY($6)) ${activity(filter.active)}`,
    params: [
      ...[filter.years ?? null, filter.weekNumbers ?? null, filter.resourceCns ?? null],
      ...[keys(filter.mainLobs), keys(filter.states), keys(filter.caseTypes)],
    ],
  };
}

/** A page of assignments by year, week and CN; one row more than the page tells that more follow. */
export function listAssignments(
  scope: RequestScope,
  filter: AssignmentFilter,
  page: Page,
): Promise<AssignmentRow[]> {
  const { where, params } = conditions(filter);
  const after = ORDER.after(page, 9);
  return scope.db.query(
    `SELECT ${ASSIGNMENT_COLUMNS} FROM weekly_resource_assignment a WHERE ${where} ${after.sql}
     ORDER BY ${ORDER.orderBy} LIMIT $7 OFFSET $8`,
    [...params, page.limit + 1, page.offset, ...after.params],
    readAssignment,
  );
}

/** How many assignments the filter finds. */
export async function countAssignments(scope: RequestScope, filter: AssignmentFilter): Promise<number> {
  const { where, params } = conditions(filter);
  const row = await scope.db.first(
    `SELECT count(*)::integer AS total FROM weekly_resource_assignment a WHERE ${where}`,
    params,
    (counted) => counted.total as number,
  );
  return row ?? 0;
}
