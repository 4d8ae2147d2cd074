import { DomainError } from '../../../domain/errors';
import {
  fieldAt,
  type FieldShape,
  type LeafShape,
  type OperationShape,
} from '../../persisted/operation-shape';
import { snakeCase } from './names';
import { Findings, isRecord, isRequired, readField, readText, unknownField } from './read-value';
import { isName } from './lookup';
import type { BodySource, OwnParameter, ReadRequest, Route } from './route';

/** A request as the framework delivers it. */
export interface RawRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string | string[]>>;
  body: unknown;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  url: string;
}

/** A part of a list. */
export interface Page {
  limit: number;
  offset: number;
}

/** A request that has been read, with what the shim itself needs of it. */
export interface Reading extends ReadRequest {
  page: Page;
  /** How long to wait for a job before answering 202. */
  waitSeconds: number;
  /** Body fields that the operation does not take but its object has: compared with the stored object. */
  readOnly: Readonly<Record<string, unknown>>;
}

/** A field of the body: where its value goes, and what it may be. */
export interface BodyField {
  variable: string;
  field: FieldShape;
  required: boolean;
}

export const LIMIT = { default: 50, max: 1000 } as const;
export const WAIT_SECONDS = { default: 25, max: 300 } as const;
/** Credentials that Power BI sends as a parameter; read elsewhere, never an unknown parameter. */
export const KEY_PARAMETER = 'api_key';
const INT: LeafShape = { kind: 'leaf', type: 'Int' };

/** The query parameters that a route accepts besides its own. */
export function ownParameters(route: Route): string[] {
  const paging = route.answer.kind === 'list' ? ['limit', 'offset'] : [];
  return [...paging, ...(route.job ? ['wait_s'] : []), ...Object.keys(route.own ?? {})];
}

/** The fields that a body may have. */
export function bodyFields(source: BodySource | undefined, shape: OperationShape): Map<string, BodyField> {
  const fields = new Map<string, BodyField>();
  if (!source) return fields;
  if ('input' in source) {
    const input = shape.variables[source.input]?.shape;
    if (input?.kind !== 'object') throw new Error(`${shape.name}: $${source.input} is no input object`);
    for (const [name, field] of Object.entries(input.fields)) {
      if (source.except?.includes(name)) continue;
      const variable = `${source.input}.${name}`;
      fields.set(snakeCase(name), { variable, field, required: isRequired(field) });
    }
    return fields;
  }
  for (const [name, variable] of Object.entries(source.fields)) {
    const field = fieldAt(shape.variables, variable);
    if (!field) throw new Error(`${shape.name} has no variable ${variable}`);
    fields.set(name, {
      variable,
      field,
      required: source.required?.includes(name) ?? isRequired(field),
    });
  }
  return fields;
}

/** Reads path, query and body into the operation's variables; refuses with everything that is wrong at once. */
export function readRequest(
  route: Route,
  shape: OperationShape,
  raw: RawRequest,
  readOnlyNames: ReadonlySet<string>,
): Reading {
  const findings = new Findings();
  const variables: Record<string, unknown> = { ...structuredClone(route.fixed ?? {}) };
  readPath(route, shape, raw, variables, findings);
  const query = listed(raw.query);
  const page = readQuery(route, shape, query, variables, findings);
  const readOnly = readBody(route, shape, { raw, readOnlyNames, variables }, findings);
  throwFindings(findings);
  Object.assign(variables, route.derived?.({ variables, query, headers: raw.headers, url: raw.url }));
  return { variables, query, headers: raw.headers, url: raw.url, ...page, readOnly };
}

/** One VALIDATION error of everything found. */
export function throwFindings({ issues }: Findings): void {
  if (issues.length === 0) return;
  throw new DomainError(
    'VALIDATION',
    issues
      .slice(0, 20)
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; '),
    issues.slice(0, 50),
  );
}

/** Sets a dotted variable. */
export function setVariable(variables: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? path;
  let target = variables;
  for (const name of names) {
    target[name] ??= {};
    target = target[name] as Record<string, unknown>;
  }
  target[last] = value;
}

function readPath(
  route: Route,
  shape: OperationShape,
  raw: RawRequest,
  variables: Record<string, unknown>,
  findings: Findings,
): void {
  for (const [name, text] of Object.entries(raw.params)) {
    const variable = route.params?.[name] ?? name;
    const leaf = leafOf(shape, variable);
    if (leaf.type === 'ID' && name === 'id' && route.params?.['id'] === undefined && !isEntityId(text))
      findings.refuse(name, text, 'a whole number such as 42');
    else setVariable(variables, variable, readText(leaf, text, name, findings));
  }
}

function isEntityId(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647;
}

