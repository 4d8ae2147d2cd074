import {
  AssignedPersonResolver,
  CaseTypeNodeResolver,
  CategoryNodeResolver,
  LobNodeResolver,
  StateNodeResolver,
} from './schema/node-children.resolver';
import { TreeResolver } from './schema/tree.resolver';

/** What the tree gives to the schema. */
export const treeModule = {
  resolvers: [
    TreeResolver,
    CategoryNodeResolver,
    LobNodeResolver,
    StateNodeResolver,
    CaseTypeNodeResolver,
    AssignedPersonResolver,
  ],
} as const;
