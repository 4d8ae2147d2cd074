import { isInputObjectType, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { describe, type Issue } from '../../../domain/errors';

const oneOfs = new Set<object>();

/** Marks an input of which exactly one field is given: `@oneOf` of the GraphQL specification. */
export function OneOf(): ClassDecorator {
  return (target) => {
    oneOfs.add(target);
  };
}

/** The builder knows no `@oneOf`: it is set on the built types, which the schema prints and graphql-js checks. */
export function withOneOfs(schema: GraphQLSchema): GraphQLSchema {
  for (const { target, name } of getMetadataStorage().inputTypes) {
    const type = schema.getType(name);
    if (oneOfs.has(target) && isInputObjectType(type)) type.isOneOf = true;
  }
  return schema;
}

/**
 * What is wrong with an input of which exactly one field must be given. Compiled execution leaves variables unchecked,
 * so that it is asked of every input, also below others.
 */
export function oneOfIssues(value: unknown, path = ''): Issue[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const below = fields.flatMap(([name, field]) => oneOfIssues(field, path ? `${path}.${name}` : name));
  if (!oneOfs.has(value.constructor)) return below;
  const given = fields.filter(([, field]) => field !== null);
  if (given.length === 1) return below;
  const seen = describe(Object.fromEntries(given));
  return [{ path, message: `${seen} is not accepted; expected exactly one field`, value }, ...below];
}
