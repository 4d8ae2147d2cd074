import { weekStart, weeksOfMonth } from '../../domain/iso-week';
import { monthFromStart } from '../../domain/month';
import type { Page } from '../../platform/graphql/connection';
import type { RequestScope } from '../../platform/scope/request-scope';
import { weekConfigsOfMonth } from '../calendar';
import { leafPeople, leafWeeks } from './tree.loaders';
import type { AssignedPerson, LeafWeek, TreeNode } from './tree.model';

/** Every ISO week of the month on one demand, also those without anybody. */
export async function weeksOf(scope: RequestScope, { tree, demand, pathKey }: TreeNode): Promise<LeafWeek[]> {
  const { monthStart } = tree.month;
  const [worked, configured] = await Promise.all([
    scope.loader(leafWeeks).load(tree),
    scope.loader(weekConfigsOfMonth).load({ monthStart, workType: demand?.locality ?? 'Global' }),
  ]);
  const rows = worked.get(pathKey) ?? [];
  return weeksOfMonth(monthFromStart(monthStart)).map((week) => {
    const config = configured.find((one) => one.year === week.year && one.weekNumber === week.week);
    const row = rows.find((one) => one.year === week.year && one.weekNumber === week.week);
    return {
      year: week.year,
      weekNumber: week.week,
      weekStart: weekStart(week),
      workingDays: config?.workingDays ?? null,
      capacity: row?.capacity ?? '0',
      fteCount: row?.fteCount ?? 0,
      fteEquivalent: row?.fteEquivalent ?? '0',
      unknownCapacityCount: row?.unknownCapacityCount ?? 0,
    };
  });
}

/** A page of the people on one demand by CN, one more than asked for when more follow. */
export async function peopleOn(scope: RequestScope, node: TreeNode, page: Page): Promise<AssignedPerson[]> {
  const { limit, offset } = page;
  const people = await scope.loader(leafPeople).load({ tree: node.tree, limit: limit + 1, offset });
  return people.get(node.pathKey) ?? [];
}
