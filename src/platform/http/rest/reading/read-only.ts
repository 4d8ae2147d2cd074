import { describe } from '../../../../domain/errors';
import { fieldAt, type OperationShape } from '../../../persisted/operation-shape';
import type { Operations } from '../../../persisted/operations';
import type { RequestScope } from '../../../scope/request-scope';
import { snakeCase } from '../table/names';
import { pairNames } from './month-pair';
import { bodyFields } from './read-body';
import { setVariable, throwFindings, type RawRequest, type Reading } from './request-parts';
import { Findings } from './read-value';
import type { CurrentObject, Route } from '../table/route';
import { resultAt, showValue } from '../table/show-value';

/** Fields that the route's object shows and its body cannot set. */
export function readOnlyNames(route: Route, operations: Operations): ReadonlySet<string> {
  if (!route.current) return new Set();
  const settable = bodyFields(route, operations.shape(route.operation));
  const joined = pairNames(route, 'body');
  const { shape } = resultAt(operations.shape(route.current.operation).result.fields, {}, route.current.at);
  const item = shape.kind === 'list' ? shape.of : shape;
  const shown = item.kind === 'object' ? Object.keys(item.fields).map(snakeCase) : [];
  return new Set(shown.filter((name) => !settable.has(name) && !joined.includes(name)));
}

/** Refuses read-only fields that differ from the stored object; the same ones pass. */
export async function checkReadOnly(
  route: Route,
  operations: Operations,
  scope: RequestScope,
  { reading, raw }: { reading: Reading; raw: RawRequest },
): Promise<void> {
  const given = Object.entries(reading.readOnly);
  if (!route.current || given.length === 0) return;
  const shape = operations.shape(route.current.operation);
  const variables = currentVariables(route, route.current, reading, { shape, raw });
  const { data } = await operations.run(route.current.operation, variables, scope);
  const found = resultAt(shape.result.fields, data ?? {}, route.current.at);
  const stored = theOne(showValue(found.shape, found.value), reading.readOnly['id']);
  // Nothing to change: the operation itself reports it.
  if (stored === null && route.method === 'PUT') return;
  const findings = new Findings();
  for (const [path, value] of given) {
    if (stored !== null && isSame(stored[path], value)) continue;
    const why = stored === null ? 'nothing is stored yet' : `stored is ${describe(stored[path])}`;
    const message = `is read-only: ${why}, sent was ${describe(value)}; leave it out or send it back unchanged`;
    findings.issues.push({ path, message, value });
  }
  throwFindings(findings);
}

function theOne(shown: unknown, id: unknown): Record<string, unknown> | null {
  if (!Array.isArray(shown)) return shown as Record<string, unknown> | null;
  const items = shown as Record<string, unknown>[];
  return (id === undefined ? items[0] : items.find((item) => item['id'] === id)) ?? null;
}

const MAX_CANDIDATES = 1_000;

function currentVariables(
  route: Route,
  current: CurrentObject,
  reading: Reading,
  { shape, raw }: { shape: OperationShape; raw: RawRequest },
): Record<string, unknown> {
  const variables: Record<string, unknown> = 'first' in shape.variables ? { first: MAX_CANDIDATES } : {};
  const inputs =
    route.body && 'input' in route.body ? reading.variables[route.body.input] : reading.variables;
  const joined = pairNames(route, 'body');
  const body = (raw.body ?? {}) as Readonly<Record<string, unknown>>;
  const valueOf = (source: string): unknown => {
    const camel = source.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const given = joined.includes(source) ? body[source] : (inputs as Record<string, unknown>)[camel];
    return raw.params[source] ?? given;
  };
  for (const [variable, source] of Object.entries(current.variables)) {
    const value = valueOf(source);
    const many = fieldAt(shape.variables, variable)?.shape.kind === 'list';
    if (value !== undefined && value !== null) setVariable(variables, variable, many ? [value] : value);
  }
  return variables;
}

function isSame(stored: unknown, sent: unknown): boolean {
  return JSON.stringify(stored) === JSON.stringify(sent);
}
