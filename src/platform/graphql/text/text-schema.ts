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
  type GraphQLResolveInfo,
} from 'graphql';
import type { RequestScope } from '../../scope/request-scope';
import { JsonText } from './json-text';
import { readBelow } from './nodes-below';
import type { NodesBelow, PlainText, TextsBelow, TextWriter } from './plain-text.model';

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
type Fields = Record<string, GraphQLFieldConfig<unknown, RequestScope>>;

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
  field: GraphQLFieldConfig<unknown, RequestScope>,
): GraphQLFieldConfig<unknown, RequestScope> {
  const { resolve } = field;
  return {
    type: isNonNullType(field.type) ? new GraphQLNonNull(ANSWER_TEXT) : ANSWER_TEXT,
    ...(field.args && { args: field.args }),
    resolve: (source, args, context, info) => {
      const [node] = info.fieldNodes;
      const plain = node && texts.get(node);
      if (!plain) throw new Error(`${name} was not rewritten`);
      const { write, below } = plain;
      const finish = below
        ? async (list: unknown) =>
            asText(list, write, await textsBelow(below, list, { scope: context, info }))
        : (list: unknown) => asText(list, write);
      const value: unknown = resolve
        ? resolve(source, args, context, info)
        : (source as Readonly<Record<string, unknown>>)[name];
      return value instanceof Promise ? value.then(finish) : finish(value);
    },
  };
}

async function textsBelow(
  below: readonly NodesBelow[],
  list: unknown,
  asked: { scope: RequestScope; info: GraphQLResolveInfo },
): Promise<TextsBelow | undefined> {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return readBelow(below, list, asked);
}

function asText(list: unknown, write: TextWriter, below?: TextsBelow): JsonText | null {
  if (list === null || list === undefined) return null;
  const pieces: string[] = [];
  write(list, pieces, below);
  return new JsonText(pieces.join(''));
}
