import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { validateInput } from '../platform/graphql/validate-input';
import { MODULES } from './modules';

type ResolverClass = new () => object;

/** The executable schema of all features. */
export function buildSchema(): GraphQLSchema {
  const resolvers = MODULES.flatMap((module) => [
    ...module.resolvers,
  ]) as unknown as NonEmptyArray<ResolverClass>;
  return buildSchemaSync({ resolvers, validateFn: validateInput, orphanedTypes: [] });
}

/** The schema as it is committed: sorted, so that differences are meant ones. */
export function schemaText(): string {
  return `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
}
