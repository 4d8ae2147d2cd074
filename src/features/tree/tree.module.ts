import { AssignedPersonResolver, CaseTypeNodeResolver } from './schema/demand-node.resolver';
import { TotalsResolver } from './totals/totals.resolver';
import { TreeResolver } from './schema/tree.resolver';

/** What the tree gives to the schema. */
export const treeModule = {
  resolvers: [TreeResolver, TotalsResolver, CaseTypeNodeResolver, AssignedPersonResolver],
} as const;
