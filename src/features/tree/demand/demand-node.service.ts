import { formatIsoWeek, weekStart, weeksOfMonth } from '../../../domain/time/iso-week';
import { monthFromStart } from '../../../domain/time/month';
import type { Page } from '../../../platform/graphql/schema/connection';
import { ListText } from '../../../platform/graphql/text/json-text';
import type { PlainText, RowText } from '../../../platform/graphql/text/plain-text.model';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { weekConfigsOfMonth } from '../../calendar';
import { leafPeople, leafPeopleText, leafWeeks, peopleText } from './leaf.loaders';
import type { AssignedPerson, LeafWeek, TreeNode } from '../nodes/tree.model';

const NOBODY = { capacity: '0', fteCount: 0, fteEquivalent: '0', unknownCapacityCount: 0 };

/** Every ISO week of the month on one demand, also those without anybody. */
export async function weeksOf(scope: RequestScope, { tree, demand, pathKey }: TreeNode): Promise<LeafWeek[]> {
  const { monthStart } = tree.month;
  const [worked, configured] = await Promise.all([
    scope.loader(leafWeeks).load(tree),
    scope.loader(weekConfigsOfMonth).load({ monthStart, workType: demand?.locality ?? 'Global' }),
  ]);
  const rows = worked.get(pathKey) ?? [];
  return weeksOfMonth(monthFromStart(monthStart)).map((week) => {
    const isSame = (one: { year: number; weekNumber: number }): boolean =>
      one.year === week.year && one.weekNumber === week.week;
    const workingDays = configured.find(isSame)?.workingDays ?? null;
    const nobody = { year: week.year, weekNumber: week.week, ...NOBODY };
    return {
      ...(rows.find(isSame) ?? nobody),
      week: formatIsoWeek(week),
      weekStart: weekStart(week),
      workingDays,
    };
  });
}

/** A page of the people on one demand by CN, one more than asked for when more follow. */
export async function peopleOn(scope: RequestScope, node: TreeNode, page: Page): Promise<AssignedPerson[]> {
  const { limit, offset } = page;
  const people = await scope.loader(leafPeople).load({ tree: node.tree, limit: limit + 1, offset });
  return people.get(node.pathKey) ?? [];
}

/** A page without the row that may follow, as JSON text; undefined where some of what is asked for is no column. */
export async function peopleTextOn(
  scope: RequestScope,
  node: TreeNode,
  { limit, offset }: Page,
  asked: PlainText | undefined,
): Promise<ListText | undefined> {
  const rows = peopleText(asked);
  if (!rows) return undefined;
  const people = await scope.loader(leafPeopleText(rows)).load({ tree: node.tree, limit, offset });
  return new ListText(rows.key, people.get(node.pathKey) ?? '');
}

/** The page of each demand of a list as JSON objects with commas between. */
export async function peopleTextOnMany(
  scope: RequestScope,
  nodes: readonly TreeNode[],
  { limit, offset }: Page,
  rows: RowText,
): Promise<string[]> {
  const trees = [...new Set(nodes.map(({ tree }) => tree))];
  const loader = scope.loader(leafPeopleText(rows));
  const read = await Promise.all(trees.map((tree) => loader.load({ tree, limit, offset })));
  const people = new Map(trees.map((tree, n) => [tree, read[n]]));
  return nodes.map(({ tree, pathKey }) => people.get(tree)?.get(pathKey) ?? '');
}
