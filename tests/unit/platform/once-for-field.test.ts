import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { onceForField } from '../../../src/platform/graphql/selection/once-for-field';

const infoOf = (variableValues: object, fieldNodes: readonly FieldNode[]) =>
  ({ variableValues, fieldNodes }) as unknown as GraphQLResolveInfo;
const node = (): FieldNode => ({}) as FieldNode;

test('parents of one field share what is made of it; other places, requests and merged selections have their own', () => {
  let made = 0;
  const once = onceForField<number>();
  const of = (info: GraphQLResolveInfo): number => once(info, () => (made += 1));
  const variables = {};
  const ofFragment = node();
  const alone = [ofFragment];
  expect([of(infoOf(variables, alone)), of(infoOf(variables, alone))]).toEqual([1, 1]);
  expect(of(infoOf(variables, [ofFragment, node()]))).toBe(2);
  expect(of(infoOf({}, alone))).toBe(3);
});
