import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { includesRole, type Actor, type Role } from '../../scope/actor';
import type { RequestScope } from '../../scope/request-scope';

/** What a root field asks of its caller. */
export interface AccessRule {
  role: Role;
  /** Changes what all LOBs share (people, calendar, tiers …): needs a caller without a LOB scope. */
  unscoped?: boolean;
}

/** Rules by root field. */
export type AccessRules = Readonly<Record<string, AccessRule>>;

/** Refuses operations whose root fields ask for more than the caller may do: before anything of them runs. */
export function accessRule(rules: AccessRules): ApolloServerPlugin<RequestScope> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, operation, contextValue }) {
          if (!operation) return Promise.resolve();
          const fragments = new Map<string, FragmentDefinitionNode>();
          for (const node of document.definitions)
            if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
          for (const field of rootFields(operation, fragments)) check(field, rules, contextValue.actor);
          return Promise.resolve();
        },
      }),
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
