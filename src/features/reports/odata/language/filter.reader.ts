import { defaultParser } from '@odata/parser';
import { parseIsoDate } from '../../../../domain/time/iso-date';
import type { Expression, InfixOperator, Literal, PrefixOperator } from './expression.model';
import { maskTexts, shown, type MaskedText } from './masked-text.rules';
import { limitOperators } from './operator-limits.rules';
import { refused, unsupported } from './refusal.rules';

/** A node of the parser's tree, as far as it is used. */
interface Token {
  type: string;
  raw: string;
  position: number;
  next: number;
  value: unknown;
}

const INFIX: Readonly<Record<string, InfixOperator>> = {
  OrExpression: 'or',
  AndExpression: 'and',
  EqualsExpression: 'eq',
  NotEqualsExpression: 'ne',
  LesserThanExpression: 'lt',
  LesserOrEqualsExpression: 'le',
  GreaterThanExpression: 'gt',
  GreaterOrEqualsExpression: 'ge',
  AddExpression: 'add',
  SubExpression: 'sub',
  MulExpression: 'mul',
  DivExpression: 'div',
  ModExpression: 'mod',
};
const PREFIX: Readonly<Record<string, PrefixOperator>> = { NotExpression: 'not', NegateExpression: 'negate' };
/** How strongly operators bind; `not` takes in a comparison, as the standard's grammar reads it. */
const BINDING: Readonly<Record<InfixOperator | PrefixOperator, number>> = {
  or: 1,
  and: 2,
  not: 3,
  eq: 4,
  ne: 4,
  lt: 5,
  le: 5,
  gt: 5,
  ge: 5,
  add: 6,
  sub: 6,
  mul: 7,
  div: 7,
  mod: 7,
  negate: 8,
};
const WRAPPERS = new Set([
  'CommonExpression',
  'FirstMemberExpression',
  'MemberExpression',
  'PropertyPathExpression',
  'BoolCommonExpression',
]);
const KINDS: Readonly<Record<string, Literal['kind']>> = {
  'Edm.SByte': 'number',
  'Edm.Byte': 'number',
  'Edm.Int16': 'number',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Decimal': 'number',
  'Edm.Double': 'number',
  'Edm.Single': 'number',
  'Edm.String': 'text',
  'Edm.Date': 'date',
  'Edm.DateTimeOffset': 'datetime',
  'Edm.Boolean': 'boolean',
  null: 'null',
};

