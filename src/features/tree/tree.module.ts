import {
  AssignedPersonResolver,
  CaseTypeNodeResolver,
  CategoryNodeResolver,
  LobNodeResolver,
  StateNodeResolver,
} from './node-children.resolver';
import { TreeResolver } from './tree.resolver';

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
