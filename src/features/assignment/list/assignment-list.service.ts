import { normaliseCn } from '../../../domain/demand/cn';
import { readInteger } from '../../../domain/decimal-input';
import { invalid } from '../../../domain/errors';
import { FIRST_YEAR, LAST_YEAR } from '../../../domain/time/iso-date';
import { weeksInYear } from '../../../domain/time/iso-week';
import { toConnection, type Connection, type ListPage } from '../../../platform/graphql/schema/connection';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { countAssignments, listAssignments } from './assignment-list.repository';
import type { AssignmentFilter, AssignmentRow } from '../table/assignment.model';

const MAX_VALUES = 10_000;

/** A page of assignments by year, week and CN; counted only when asked for. */
export async function getAssignments(
  scope: RequestScope,
  given: AssignmentFilter,
  { withTotal, ...page }: ListPage<AssignmentRow> & { withTotal: boolean },
): Promise<Connection<AssignmentRow>> {
  for (const [name, values] of Object.entries(given)) {
    if (Array.isArray(values) && values.length > MAX_VALUES)
      throw invalid(`filter.${name}`, values.length, `at most ${MAX_VALUES} values`);
  }
  checkWeeks(given);
  const resourceCns = given.resourceCns?.map((cn, index) => normaliseCn(cn, `filter.resourceCns.${index}`));
  const filter = { ...given, resourceCns };
  const rows = await listAssignments(scope, filter, page);
  return toConnection(rows, page, withTotal ? await countAssignments(scope, filter) : 0);
}

const YEARS = { min: FIRST_YEAR, max: LAST_YEAR, path: 'filter.years' };
const WEEKS = { min: 1, max: 53, path: 'filter.weekNumbers' };

/** Years and weeks that there are; week 53 beside years needs one that has it. */
function checkWeeks({ years, weekNumbers }: AssignmentFilter): void {
  for (const year of years ?? []) readInteger(year, YEARS);
  for (const week of weekNumbers ?? []) {
    readInteger(week, WEEKS);
    const [first] = years ?? [];
    if (first === undefined || years?.some((year) => week <= weeksInYear(year))) continue;
    throw invalid(
      WEEKS.path,
      week,
      `a week from 1 to ${weeksInYear(first)}, the ISO weeks of ${years?.join(', ')}`,
    );
  }
}
