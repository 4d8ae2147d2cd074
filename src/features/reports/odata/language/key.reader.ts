import { defaultParser } from '@odata/parser';
import { describe } from '../../../../domain/errors';
import type { Expression, Literal } from './expression.model';
import { readLiteral, type FoundLiteral } from './filter.reader';
import { maskTexts, type MaskedText } from './masked-text.rules';
import { refused, unsupported } from './refusal.rules';

/** What a path below the service root names. */
export interface ResourcePath {
  set: string;
  /** What stands between the parentheses of a key. */
  key: string | undefined;
  /** `/$count` and the like. */
  rest: string;
}

const PATH = /^(\w+)(?:\(((?:[^'()]|'[^']*')*)\))?((?:\/.*)?)$/s;

/** Resources of the standard that this service does not have. */
const OTHER_RESOURCES = /^\$(?:batch|all|crossjoin|entity|query)\b/;

/** Takes a path apart; undefined if it names nothing that could be here. */
export function readPath(path: string): ResourcePath | undefined {
  const [other] = OTHER_RESOURCES.exec(path) ?? [];
  if (other) throw unsupported(other, `The resource ${other}`);
  const [, set, key, rest = ''] = PATH.exec(path) ?? [];
  return set === undefined ? undefined : { set, key, rest };
}

interface Token {
  type: string;
  value: unknown;
}

/** The condition that a key stands for: every key property with its value, whatever their order. */
export function readKey(text: string, names: readonly string[]): Expression {
  const source = maskTexts('key', `(${text.replace(/,\s+/g, ',')})`);
  const values = valuesOf(source, text, names);
  const expected = `expected ${names.join(', ')}, e.g. (${names.length === 1 ? '…' : names.map((name) => `${name}=…`).join(',')})`;
  const given = [...values.keys()].sort().join(', ');
  if (given !== [...names].sort().join(', '))
    throw refused('key', `The key has ${given === '' ? 'nothing' : given}; ${expected}`);
  return names
    .map((name): Expression => {
      const right = values.get(name) ?? { node: 'literal', kind: 'null', value: null, source: 'null' };
      if (right.kind === 'null') throw refused('key', `The key property ${name} is null, which no row has`);
      return { node: 'infix', operator: 'eq', left: { node: 'property', name }, right };
    })
    .reduce((left, right) => ({ node: 'infix', operator: 'and', left, right }));
}

function valuesOf(source: MaskedText, text: string, names: readonly string[]): Map<string, Literal> {
  const token = parsedKey(source, text);
  const literal = (found: FoundLiteral & { value: unknown }): Literal => {
    if (typeof found.value !== 'string')
      throw unsupported('key', `The key value ${source.between(found.position, found.next)}`);
    return readLiteral('key', { ...found, type: found.value }, source);
  };
  if (token.type === 'SimpleKey')
    return new Map([
      [names[0] ?? '', literal((token.value as { value: FoundLiteral & { value: unknown } }).value)],
    ]);
  const pairs = token.value as {
    value: { key: { raw: string }; value: FoundLiteral & { value: unknown } };
  }[];
  return new Map(pairs.map(({ value }) => [value.key.raw, literal(value.value)]));
}

function parsedKey(source: MaskedText, text: string): Token {
  try {
    return defaultParser.keys(source.masked);
  } catch {
    throw refused(
      'key',
      `The key ${describe(text)} cannot be read; expected values such as ('FL') or (a='FL',b=1)`,
    );
  }
}
