import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Dice } from './dice';
import { HOSTILE, jsonText, plausible, tooMany, type Known } from './values';

/** How rough an operation is. */
export interface Roughness {
  /** Share of scalars that get a hostile value. */
  hostile: number;
  /** Share of optional arguments and fields that are given. */
  given: number;
}

/** One operation as it is sent. */
export interface FuzzOperation {
  field: string;
  /** The JSON body. */
  body: string;
}

interface Builder {
  schema: GraphQLSchema;
  known: Known;
  dice: Dice;
  rough: Roughness;
  variables: Record<string, unknown>;
  declared: string[];
}

/** A random operation on one root field, mostly valid. */
export function fuzzOperation(
  schema: GraphQLSchema,
  { kind, field }: { kind: 'query' | 'mutation'; field: string },
  { known, dice, rough }: { known: Known; dice: Dice; rough: Roughness },
): FuzzOperation {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const definition = root?.getFields()[field];
  if (!definition) throw new Error(`No ${kind} ${field}`);
  const builder: Builder = { schema, known, dice, rough, variables: {}, declared: [] };
  const text = fieldText(builder, definition, 3);
  const head = builder.declared.length > 0 ? `(${builder.declared.join(', ')})` : '';
  return {
    field,
    body: jsonText({ query: `${kind} Fuzz${head} { ${text} }`, variables: builder.variables }),
  };
}

function fieldText(builder: Builder, field: GraphQLField<unknown, unknown>, depth: number): string {
  const args = field.args.flatMap((argument) => argumentText(builder, argument));
  const head = args.length > 0 ? `${field.name}(${args.join(', ')})` : field.name;
  const type = getNamedType(field.type);
  return isLeafType(type) ? head : `${head} ${selectionText(builder, type, depth)}`;
}

function argumentText(builder: Builder, argument: GraphQLArgument): string[] {
  const { dice, rough } = builder;
  const needed = isNonNullType(argument.type) && argument.defaultValue === undefined;
  if (!needed && !dice.chance(rough.given)) return [];
  if (needed && dice.chance(0.01)) return [];
  const value = inputValue(builder, argument.name, argument.type);
  const name = `v${builder.declared.length}`;
  builder.declared.push(`$${name}: ${String(argument.type)}`);
  builder.variables[name] = value;
  return [`${argument.name}: $${name}`];
}

function inputValue(builder: Builder, name: string, type: GraphQLInputType): unknown {
  const { dice, rough, known } = builder;
  if (isNonNullType(type)) return inputValue(builder, name, type.ofType);
  if (isListType(type)) {
    if (dice.chance(0.01)) return tooMany();
    const length = dice.pick([1, 1, 1, 2, 3, 0]);
    return Array.from({ length }, () => inputValue(builder, name, type.ofType));
  }
  if (dice.chance(rough.hostile)) return dice.pick(HOSTILE);
  if (isEnumType(type)) return dice.pick(type.getValues()).name;
  if (!isInputObjectType(type)) return plausible(name, type.name, known, dice);
  const given = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) || dice.chance(rough.given),
  );
  const entries = given.map((field) => [field.name, inputValue(builder, field.name, field.type)] as const);
  const demand = dice.pick(known.demands);
  const object: Record<string, unknown> = Object.fromEntries(entries);
  // Names of one demand belong together, or hardly any would be known.
  for (const part of ['mainLob', 'state', 'caseType'] as const)
    if (typeof object[part] === 'string' && dice.chance(0.8)) object[part] = demand[part];
  if (dice.chance(0.01)) object[dice.pick(['unknown', 'constructor', 'id'])] = 1;
  return object;
}

function selectionText(builder: Builder, type: GraphQLOutputType, depth: number): string {
  if (isUnionType(type)) return '{ __typename }';
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const { dice } = builder;
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.name === 'userErrors') return ['userErrors { path message code reason }'];
    if (isLeafType(getNamedType(field.type)) && field.args.length === 0) return [field.name];
    if (depth === 0 || !dice.chance(depth === 3 ? 0.8 : 0.3)) return [];
    return [fieldText(builder, field, depth - 1)];
  });
  return `{ ${['__typename', ...parts].join(' ')} }`;
}
