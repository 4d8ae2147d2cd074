import type { ColumnType, TableColumn } from '../../../../platform/scope/attachments';
import type { SqlParams } from '../../tables/sql-params.rules';
import type { Call, Expression, Infix, InfixOperator, Literal, ValueKind } from './expression.model';
import { refused, unsupported } from './refusal.rules';
import { OTHER_FUNCTIONS, SQL_FUNCTIONS, type SqlFunction } from './sql-functions.sql';

/** An expression as SQL, with what it yields. */
interface Piece {
  sql: string;
  kind: ValueKind;
  nullable: boolean;
  /** As messages name it. */
  shown: string;
  /** Numbers: always a whole one. */
  whole?: boolean;
  /** A literal's value. */
  literal?: string | null;
}

/** What the cells of a column are to an expression. */
export const KIND_OF: Readonly<Record<ColumnType, ValueKind>> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
};

const EXAMPLES: Readonly<Record<ValueKind, string>> = {
  text: "a text such as 'FL'",
  number: 'a number such as 12.5',
  date: 'a date such as 2025-05-01',
  datetime: 'a moment such as 2025-05-01T08:00:00Z',
  boolean: 'true or false',
  null: 'null',
};
const COMPARE: Partial<Record<InfixOperator, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=' };
const ARITHMETIC: Partial<Record<InfixOperator, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
};

/** What a condition is made from: the columns of the relation `alias`, and where values go. */
export interface ConditionParts {
  target: string;
  columns: readonly TableColumn[];
  params: SqlParams;
}

/** A filter as a condition on the relation `t`: types are checked, every value is a parameter. */
export function filterCondition(expression: Expression, parts: ConditionParts): string {
  const piece = new Translation(parts).piece(expression);
  if (piece.kind === 'boolean') return piece.sql;
  throw refused(
    parts.target,
    `${parts.target}: ${piece.shown} is ${named(piece.kind)}; expected a condition such as ${piece.shown} eq …`,
  );
}

class Translation {
  constructor(private readonly parts: ConditionParts) {}

  piece(expression: Expression): Piece {
    switch (expression.node) {
      case 'literal':
        return this.literal(expression);
      case 'property':
        return this.property(expression.name);
      case 'call':
        return this.call(expression);
      case 'prefix': {
        const of = this.piece(expression.of);
        const isNot = expression.operator === 'not';
        this.demand(of, isNot ? 'boolean' : 'number', isNot ? 'not' : '-');
        return {
          ...of,
          sql: isNot ? `(NOT ${asCondition(of)})` : `(- ${numeric(of)})`,
          shown: `${isNot ? 'not ' : '-'}${of.shown}`,
        };
      }
      case 'infix':
        return this.infix(expression);
    }
  }

  private fail(message: string): never {
    throw refused(this.parts.target, `${this.parts.target}: ${message}`);
  }

  private demand(piece: Piece, kind: ValueKind, user: string): void {
    if (piece.kind !== kind && piece.kind !== 'null')
      this.fail(
        `${user} takes ${named(kind)}, and ${piece.shown} is ${named(piece.kind)}; expected ${EXAMPLES[kind]}`,
      );
  }

  private literal({ kind, value, source }: Literal): Piece {
    const piece = { kind, shown: source, literal: value, nullable: value === null };
    if (value === null) return { ...piece, sql: 'NULL' };
    return { ...piece, whole: !value.includes('.'), sql: this.parts.params.use(value, sqlType(kind, value)) };
  }

  private property(name: string): Piece {
    const column = this.parts.columns.find((known) => known.name === name);
    if (!column) throw unknownProperty(this.parts.target, name, this.parts.columns);
    const { type, nullable } = column;
    return { sql: `t.${name}`, kind: KIND_OF[type], nullable, shown: name, whole: type === 'integer' };
  }

  private call({ name, args }: Call): Piece {
    const known = Object.hasOwn(SQL_FUNCTIONS, name) ? SQL_FUNCTIONS[name] : undefined;
    if (!known) {
      if (OTHER_FUNCTIONS.has(name)) throw unsupported(this.parts.target, `The function ${name}`);
      this.fail(`there is no function ${name}; accepted are ${Object.keys(SQL_FUNCTIONS).join(', ')}`);
    }
    if (args.length < known.required || args.length > known.takes.length)
      this.fail(`${name} takes ${known.takes.length} values, and ${args.length} are given`);
    const pieces = args.map((argument) => this.piece(argument));
    pieces.forEach((piece, at) => this.demand(piece, known.takes[at] ?? 'null', name));
    if (known.wholeNumbers) this.demandWhole(name, pieces, known);
    const shown = `${name}(${pieces.map((piece) => piece.shown).join(',')})`;
    const sql = known.sql(pieces.map((piece, at) => typedSql(piece, known.takes[at] ?? 'text')));
    const nullable = pieces.some((piece) => piece.nullable);
    return { sql, kind: known.yields, nullable, shown, whole: known.yields === 'number' };
  }

  private demandWhole(name: string, pieces: readonly Piece[], { takes }: SqlFunction): void {
    for (const [at, piece] of pieces.entries())
      if (takes[at] === 'number' && !/^\d{1,6}$/.test(piece.literal ?? ''))
        this.fail(`${name}: ${piece.shown} is not accepted; expected a whole number from 0 to 999999`);
  }

