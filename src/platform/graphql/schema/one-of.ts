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

const eitherOrs = new Map<object, readonly (readonly string[])[]>();

/**
 * Marks an input whose fields are alternatives, each of one or several fields: exactly one alternative is given, whole.
 * Where an alternative is a single field throughout, `OneOf` states it in the schema too.
 */
export function EitherOr(...alternatives: readonly (readonly string[])[]): ClassDecorator {
  return (target) => {
    eitherOrs.set(target, alternatives);
  };
}

/** Inputs that extend a marked one are marked too. */
function alternativesOf(type: unknown): readonly (readonly string[])[] | undefined {
  for (let at: unknown = type; typeof at === 'function'; at = Object.getPrototypeOf(at) as unknown) {
    const found = eitherOrs.get(at);
    if (found) return found;
  }
  return undefined;
}

function eitherOrIssues(value: object, path: string): Issue[] {
  const alternatives = alternativesOf(value.constructor);
  if (!alternatives) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const isGiven = (name: string): boolean => fields[name] !== undefined && fields[name] !== null;
  const at = (name = ''): string => (path ? `${path}.${name}` : name);
  const begun = alternatives.filter((names) => names.some(isGiven));
  const [chosen] = begun;
  const accepted = alternatives.map((names) => names.join(', ')).join('; or ');
  if (begun.length === 1 && chosen)
    return chosen
      .filter((name) => !isGiven(name))
      .map((name) => ({ path: at(name), message: `is missing; expected exactly one of: ${accepted}` }));
  const given = Object.fromEntries(
    alternatives
      .flat()
      .filter(isGiven)
      .map((name) => [name, fields[name]]),
  );
  const [first] = begun.length === 0 ? (alternatives.at(-1) ?? []) : (chosen ?? []);
  const message = `${describe(given)} is not accepted; expected exactly one of: ${accepted}`;
  return [{ path: at(first), message, value: given }];
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
 * What is wrong with an input of which exactly one field must be given, and none beside it as null. Compiled execution leaves variables unchecked,
 * so that it is asked of every input, also below others.
 */
export function oneOfIssues(value: unknown, path = ''): Issue[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const deeper = fields.flatMap(([name, field]) => oneOfIssues(field, path ? `${path}.${name}` : name));
  const below = [...eitherOrIssues(value, path), ...deeper];
  if (!oneOfs.has(value.constructor)) return below;
  if (fields.length === 1 && fields[0]?.[1] !== null) return below;
  const seen = describe(Object.fromEntries(fields));
  return [
    { path, message: `${seen} is not accepted; expected exactly one field, not null`, value },
    ...below,
  ];
}
