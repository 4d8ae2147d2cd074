import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';

const AMISYS = 'Amisys Medicaid DOMESTIC';

/** Values by the name of a field, of texts mostly: one demand, one person. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  mainLob: AMISYS,
  state: 'FL',
  caseType: 'FTC-Basic/Non MMP',
  cn: 'A',
  resourceCn: 'A',
  resourceCns: 'A',
  location: 'Domestic',
  primaryPlatform: 'Amisys',
  country: 'US',
  year: 2025,
  weekNumber: 18,
};
/** An example of each scalar. */
export const BY_TYPE: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  ID: '1',
  Decimal: 0.5,
  String: 'x',
  Date: '2025-05-01',
  DateTime: '2025-05-01T00:00:00Z',
  IsoWeek: '2025-W18',
  YearMonth: '2025-05',
  JSON: { cn: 'B' },
};

/** What is one of several ways to say it, or needed in some cases only: the types ask for none of them. */
const GIVEN = new Set(['mainLob', 'state', 'caseType', 'week', 'weeks', 'forecastMonth', 'deallocateFrom']);

/** A value of an input with no more in it than must be. */
export function leastExample(type: GraphQLInputType, name: string): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [leastExample(inner.ofType, name)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (!isInputObjectType(inner))
    return (inner.name === 'ID' ? undefined : BY_NAME[name]) ?? BY_TYPE[inner.name];
  const fields = Object.values(inner.getFields());
  const given = inner.isOneOf ? fields.slice(0, 1) : fields.filter(isNeeded);
  return Object.fromEntries(given.map((field) => [field.name, leastExample(field.type, field.name)]));
}

/** Whether an argument or field must be given, or no call succeeds without. */
export function isNeeded({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return (isNonNullType(type) && defaultValue === undefined) || GIVEN.has(name);
}

/** A place in the arguments of a field, from the argument inward. */
export interface InputPlace {
  path: readonly string[];
  type: GraphQLInputType;
}

/** Every place in the arguments of a field; an input inside itself is not gone into again. */
export function inputPlaces(field: GraphQLField<unknown, unknown>): InputPlace[] {
  return field.args.flatMap((arg) => placesIn(arg, [arg.name], []));
}

function placesIn(
  { type }: GraphQLArgument | GraphQLInputField,
  path: readonly string[],
  seen: readonly string[],
): InputPlace[] {
  const named = getNamedType(type);
  const below =
    isInputObjectType(named) && !seen.includes(named.name)
      ? Object.values(named.getFields()).flatMap((inner) =>
          placesIn(inner, [...path, inner.name], [...seen, named.name]),
        )
      : [];
  return [{ path, type }, ...below];
}

/** The least example of an input with `value` at a path below it; in a list it is the only element, null its place. */
export function exampleWith(
  type: GraphQLInputType,
  name: string,
  [next, ...rest]: readonly string[],
  value: unknown,
): unknown {
  const inner = getNullableType(type);
  if (isListType(inner) && (next !== undefined || value !== null))
    return [exampleWith(inner.ofType, name, next === undefined ? [] : [next, ...rest], value)];
  if (next === undefined) return value;
  if (!isInputObjectType(inner)) throw new Error(`${name} has no fields`);
  const field = inner.getFields()[next];
  if (!field) throw new Error(`${inner.name} has no field ${next}`);
  const base = inner.isOneOf ? {} : (leastExample(inner, name) as object);
  return { ...base, [next]: exampleWith(field.type, next, rest, value) };
}

/** A value as a document has it. */
export function literal(type: GraphQLInputType, value: unknown): string {
  const inner = getNullableType(type);
  if (Array.isArray(value)) {
    const item = isListType(inner) ? inner.ofType : inner;
    return `[${value.map((each) => literal(item, each)).join(', ')}]`;
  }
  if (isListType(inner)) return literal(inner.ofType, value);
  if (isEnumType(inner)) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = isInputObjectType(inner) ? inner.getFields() : {};
  const members = Object.entries(value).map(
    ([name, member]) => `${name}: ${literal(fields[name]?.type ?? inner, member)}`,
  );
  return `{ ${members.join(', ')} }`;
}

/** What to select of a field: its errors, or just something. */
export function errorsOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named) && !isUnionType(named)) return '';
  const hasErrors = isObjectType(named) && 'userErrors' in named.getFields();
  return hasErrors ? '{ userErrors { path code message value } }' : '{ __typename }';
}
