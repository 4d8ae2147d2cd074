import type { Reason } from '../../../domain/codes';
import type { Issue } from '../../../domain/errors';
import type { FieldShape, ObjectShape, OperationShape } from '../../persisted/operation-shape';
import type { OperationError, OperationResult } from '../../persisted/operations';
import { problem, STATUS, type Problem } from '../problem';
import { snakeCase, snakePath, snakeSentence } from './table/names';
import type { Route } from './table/route';
import { showValue } from './table/show-value';

interface UserError {
  path: readonly string[] | null;
  message: string;
  code: string;
  value?: unknown;
  reason?: Reason | null;
}

/** The problem in an operation's answer; undefined if it succeeded. */
export function problemOf(route: Route, shape: OperationShape, result: OperationResult): Problem | undefined {
  if (result.errors.length > 0) return topLevelProblem(route, shape, result.errors);
  for (const [name, field] of Object.entries(shape.result.fields)) {
    const payload = result.data?.[name];
    if (field.shape.kind !== 'object' || !isFailed(payload)) continue;
    return payloadProblem(route, shape, field.shape, payload);
  }
  return undefined;
}

function isFailed(payload: unknown): payload is Record<string, unknown> & { userErrors: UserError[] } {
  if (typeof payload !== 'object' || payload === null) return false;
  const { userErrors } = payload as { userErrors?: unknown };
  return Array.isArray(userErrors) && userErrors.length > 0;
}

function payloadProblem(
  route: Route,
  shape: OperationShape,
  payloadShape: ObjectShape,
  payload: Record<string, unknown> & { userErrors: UserError[] },
): Problem {
  const { userErrors } = payload;
  const extensions: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(payloadShape.fields)) {
    const value = payload[name];
    if (name === 'userErrors' || value === null || value === undefined) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    extensions[snakeCase(name)] = showValue(field.shape, value);
  }
  const code = userErrors[0]?.code ?? 'VALIDATION';
  const issues = userErrors.map(({ path, message, value, reason }) => ({
    path: path?.join('.') ?? '',
    message,
    value,
    ...(reason && { code: reason }),
  }));
  return spelled(route, shape, { code, detail: sentence(issues), issues, extensions });
}

const NOT_FOR_CLIENTS = new Set(['code', 'issues']);

function topLevelProblem(route: Route, shape: OperationShape, errors: readonly OperationError[]): Problem {
  const [first] = errors;
  const code = codeOf(first);
  if (code === 'INTERNAL_SERVER_ERROR') return problem(code, first?.message ?? '');
  const issues = errors.flatMap((error) => issuesOf(error));
  const extensions = Object.fromEntries(
    Object.entries(first?.extensions ?? {})
      .filter(([name]) => !NOT_FOR_CLIENTS.has(name))
      .map(([name, value]) => [snakeCase(name), value]),
  );
  return spelled(route, shape, { code, detail: plainMessage(first?.message ?? ''), issues, extensions });
}

function codeOf(error: OperationError | undefined): string {
  const code = error?.extensions?.['code'];
  if (typeof code === 'string' && code in STATUS) return code;
  // A refused variable carries no code of ours; any other failure of a persisted document is our own mistake.
  return /^Variable "\$/.test(error?.message ?? '') || code === 'BAD_USER_INPUT'
    ? 'VALIDATION'
    : 'INTERNAL_SERVER_ERROR';
}

const VARIABLE_MESSAGE =
  /^Variable "\$(\w+)" got invalid value .*? at "([^"]+)"; (?:Expected type "[^"]+"\. )?(.*)$/s;
const VARIABLE_ITSELF = /^Variable "\$(\w+)" got invalid value .*?; (?:Expected type "[^"]+"\. )?(.*)$/s;

const VARIABLE_MISSING = /^Variable "\$(\w+)" of required type "[^"]+" was not provided\.$/g;
const MISSING = 'is missing; a value is required';

function issuesOf({ message, extensions }: OperationError): Issue[] {
  const issues = extensions?.['issues'];
  if (Array.isArray(issues)) return issues as Issue[];
  const nested = VARIABLE_MESSAGE.exec(message);
  if (nested) return [{ path: nested[2] ?? '', message: nested[3] ?? message }];
  const itself = VARIABLE_ITSELF.exec(message);
  if (itself) return [{ path: itself[1] ?? '', message: itself[2] ?? message }];
  return [...message.matchAll(VARIABLE_MISSING)].map(([, name = '']) => ({
    path: name,
    message: MISSING,
    code: 'MISSING_VALUE' as const,
  }));
}

function plainMessage(message: string): string {
  const [missing] = message.matchAll(VARIABLE_MISSING);
  if (missing) return `${missing[1] ?? ''}: ${MISSING}`;
  return (VARIABLE_MESSAGE.exec(message) ?? VARIABLE_ITSELF.exec(message))?.at(-1) ?? message;
}

function sentence(issues: readonly Issue[]): string {
  return [...new Set(issues.map(({ message }) => message))].slice(0, 20).join('; ');
}

interface Failure {
  code: string;
  detail: string;
  issues: readonly Issue[];
  extensions: object;
}

/** Paths and field names as the REST request spelled them. */
function spelled(route: Route, shape: OperationShape, failure: Failure): Problem {
  const names = fieldNames(shape);
  const errors = failure.issues.map((issue) => ({
    ...issue,
    path: restPath(route, issue.path),
    message: snakeSentence(issue.message, names),
  }));
  return problem(failure.code, snakeSentence(failure.detail, names), errors, failure.extensions);
}

/** The name that REST has for a GraphQL input path. */
function restPath(route: Route, path: string): string {
  const dotted = path.replace(/\[(\d+)\]/g, '.$1');
  for (const [name, variable] of variableNames(route)) {
    const short = variable.split('.').at(-1) ?? variable;
    const found = [variable, short].find((known) => dotted === known || dotted.startsWith(`${known}.`));
    if (found !== undefined) return `${name}${snakePath(dotted.slice(found.length))}`;
  }
  const input = route.body && 'input' in route.body ? route.body.input : 'input';
  return snakePath(dotted.startsWith(`${input}.`) ? dotted.slice(input.length + 1) : dotted);
}

/** REST names of the variables that are not named mechanically. */
function variableNames({ query = {}, body, params = {} }: Route): [name: string, variable: string][] {
  return [
    ...Object.entries(query).flatMap(([name, { variable, words = {} }]) =>
      [variable, ...Object.values(words)].map((each): [string, string] => [name, each]),
    ),
    ...(body && 'fields' in body ? Object.entries(body.fields) : []),
    ...Object.entries(params),
  ];
}

const known = new WeakMap<OperationShape, ReadonlySet<string>>();

/** Every camelCase field name of an operation: only these are respelled in messages. */
function fieldNames(shape: OperationShape): ReadonlySet<string> {
  const cached = known.get(shape);
  if (cached) return cached;
  const names = new Set<string>();
  const seen = new Set<object>();
  const gather = (fields: Readonly<Record<string, FieldShape>>): void => {
    for (const [name, field] of Object.entries(fields)) {
      if (/[a-z][A-Z]/.test(name)) names.add(name);
      let inner = field.shape;
      while (inner.kind === 'list') inner = inner.of;
      if (inner.kind !== 'object' || seen.has(inner)) continue;
      seen.add(inner);
      gather(inner.fields);
    }
  };
  gather(shape.variables);
  gather(shape.result.fields);
  known.set(shape, names);
  return names;
}
