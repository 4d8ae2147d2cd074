import {
  AssignedPersonResolver,
  CaseTypeNodeResolver,
  CategoryNodeResolver,
  LobNodeResolver,
  StateNodeResolver,
} from './schema/node-children.resolver';
import { TotalsResolver } from './totals/totals.resolver';
import { TreeResolver } from './schema/tree.resolver';

/** What the tree gives to the schema. */
export const treeModule = {
  resolvers: [
    TreeResolver,
    TotalsResolver,
    CategoryNodeResolver,
    LobNodeResolver,
    StateNodeResolver,
    CaseTypeNodeResolver,
    AssignedPersonResolver,
  ],
} as const;