function leafOf(shape: OperationShape, variable: string): LeafShape {
  let found = fieldAt(shape.variables, variable)?.shape;
  while (found?.kind === 'list') found = found.of;
  if (found?.kind !== 'leaf') throw new Error(`${shape.name}: ${variable} is no scalar variable`);
  return found;
}

function listed(query: RawRequest['query']): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
  );
}

function readQuery(
  route: Route,
  shape: OperationShape,
  query: Readonly<Record<string, readonly string[]>>,
  variables: Record<string, unknown>,
  findings: Findings,
): { page: Page; waitSeconds: number } {
  const own = ownParameters(route);
  const accepted = [...Object.keys(route.query ?? {}), ...own];
  for (const [name, values] of Object.entries(query)) {
    const parameter = route.query && Object.hasOwn(route.query, name) ? route.query[name] : undefined;
    if (parameter && isName(parameter, values)) continue;
    if (parameter) readParameter({ shape, variable: parameter.variable, name, values }, variables, findings);
    else if (route.own && Object.hasOwn(route.own, name)) checkOwn(route.own[name], name, values, findings);
    else if (!own.includes(name) && name !== KEY_PARAMETER) {
      const list = accepted.length > 0 ? `accepted are ${accepted.join(', ')}` : 'none are accepted here';
      findings.issues.push({
        path: name,
        message: `unknown query parameter; ${list}`,
        value: values.length > 1 ? values : values[0],
      });
    }
  }
  const integer = (name: string, fallback: number, min: number, max: number): number =>
    own.includes(name) ? boundedInteger(query[name], { name, fallback, min, max }, findings) : fallback;
  return {
    page: {
      limit: integer('limit', LIMIT.default, 1, LIMIT.max),
      offset: integer('offset', 0, 0, 2_147_483_647),
    },
    waitSeconds: integer('wait_s', WAIT_SECONDS.default, 0, WAIT_SECONDS.max),
  };
}

function checkOwn(
  parameter: OwnParameter | undefined,
  name: string,
  values: readonly string[],
  findings: Findings,
): void {
  const accepted = parameter?.values ?? [];
  if (values.length === 1 && accepted.includes(values[0] ?? '')) return;
  findings.refuse(name, values.length === 1 ? values[0] : values, `one of ${accepted.join(', ')}`);
}

function boundedInteger(
  values: readonly string[] | undefined,
  { name, fallback, min, max }: { name: string; fallback: number; min: number; max: number },
  findings: Findings,
): number {
  if (values === undefined) return fallback;
  const [text = ''] = values;
  if (values.length === 1 && /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max)
    return Number(text);
  findings.refuse(name, values.length === 1 ? text : values, `a whole number from ${min} to ${max}`);
  return fallback;
}

interface GivenParameter {
  shape: OperationShape;
  variable: string;
  name: string;
  values: readonly string[];
}

function readParameter(
  { shape, variable, name, values }: GivenParameter,
  variables: Record<string, unknown>,
  findings: Findings,
): void {
  const leaf = leafOf(shape, variable);
  if (fieldAt(shape.variables, variable)?.shape.kind === 'list') {
    setVariable(
      variables,
      variable,
      values.map((text) => readText(leaf, text, name, findings)),
    );
    return;
  }
  if (values.length > 1) findings.refuse(name, values, 'this parameter once');
  else setVariable(variables, variable, readText(leaf, values[0] ?? '', name, findings));
}

interface BodyReading {
  raw: RawRequest;
  readOnlyNames: ReadonlySet<string>;
  variables: Record<string, unknown>;
}

function readBody(
  route: Route,
  shape: OperationShape,
  { raw, readOnlyNames, variables }: BodyReading,
  findings: Findings,
): Record<string, unknown> {
  const readOnly: Record<string, unknown> = {};
  if (!route.body || mayBeAbsent(route.body, shape, raw.body)) return readOnly;
  if (!isRecord(raw.body)) {
    findings.issues.push({ path: '', message: 'a JSON object is needed as the body' });
    return readOnly;
  }
  const fields = bodyFields(route.body, shape);
  // Remarks of an earlier answer may come back with its object; they say nothing.
  const beside = new Set('also' in route.answer ? route.answer.also?.map(snakeCase) : []);
  if ('input' in route.body) variables[route.body.input] ??= {};
  for (const [name, value] of Object.entries(raw.body)) {
    const known = fields.get(name);
    if (known) setVariable(variables, known.variable, readField(known.field, value, name, findings));
    else if (readOnlyNames.has(name)) readOnly[name] = value;
    else if (beside.has(name)) continue;
    else unknownField(name, value, [...fields.keys()], findings);
  }
  for (const [name, { required }] of fields)
    if (required && !Object.hasOwn(raw.body, name)) findings.missing(name);
  return readOnly;
}

function mayBeAbsent(source: BodySource, shape: OperationShape, body: unknown): boolean {
  return body === undefined && 'input' in source && shape.variables[source.input]?.nullable === true;
}
