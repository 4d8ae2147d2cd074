import 'reflect-metadata';
import { isAbstractType, lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { shareNames } from '../platform/graphql/filters/shared-names';
import { withOneOfs } from '../platform/graphql/schema/one-of';
import { withDerivedFields } from '../platform/graphql/schema/derived';
import { validateInput } from '../platform/graphql/schema/validate-input';
import { MODULES } from './modules';

type ResolverClass = new () => object;

/** The executable schema of all features. */
export function buildSchema(): GraphQLSchema {
  for (const module of MODULES) if ('names' in module) shareNames(module.names);
  const resolvers = MODULES.flatMap((module) => [
    ...module.resolvers,
  ]) as unknown as NonEmptyArray<ResolverClass>;
  const schema = buildSchemaSync({ resolvers, validateFn: validateInput, orphanedTypes: [] });
  return describedRoots(withDerivedFields(withOneOfs(namedTypes(schema))));
}

const ROOT_DESCRIPTIONS = {
  Query:
    'Everything that can be read: calendar, people, demand, assignments, the capacity tree, reports and history.',
  Mutation:
    'Every change, one mutation per action. Each is one transaction and one change set; expected failures come back as `userErrors`.',
} as const;

/** The builder takes no descriptions of the root types. */
function describedRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(ROOT_DESCRIPTIONS)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  return schema;
}

/** Values of interfaces and unions say their `__typename`: compiled queries cannot await the resolvers that the builder sets. */
function namedTypes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type)) type.resolveType = undefined;
  return schema;
}

/** The schema as it is committed: sorted, so that differences are meant ones. */
export function schemaText(): string {
  return `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
}
