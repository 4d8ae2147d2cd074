import {
  getNamedType,
  getNullableType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLUnionType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLFieldConfig,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { JsonText } from './json-text';
import type { PlainText, TextWriter } from './plain-selection';

/** A part of an answer that is text already. */
const ANSWER_TEXT = new GraphQLScalarType<unknown, JsonText | null>({
  name: 'AnswerText',
  serialize: (value) => value as JsonText,
});

/** The field beside `name` that answers with text. */
export function textFieldName(name: string): string {
  return `${name}_asText`;
}

/** What is written, by the field of the rewritten document that it answers. */
export const texts = new WeakMap<object, PlainText>();

/**
 * The schema that operations are executed on: every list of objects has a field beside it that answers the same as JSON
 * text. Nobody can ask for those: documents are checked against the public schema, and rewritten afterwards.
 */
export function textSchema(schema: GraphQLSchema): GraphQLSchema {
  const types = new Map<string, GraphQLNamedType>();
  const config = schema.toConfig();
  for (const type of config.types) types.set(type.name, rebuilt(type, types));
  const root = (type: GraphQLObjectType | null | undefined): GraphQLObjectType | null =>
    type ? (types.get(type.name) as GraphQLObjectType) : null;
  return new GraphQLSchema({
    ...config,
    query: root(config.query),
    mutation: root(config.mutation),
    subscription: root(config.subscription),
    types: [...types.values()],
    assumeValid: true,
  });
}

type Types = ReadonlyMap<string, GraphQLNamedType>;
type Fields = Record<string, GraphQLFieldConfig<unknown, unknown>>;

function rebuilt(type: GraphQLNamedType, types: Types): GraphQLNamedType {
  if (type.name.startsWith('__')) return type;
  if (isObjectType(type)) {
    const config = type.toConfig();
    return new GraphQLObjectType({
      ...config,
      interfaces: () => config.interfaces.map((one) => types.get(one.name) as GraphQLInterfaceType),
      fields: () => withTextFields(linked(config.fields, types)),
    });
  }
  if (isInterfaceType(type)) {
    const config = type.toConfig();
    return new GraphQLInterfaceType({
      ...config,
      interfaces: () => config.interfaces.map((one) => types.get(one.name) as GraphQLInterfaceType),
      fields: () => linked(config.fields, types),
    });
  }
  if (isUnionType(type)) {
    const config = type.toConfig();
    return new GraphQLUnionType({
      ...config,
      types: () => config.types.map((one) => types.get(one.name) as GraphQLObjectType),
    });
  }
  return type;
}

function linked(fields: Fields, types: Types): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, type: link(field.type, types) }]),
  );
}

function link(type: GraphQLOutputType, types: Types): GraphQLOutputType {
  if (isNonNullType(type)) return new GraphQLNonNull(link(type.ofType, types) as never);
  if (isListType(type)) return new GraphQLList(link(type.ofType, types));
  return (types.get(type.name) ?? type) as GraphQLOutputType;
}

function withTextFields(fields: Fields): Fields {
  const beside = Object.entries(fields)
    .filter(([, { type }]) => isObjectList(type))
    .map(([name, field]) => [textFieldName(name), textField(name, field)] as const);
  return { ...fields, ...Object.fromEntries(beside) };
}

/** Whether a field answers a list of objects or unions. */
export function isObjectList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
}

function textField(
  name: string,
  field: GraphQLFieldConfig<unknown, unknown>,
): GraphQLFieldConfig<unknown, unknown> {
  const { resolve } = field;
  return {
    type: isNonNullType(field.type) ? new GraphQLNonNull(ANSWER_TEXT) : ANSWER_TEXT,
    ...(field.args && { args: field.args }),
    resolve: (source, args, context, info) => {
      const [node] = info.fieldNodes;
      const write = node && texts.get(node)?.write;
      if (!write) throw new Error(`${name} was not rewritten`);
      const value: unknown = resolve
        ? resolve(source, args, context, info)
        : (source as Readonly<Record<string, unknown>>)[name];
      return value instanceof Promise ? value.then((list) => asText(list, write)) : asText(value, write);
    },
  };
}

function asText(list: unknown, write: TextWriter): JsonText | null {
  if (list === null || list === undefined) return null;
  const pieces: string[] = [];
  write(list, pieces);
  return new JsonText(pieces.join(''));
}
