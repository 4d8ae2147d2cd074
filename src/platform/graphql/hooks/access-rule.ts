import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { includesRole, type Actor, type Role } from '../../scope/actor';
import type { OperationHooks } from './operation-hooks';

/** What a root field asks of its caller. */
export interface AccessRule {
  role: Role;
  /** Changes what all LOBs share (people, calendar, tiers …): needs a caller without a LOB scope. */
  unscoped?: boolean;
}

/** Rules by root field. */
export type AccessRules = Readonly<Record<string, AccessRule>>;

/** Refuses operations whose root fields ask for more than the caller may do: before anything of them runs. */
export function accessRule(rules: AccessRules): OperationHooks {
  return {
    didResolveOperation({ document, operation, contextValue }) {
      if (!document || !operation) return;
      for (const field of rootFields(operation, fragmentsOf(document)))
        check(field, rules, contextValue.actor);
    },
  };
}

function check(field: string, rules: AccessRules, actor: Actor): void {
  const message = field.startsWith('__') ? undefined : accessRefusal(field, rules, actor);
  if (message !== undefined)
    throw new GraphQLError(message, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } });
}

/** Why an actor may not ask a root field; undefined if it may. */
export function accessRefusal(field: string, rules: AccessRules, actor: Actor): string | undefined {
  // A field that nobody has written a rule for is an administrator's.
  const { role, unscoped = false } = rules[field] ?? { role: 'admin' as const };
  if (!includesRole(actor.role, role))
    return `${field} needs the role ${role}; ${actor.name} has the role ${actor.role}`;
  if (unscoped && actor.lobScope !== null)
    return `${field} changes what all lines of business share; ${actor.name} is limited to some of them`;
  return undefined;
}

/** Fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  return fragments;
}

function rootFields(
  { selectionSet }: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const walk = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) names.add(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet);
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        walk(fragments.get(node.name.value)?.selectionSet);
      }
    }
  };
  walk(selectionSet);
  return names;
}