  private infix({ operator, left: one, right: other }: Infix): Piece {
    const left = this.piece(one);
    const right = this.piece(other);
    const shown = `${left.shown} ${operator} ${right.shown}`;
    const nullable = left.nullable || right.nullable;
    if (operator === 'and' || operator === 'or') {
      this.demand(left, 'boolean', operator);
      this.demand(right, 'boolean', operator);
      return {
        sql: `(${asCondition(left)} ${operator.toUpperCase()} ${asCondition(right)})`,
        kind: 'boolean',
        nullable,
        shown,
      };
    }
    if (ARITHMETIC[operator]) return this.arithmetic(operator, [left, right], { nullable, shown });
    this.demandAlike(left, right, shown);
    const sql =
      operator === 'eq' || operator === 'ne'
        ? equality(operator, left, right)
        : comparison(operator, left, right);
    return { sql, kind: 'boolean', nullable: false, shown };
  }

  /** The sides of a comparison are of one kind; with null everything may be compared. */
  private demandAlike(left: Piece, right: Piece, shown: string): void {
    if (left.kind === right.kind || left.kind === 'null' || right.kind === 'null') return;
    const [of, with_] = left.literal === undefined ? [left, right] : [right, left];
    this.fail(
      `${shown}: ${of.shown} is ${named(of.kind)}, and ${with_.shown} is ${named(with_.kind)}; expected ${EXAMPLES[of.kind]}`,
    );
  }

  private arithmetic(
    operator: InfixOperator,
    [left, right]: readonly [Piece, Piece],
    facts: Pick<Piece, 'nullable' | 'shown'>,
  ): Piece {
    for (const side of [left, right]) this.demand(side, 'number', operator);
    const whole = left.whole === true && right.whole === true;
    if (operator !== 'div' && operator !== 'mod')
      return {
        ...facts,
        sql: `(${numeric(left)} ${ARITHMETIC[operator]} ${numeric(right)})`,
        kind: 'number',
        whole,
      };
    if (/^-?0+(\.0+)?$/.test(right.literal ?? '')) this.fail(`${facts.shown} divides by zero`);
    // A row whose divisor is 0 has no quotient: null, which no comparison meets.
    const operands: [string, string] = [numeric(left), `nullif(${numeric(right)}, 0)`];
    return { ...facts, sql: divided(operator, operands, whole), kind: 'number', nullable: true, whole };
  }
}

/** Whole numbers divide to a whole number, as the standard has it. */
function divided(operator: 'div' | 'mod', [left, right]: readonly [string, string], whole: boolean): string {
  if (operator === 'mod') return `(${left} % ${right})`;
  return whole ? `div(${left}, ${right})` : `(${left} / ${right})`;
}

function named(kind: ValueKind): string {
  return kind === 'null' ? 'null' : `a ${kind}`;
}

/** Whole literals compare with whole columns as they are; everything else is exact decimal. */
function sqlType(kind: ValueKind, value: string): string {
  if (kind === 'number') return /^-?\d{1,18}$/.test(value) ? 'bigint' : 'numeric';
  return SQL_TYPES[kind];
}

const SQL_TYPES: Readonly<Record<ValueKind, string>> = {
  text: 'text',
  number: 'numeric',
  date: 'date',
  datetime: 'timestamptz',
  boolean: 'boolean',
  null: 'text',
};

/** SQL of a piece where a value of `kind` is expected: a bare NULL has no type. */
function typedSql({ sql, kind }: Piece, expected: ValueKind): string {
  return kind === 'null' ? `NULL::${SQL_TYPES[expected]}` : sql;
}

function numeric(piece: Piece): string {
  return `${typedSql(piece, 'number')}::numeric`;
}

function asCondition(piece: Piece): string {
  return typedSql(piece, 'boolean');
}

/** null eq null is true and null ne 'x' too, unlike in SQL. */
function equality(operator: 'eq' | 'ne', left: Piece, right: Piece): string {
  const { isNull, plain, withNulls, bothNull } = EQUALITY[operator];
  if (left.kind === 'null') return right.kind === 'null' ? bothNull : `(${right.sql} ${isNull})`;
  if (right.kind === 'null') return `(${left.sql} ${isNull})`;
  return `(${left.sql} ${left.nullable || right.nullable ? withNulls : plain} ${right.sql})`;
}

const EQUALITY = {
  eq: { isNull: 'IS NULL', plain: '=', withNulls: 'IS NOT DISTINCT FROM', bothNull: 'true' },
  ne: { isNull: 'IS NOT NULL', plain: '<>', withNulls: 'IS DISTINCT FROM', bothNull: 'false' },
} as const;

/** A comparison with null is false, also when it is negated. */
function comparison(operator: InfixOperator, left: Piece, right: Piece): string {
  // Parameters of the other side stay in the text: PostgreSQL refuses one that stands nowhere.
  if (left.kind === 'null') return `(${right.sql} IS NULL AND false)`;
  if (right.kind === 'null') return `(${left.sql} IS NULL AND false)`;
  const sql = `(${left.sql} ${COMPARE[operator]} ${right.sql})`;
  return left.nullable || right.nullable ? `coalesce(${sql}, false)` : sql;
}

/** A property that a table does not have, with those that it has. */
export function unknownProperty(target: string, name: string, columns: readonly TableColumn[]) {
  return refused(
    target,
    `${target}: there is no property ${name}; accepted are ${columns.map((column) => column.name).join(', ')}`,
  );
}
