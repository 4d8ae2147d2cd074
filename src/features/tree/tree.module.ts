import {
  AssignedPersonResolver,
  CaseTypeNodeResolver,
  CategoryNodeResolver,
  LobNodeResolver,
  StateNodeResolver,
} from './node-children.resolver';
import { MetricsResolver, NodeResolver, SeriesPointResolver } from './node.resolver';
import { TreeResolver } from './tree.resolver';

/** What the tree gives to the schema. */
export const treeModule = {
  resolvers: [
    TreeResolver,
    NodeResolver,
    MetricsResolver,
    SeriesPointResolver,
    CategoryNodeResolver,
    LobNodeResolver,
    StateNodeResolver,
    CaseTypeNodeResolver,
    AssignedPersonResolver,
  ],
} as const;
