import { DomainError, describe, type Issue } from '../../../domain/errors';
import { didYouMean } from '../../../domain/nearest-name';
import { textKey } from '../../../domain/text-key';
import type { RequestScope } from '../../scope/request-scope';

/** Names of which all are known to the program, such as states: any other is refused. */
export interface ClosedNames {
  /** What is accepted, in words. */
  accepted: string;
  /** Whether the text is one of them, in any accepted spelling. */
  has: (text: string) => boolean;
  /** The accepted name that a text means although it is not spelled like that. */
  meant: (text: string) => string | undefined;
  /** Others that files have brought all the same; of many only those that are asked for. */
  stored?: (scope: RequestScope, asked: readonly string[]) => Promise<readonly string[]>;
}

/** Names that the data bring, such as lines of business: an unknown one finds nothing and is remarked. */
export interface OpenNames {
  /** What one of them is called: `line of business`. */
  word: string;
  /** The names that the caller may see; of many only those that are asked for. */
  known: (scope: RequestScope, asked: readonly string[]) => Promise<readonly string[]>;
}

/** What the values of a filter name. */
export type FilterNames = ClosedNames | OpenNames;

const named = new Map<object, Map<string, FilterNames>>();

/** What the values of a filter’s field name: wrong ones are refused or remarked wherever the filter is used. */
export function NamesOf(names: FilterNames): PropertyDecorator {
  return (target, property) => {
    const fields = named.get(target.constructor) ?? new Map<string, FilterNames>();
    fields.set(String(property), names);
    named.set(target.constructor, fields);
  };
}

/** Values of one filter as they were given. */
export interface FilterValues {
  path: string;
  names: FilterNames;
  values: unknown;
}

/** Refuses the wrong names of an input, also below others, and remarks those that nothing has. */
export function checkNames(scope: RequestScope | undefined, input: object): Promise<void> {
  return checkFilters(scope, filtersOf(input, ''));
}

function filtersOf(input: object, prefix: string): FilterValues[] {
  const fields = named.get(input.constructor);
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const names = fields?.get(name);
    if (names) return [{ path, names, values: value }];
    const isInput = typeof value === 'object' && value !== null && named.has(value.constructor);
    return isInput ? filtersOf(value, path) : [];
  });
}

/** Refuses the wrong names of filters, all at once, and remarks those that nothing has. */
export async function checkFilters(
  scope: RequestScope | undefined,
  filters: readonly FilterValues[],
): Promise<void> {
  const given = filters.map(({ values, ...filter }) => ({ ...filter, texts: textsOf(values) }));
  const issues: Issue[] = [];
  for (const { path, names, texts } of given) {
    const stored = await storedBeside(scope, names, texts);
    texts.forEach((text, index) => {
      const message = stored.size > 0 && stored.has(textKey(text)) ? undefined : refusal(text, names);
      const at = texts.length === 1 ? path : `${path}.${index}`;
      if (message !== undefined) issues.push({ path: at, message, value: text });
    });
  }
  if (issues.length > 0) throw refused(issues);
  for (const { path, names, texts } of given)
    if (scope && texts.length > 0 && 'word' in names) await remark(scope, { path, names, texts });
}

const MAX_ISSUES = 50;

function refused(issues: readonly Issue[]): DomainError {
  const shown = issues.slice(0, MAX_ISSUES);
  return new DomainError(
    'VALIDATION',
    shown.map(({ path, message }) => `${path}: ${message}`).join('; '),
    shown,
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Keys of the names that are stored beside a closed set; read only where a text is not in the set. */
async function storedBeside(
  scope: RequestScope | undefined,
  names: FilterNames,
  texts: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!scope || !('has' in names) || !names.stored || texts.every((text) => names.has(text))) return NONE;
  return new Set((await names.stored(scope, texts)).filter((name) => name !== '').map(textKey));
}

function textsOf(values: unknown): string[] {
  const list: unknown[] = Array.isArray(values) ? values : [values];
  return list.filter((value) => typeof value === 'string');
}

function refusal(text: string, names: FilterNames): string | undefined {
  const isClosed = 'has' in names;
  if (isClosed ? names.has(text) : textKey(text) !== '') return undefined;
  const meant = isClosed ? names.meant(text) : undefined;
  const hint = meant === undefined ? listHint(text) : `; did you mean ${describe(meant)}?`;
  const accepted = isClosed ? names.accepted : `the name of a ${names.word}`;
  return `${describe(text)} is not accepted; expected ${accepted}${hint}`;
}

function listHint(text: string): string {
  return /[,;|]/.test(text) ? '; several values are a list: repeat the parameter for each' : '';
}

async function remark(
  scope: RequestScope,
  { path, names, texts }: { path: string; names: OpenNames; texts: readonly string[] },
): Promise<void> {
  const known = await names.known(scope, texts);
  const keys = new Set(known.map(textKey));
  const warnings = (scope.attachments.warnings ??= []);
  for (const text of new Set(texts)) {
    if (keys.has(textKey(text))) continue;
    const message = `no ${names.word} is called ${describe(text)}${didYouMean(text, known)}`;
    const isTold = warnings.some((one) => one.path === path && one.value === text);
    if (!isTold) warnings.push({ path, code: 'UNKNOWN_VALUE', message, value: text });
  }
}
