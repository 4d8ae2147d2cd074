import { fieldAt, type FieldShape, type OperationShape } from '../../../persisted/operation-shape';
import { snakeCase } from '../table/names';
import { isRecord, isRequired, readField, unknownField } from './read-value';
import { setVariable, type Draft } from './request-parts';
import type { BodySource, Route } from '../table/route';
import { monthPairs, pairNames, readMonthPairs } from './month-pair';

/** A field of the body: where its value goes, and what it may be. */
export interface BodyField {
  variable: string;
  field: FieldShape;
  required: boolean;
}

/** The fields that a body may have, by their REST names. */
export function bodyFields(route: Route, shape: OperationShape): Map<string, BodyField> {
  const { body: source } = route;
  if (!source) return new Map();
  const joined = new Set(monthPairs(route, 'body').map(([variable]) => variable));
  const fields = 'input' in source ? inputFields(source, shape) : namedFields(source, shape);
  return new Map(fields.filter(([, { variable }]) => !joined.has(variable)));
}

function inputFields(
  { input, except = [] }: Extract<BodySource, { input: string }>,
  shape: OperationShape,
): [string, BodyField][] {
  const object = shape.variables[input]?.shape;
  if (object?.kind !== 'object') throw new Error(`${shape.name}: $${input} is no input object`);
  return Object.entries(object.fields)
    .filter(([name]) => !except.includes(name))
    .map(([name, field]) => [
      snakeCase(name),
      { variable: `${input}.${name}`, field, required: isRequired(field) },
    ]);
}

function namedFields(
  { fields, required }: Extract<BodySource, { fields: object }>,
  shape: OperationShape,
): [string, BodyField][] {
  return Object.entries(fields).map(([name, variable]) => {
    const field = fieldAt(shape.variables, variable);
    if (!field) throw new Error(`${shape.name} has no variable ${variable}`);
    return [name, { variable, field, required: required?.includes(name) ?? isRequired(field) }];
  });
}

/** Reads the body into the variables; answers the read-only fields that it sends back. */
export function readBody(
  draft: Draft,
  body: unknown,
  readOnlyNames: ReadonlySet<string>,
): Record<string, unknown> {
  const { route, shape, variables, findings } = draft;
  if (!route.body || mayBeAbsent(route.body, shape, body)) return {};
  if (!isRecord(body)) {
    findings.issues.push({ path: '', message: 'a JSON object is needed as the body' });
    return {};
  }
  if ('input' in route.body) variables[route.body.input] ??= {};
  const fields = bodyFields(route, shape);
  const readOnly = readGiven(draft, body, { fields, readOnlyNames });
  readMonthPairs(draft, 'body', body);
  for (const [name, { required }] of fields)
    if (required && !Object.hasOwn(body, name)) findings.missing(name);
  return readOnly;
}

interface Known {
  fields: ReadonlyMap<string, BodyField>;
  readOnlyNames: ReadonlySet<string>;
}

function readGiven(
  { route, variables, findings }: Draft,
  body: Readonly<Record<string, unknown>>,
  { fields, readOnlyNames }: Known,
): Record<string, unknown> {
  const readOnly: Record<string, unknown> = {};
  // Remarks of an earlier answer may come back with its object; they say nothing.
  const pairs = pairNames(route, 'body');
  const beside = new Set('also' in route.answer ? route.answer.also?.map(snakeCase) : []);
  for (const [name, value] of Object.entries(body)) {
    const known = fields.get(name);
    if (pairs.includes(name) && !known) continue;
    if (known) setVariable(variables, known.variable, readField(known.field, value, name, findings));
    else if (readOnlyNames.has(name)) readOnly[name] = value;
    else if (!beside.has(name)) unknownField(name, value, [...pairs, ...fields.keys()], findings);
  }
  return readOnly;
}

function mayBeAbsent(source: BodySource, shape: OperationShape, body: unknown): boolean {
  return body === undefined && 'input' in source && shape.variables[source.input]?.nullable === true;
}