/** Words of the standard that the parser cannot read, with what to write instead. */
const UNREAD: readonly (readonly [pattern: RegExp, what: string, instead: string])[] = [
  [/\s(in)[\s(]/, 'The operator', 'write a eq 1 or a eq 2'],
  [/\s(has)\s/, 'The operator', ''],
  [/\s(divby)\s/, 'The operator', 'use div'],
  [/\b(cast|isof|matchesPattern|hassubset|hassubsequence|case)\s*\(/, 'The function', ''],
];

/** Reads $filter; refuses what cannot be read with the place and the words there. */
export function readFilterText(text: string): Expression {
  const target = '$filter';
  const source = maskTexts(target, text.trim());
  // Counted before the parser sees them: its time grows with their square.
  limitOperators(target, source.masked);
  const root = parsed(target, source);
  const reading = new Reading(target, source);
  return reading.expression(root);
}

function parsed(target: string, source: MaskedText): Token {
  try {
    return defaultParser.filter(source.masked);
  } catch (error) {
    throw unreadable(target, source, error);
  }
}

/** The parser reports only a place: the words there show what is meant. */
function unreadable(target: string, source: MaskedText, error: unknown): Error {
  const message = error instanceof Error ? error.message : '';
  const position = Number(/at (\d+)/.exec(message)?.[1] ?? 0);
  for (const [pattern, what, instead] of UNREAD) {
    const word = pattern.exec(source.masked)?.[1];
    if (word !== undefined) return unsupported(target, `${what} ${word}`, instead);
  }
  const before = source.masked.slice(0, position).split(/\W/);
  const unknown = source.masked[position] === '(' && before.at(-1);
  if (unknown)
    return refused(
      target,
      `${target}: there is no function ${unknown} that takes these values; expected one such as contains(state,'F')`,
    );
  const place = shown(source.between(0), position);
  return refused(
    target,
    `${target} cannot be read from ${place} on; expected an expression such as state eq 'FL'`,
  );
}

/** An operand, or an operator with its place in the order of precedence. */
type Item = { operand: Expression } | { prefix: PrefixOperator } | { infix: InfixOperator };

/** Reads one expression. */
class Reading {
  constructor(
    private readonly target: string,
    private readonly source: MaskedText,
  ) {}

  /**
   * The parser nests operators to the right whatever they are (`not a and b` as not (a and b), `1 sub 2 sub 3` as
   * 1 sub (2 sub 3)). Without its nesting the operands and operators stand in the order in which they were written; from
   * these the tree is built anew. Parentheses are nodes of their own and stay what they are.
   */
  expression(token: Token): Expression {
    const items: Item[] = [];
    this.flatten(token, items);
    return new Climbing(items).expression(0);
  }

  private flatten(token: Token, items: Item[]): void {
    const infix = INFIX[token.type];
    const prefix = PREFIX[token.type];
    if (infix) {
      const { left, right } = token.value as { left: Token; right: Token };
      this.flatten(left, items);
      items.push({ infix });
      this.flatten(right, items);
    } else if (prefix) {
      items.push({ prefix });
      this.flatten(token.value as Token, items);
    } else if (WRAPPERS.has(token.type) && isToken(token.value)) this.flatten(token.value, items);
    else items.push({ operand: this.operand(token) });
  }

  private operand(token: Token): Expression {
    switch (token.type) {
      case 'ParenExpression':
      case 'BoolParenExpression':
        return this.expression(token.value as Token);
      case 'Literal':
        return this.literal(token);
      case 'ODataIdentifier':
        return { node: 'property', name: (token.value as { name: string }).name };
      case 'MethodCallExpression': {
        const { method, parameters = [] } = token.value as { method: string; parameters?: Token[] };
        return { node: 'call', name: method, args: parameters.map((argument) => this.expression(argument)) };
      }
      case 'ParameterAlias':
        throw unsupported(this.target, `The parameter alias ${token.raw}`, 'write the value itself');
      default:
        throw unsupported(this.target, `"${this.source.between(token.position, token.next)}"`);
    }
  }

  private literal(token: Token): Expression {
    return readLiteral(
      this.target,
      { type: String(token.value), position: token.position, next: token.next },
      this.source,
    );
  }
}

/** A literal as the parser found it. */
export interface FoundLiteral {
  type: string;
  position: number;
  next: number;
}

/** The value of a literal; refuses types that no column has. */
export function readLiteral(
  target: string,
  { type, position, next }: FoundLiteral,
  source: MaskedText,
): Literal {
  const raw = source.between(position, next);
  const kind = KINDS[type];
  if (!kind) throw refused(target, `${target}: ${raw} is ${type}, which no property of this service has`);
  if (kind === 'number' && !/^-?\d{1,38}(\.\d{1,38})?$/.test(raw))
    throw refused(target, `${target}: ${raw} is not accepted; expected a number such as 12 or -1.5`);
  if (kind === 'date' || kind === 'datetime') checkDate(target, raw);
  return { node: 'literal', kind, value: valueOf(kind, raw, source.textAt(position)), source: raw };
}

function valueOf(kind: Literal['kind'], raw: string, text: string): string | null {
  if (kind === 'null') return null;
  if (kind === 'datetime') return inUtc(raw);
  return kind === 'text' ? text : raw;
}

/** The moment in UTC: the standard has offsets of up to 23:59, the database of less than 16 hours. */
function inUtc(moment: string): string {
  const fraction = /\.\d+/.exec(moment)?.[0] ?? '';
  const seconds = new Date(Date.parse(moment.replace(fraction, ''))).toISOString();
  return seconds.replace('.000Z', `${fraction}Z`);
}

/** A moment begins with its date; what is no day of the calendar would fail in the database. */
function checkDate(target: string, text: string): void {
  try {
    parseIsoDate(text.slice(0, 10));
    if (!Number.isNaN(Date.parse(text))) return;
  } catch {
    // Refused below: the message names the whole literal.
  }
  throw refused(
    target,
    `${target}: ${text} is no date of the years 1900 to 2200; expected one such as 2025-05-01`,
  );
}

function isToken(value: unknown): value is Token {
  return typeof value === 'object' && value !== null && 'type' in value && 'raw' in value;
}

/** Builds a tree from operands and operators in the order in which they were written. */
class Climbing {
  private at = 0;

  constructor(private readonly items: readonly Item[]) {}

  expression(weakest: number): Expression {
    let left = this.first();
    for (;;) {
      const item = this.items[this.at];
      if (!item || !('infix' in item) || BINDING[item.infix] < weakest) return left;
      this.at += 1;
      const right = this.expression(BINDING[item.infix] + 1);
      left = { node: 'infix', operator: item.infix, left, right };
    }
  }

  private first(): Expression {
    const item = this.items[this.at];
    this.at += 1;
    if (item && 'operand' in item) return item.operand;
    if (item && 'prefix' in item)
      return { node: 'prefix', operator: item.prefix, of: this.expression(BINDING[item.prefix]) };
    throw new Error('An operator without its operand');
  }
}
