import { defaultParser } from '@odata/parser';
import { describe } from '../../../../domain/errors';
import type { OrderItem, QueryOptions } from './expression.model';
import { readFilterText } from './filter.reader';
import { maskTexts } from './masked-text.rules';
import { refused, unsupported } from './refusal.rules';

/** Query options as the framework delivers them. */
export type RawOptions = Readonly<Record<string, string | readonly string[]>>;

/** Options of the standard that a resource takes, and everything else, which are its own parameters. */
export interface ReadOptions {
  options: QueryOptions;
  format: string | undefined;
  parameters: Record<string, string | string[]>;
}

/** What is asked for decides which options it takes. */
export type ResourceKind = 'document' | 'set' | 'count' | 'entity';

const TAKES: Readonly<Record<ResourceKind, readonly string[]>> = {
  document: ['$format'],
  set: ['$filter', '$select', '$orderby', '$top', '$skip', '$count', '$skiptoken', '$format'],
  count: ['$filter'],
  entity: ['$select', '$format'],
};
const OTHER_OPTIONS = new Set([
  '$expand',
  '$apply',
  '$search',
  '$compute',
  '$levels',
  '$index',
  '$id',
  '$deltatoken',
  '$schemaversion',
  '$entity',
  '$batch',
  '$root',
  '$it',
  '$ref',
  '$value',
  '$inlinecount',
]);
const MAX_NUMBER = 1_000_000_000;

/** Takes the options of the standard from the others and reads them; an option that is not answered is refused by name. */
export function readOptions(raw: RawOptions, kind: ResourceKind): ReadOptions {
  const parameters: Record<string, string | string[]> = {};
  const system: Record<string, string> = {};
  for (const [name, given] of Object.entries(raw)) {
    const values = typeof given === 'string' ? [given] : given;
    if (name.startsWith('@')) throw unsupported(name, 'A parameter alias', 'write the value itself');
    if (name.startsWith('$')) system[name] = onlyValue(name, values, kind);
    else parameters[name] = typeof given === 'string' ? given : [...given];
  }
  return { options: readSystem(system), format: system['$format'], parameters };
}

function onlyValue(name: string, values: readonly string[], kind: ResourceKind): string {
  if (OTHER_OPTIONS.has(name)) throw unsupported(name, `The query option ${name}`);
  const accepted = TAKES[kind];
  if (!accepted.includes(name)) {
    const known = TAKES.set.includes(name) ? 'is not possible here' : 'is no query option';
    throw refused(name, `${name} ${known}; accepted are ${accepted.join(', ')}`);
  }
  const [value = ''] = values;
  if (values.length !== 1) throw refused(name, `${name} is given ${values.length} times; once is accepted`);
  return value;
}

function readSystem(system: Readonly<Record<string, string>>): QueryOptions {
  const { $filter: filter, $select: select, $orderby: orderby, $top: top, $skiptoken: token } = system;
  const { $skip: skip = '0', $count: count = 'false' } = system;
  return {
    filter: filter === undefined ? undefined : readFilterText(filter),
    select: select === undefined ? undefined : readSelect(select),
    order: orderby === undefined ? [] : readOrder(orderby),
    top: top === undefined ? undefined : readNumber('$top', top),
    skip: readNumber('$skip', skip),
    count: readFlag('$count', count),
    token,
    texts: [filter, orderby],
  };
}

function readNumber(name: string, text: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= MAX_NUMBER) return Number(text);
  throw refused(
    name,
    `${name}: ${describe(text)} is not accepted; expected a whole number from 0 to ${MAX_NUMBER}`,
  );
}

function readFlag(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw refused(name, `${name}: ${describe(text)} is not accepted; expected true or false`);
}

interface Token {
  type: string;
  raw: string;
  value: unknown;
}

/** Without spaces around its commas. */
function commaList(text: string): string {
  return text
    .split(',')
    .map((item) => item.trim())
    .join(',');
}

/** Items of one option, read by the parser; an option that holds another one is none. */
function itemsOf(target: string, text: string, example: string): readonly Token[] {
  const { masked } = maskTexts(target, text);
  try {
    const { options } = defaultParser.query(`${target}=${commaList(masked)}`).value as {
      options: Token[];
    };
    const [option] = options;
    if (options.length === 1 && option && typeof option.value === 'object')
      return (option.value as { items: Token[] }).items;
  } catch {
    // What is wrong is said below: the parser has no words for it.
  }
  throw refused(target, `${target}: ${describe(text)} cannot be read; expected ${example}`);
}

/** Undefined = every column. */
function readSelect(text: string): string[] | undefined {
  const items = itemsOf('$select', text, 'properties such as main_lob,gap, or *').map(({ raw }) => raw);
  if (items.includes('*')) return undefined;
  return items;
}

function readOrder(text: string): OrderItem[] {
  return itemsOf('$orderby', text, 'properties such as month_start,gap desc').map((item) => {
    const { expr, direction } = item.value as { expr: Token; direction: number };
    if (!/^\w+$/.test(expr.raw)) throw unsupported('$orderby', `Ordering by ${expr.raw}`, 'name a property');
    return { name: expr.raw, descending: direction < 0 };
  });
}
