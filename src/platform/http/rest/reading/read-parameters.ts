import { parseMonthLabel } from '../../../../domain/time/month';
import { fieldAt } from '../../../persisted/operation-shape';
import { isName } from './lookup';
import { pairNames, readMonthPairs } from './month-pair';
import { readText, type Findings } from './read-value';
import { readParts } from './read-parts';
import { leafOf, setVariable, type Draft, type Page, type RawRequest } from './request-parts';
import type { OwnParameter, QueryParameter, Route } from '../table/route';

/** How many items a list returns by default, and at most. */
export const LIMIT = { default: 50, max: 1000 } as const;
/** How long a job is waited for by default, and at most. */
export const WAIT_SECONDS = { default: 25, max: 300 } as const;
/** Credentials that Power BI sends as a parameter; read elsewhere, never an unknown parameter. */
const KEY_PARAMETER = 'api_key';

type Query = Readonly<Record<string, readonly string[]>>;

function ownParameters(route: Route): string[] {
  const paging = route.answer.kind === 'list' ? ['limit', 'offset'] : [];
  return [...paging, ...(route.job ? ['wait_s'] : []), ...Object.keys(route.own ?? {})];
}

/** Reads the parameters of the path. */
export function readPath({ route, shape, variables, findings }: Draft, params: RawRequest['params']): void {
  for (const [name, text] of Object.entries(params)) {
    const variable = route.params?.[name] ?? name;
    const leaf = leafOf(shape, variable);
    const isEntityId = leaf.type === 'ID' && name === 'id' && route.params?.['id'] === undefined;
    if (isEntityId && !isRowNumber(text)) findings.refuse(name, text, 'a whole number such as 42');
    else setVariable(variables, variable, readText(leaf, text, name, findings));
  }
}

function isRowNumber(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647;
}

/** Query parameters as lists, since each may be repeated. */
export function listed(query: RawRequest['query']): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
  );
}

/** Reads the query parameters. */
export function readQuery(draft: Draft, query: Query): { page: Page; waitSeconds: number } {
  const pairs = pairNames(draft.route, 'query');
  for (const [name, values] of Object.entries(query)) if (!pairs.includes(name)) readOne(draft, name, values);
  readMonthPairs(draft, 'query', query);
  const own = ownParameters(draft.route);
  const integer = (name: string, fallback: number, min: number, max: number): number =>
    own.includes(name) ? boundedInteger(query[name], { name, fallback, min, max }, draft.findings) : fallback;
  return {
    page: {
      limit: integer('limit', LIMIT.default, 1, LIMIT.max),
      offset: integer('offset', 0, 0, 2_147_483_647),
    },
    waitSeconds: integer('wait_s', WAIT_SECONDS.default, 0, WAIT_SECONDS.max),
  };
}

function entry<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function readOne(draft: Draft, name: string, values: readonly string[]): void {
  const { route, findings } = draft;
  const parameter = entry(route.query, name);
  if (parameter) {
    if (parameter.parts) readObjects(draft, parameter, { name, values });
    else if (parameter.range) readWhole(draft, parameter, { name, values });
    else if (!isName(parameter, values)) readPlain(draft, parameter, { name, values });
    return;
  }
  const own = entry(route.own, name);
  if (own) checkOwn(own, name, values, findings);
  else if (!ownParameters(route).includes(name) && name !== KEY_PARAMETER) refuseUnknown(draft, name, values);
}

function refuseUnknown({ route, findings }: Draft, name: string, values: readonly string[]): void {
  const given = Object.keys(route.query ?? {});
  const pairs = pairNames(route, 'query').filter((pair) => !given.includes(pair));
  const accepted = [...pairs, ...given, ...ownParameters(route)];
  const list = accepted.length > 0 ? `accepted are ${accepted.join(', ')}` : 'none are accepted here';
  const value = values.length > 1 ? values : values[0];
  findings.issues.push({ path: name, message: `unknown query parameter; ${list}`, value });
}

function checkOwn(
  { values: accepted }: OwnParameter,
  name: string,
  values: readonly string[],
  findings: Findings,
): void {
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

function readWhole(
  { variables, findings }: Draft,
  { variable, range: [min, max] = [0, 0] }: QueryParameter,
  { name, values }: { name: string; values: readonly string[] },
): void {
  setVariable(variables, variable, boundedInteger(values, { name, fallback: min, min, max }, findings));
}

interface GivenParameter {
  variable: string;
  name: string;
  values: readonly string[];
}

function readObjects(
  { shape, variables, findings }: Draft,
  parameter: QueryParameter,
  { name, values }: { name: string; values: readonly string[] },
): void {
  const read = values.map((text) => readParts(shape, parameter, { name, text, findings }));
  setVariable(variables, parameter.variable, read);
}

function readPlain(
  draft: Draft,
  { variable, words = {}, accepted }: QueryParameter,
  { name, values }: { name: string; values: readonly string[] },
): void {
  const [only] = values.length === 1 ? values : [];
  const word = only === undefined ? undefined : entry(words, only.trim().toLowerCase());
  const wrong = accepted !== undefined && only !== undefined && !parseMonthLabel(only) ? only : undefined;
  if (word !== undefined) setVariable(draft.variables, word, true);
  else if (wrong !== undefined) draft.findings.refuse(name, wrong, accepted ?? '');
  else readParameter(draft, { variable, name, values });
}

function readParameter(
  { shape, variables, findings }: Draft,
  { variable, name, values }: GivenParameter,
): void {
  const leaf = leafOf(shape, variable);
  const read = (text: string): unknown => readText(leaf, text, name, findings);
  if (fieldAt(shape.variables, variable)?.shape.kind === 'list')
    setVariable(variables, variable, values.map(read));
  else if (values.length > 1) findings.refuse(name, values, 'this parameter once');
  else setVariable(variables, variable, read(values[0] ?? ''));
}
