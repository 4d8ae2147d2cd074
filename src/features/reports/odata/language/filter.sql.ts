import { identifier, sql, type Sql } from '../../../../platform/database/sql';
import type { ColumnType, TableColumn } from '../../../../platform/scope/attachments';
import { COLUMN_TYPES } from '../../tables/report-columns.sql';
import type { Call, Expression, Infix, InfixOperator, Literal, ValueKind } from './expression.model';
import { refused, unsupported } from './refusal.rules';
import { OTHER_FUNCTIONS, SQL_FUNCTIONS, type SqlFunction } from './sql-functions.sql';

/** An expression as SQL, with what it yields. */
interface Piece {
  sql: Sql;
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
const COMPARE = { lt: sql`<`, le: sql`<=`, gt: sql`>`, ge: sql`>=` };
const ARITHMETIC = {
  add: sql`+`,
  sub: sql`-`,
  mul: sql`*`,
  div: sql`/`,
  mod: sql`%`,
};
type Arithmetic = keyof typeof ARITHMETIC;

function isArithmetic(operator: InfixOperator): operator is Arithmetic {
  return Object.hasOwn(ARITHMETIC, operator);
}

/** What a condition is made from: the columns of the relation `t`; `target` is named in messages. */
export interface ConditionParts {
  target: string;
  columns: readonly TableColumn[];
}

/** A filter as a condition on the relation `t`: types are checked, every value is a parameter. */
export function filterCondition(expression: Expression, parts: ConditionParts): Sql {
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
          sql: isNot ? sql`(NOT ${asCondition(of)})` : sql`(- ${numeric(of)})`,
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
    if (value === null) return { ...piece, sql: sql`NULL` };
    return { ...piece, whole: !value.includes('.'), sql: sql`${value}::${sqlType(kind, value)}` };
  }

  private property(name: string): Piece {
    const column = this.parts.columns.find((known) => known.name === name);
    if (!column) throw unknownProperty(this.parts.target, name, this.parts.columns);
    const { type, nullable } = column;
    return {
      sql: sql`t.${identifier(name)}`,
      kind: KIND_OF[type],
      nullable,
      shown: name,
      whole: type === 'integer',
    };
  }

  private call({ name, args }: Call): Piece {
    const known = Object.hasOwn(SQL_FUNCTIONS, name) ? SQL_FUNCTIONS[name] : undefined;
    if (!known) {
      if (OTHER_FUNCTIONS.has(name)) throw unsupported(this.parts.target, `The function ${name}`);
      this.fail(`there is no function ${name}; accepted are ${Object.keys(SQL_FUNCTIONS).join(', ')}`);
    }
    if (args.length < known.required || args.length > known.takes.length)
      this.fail(`${name} takes ${known.takes.length} values, and ${args.length} are given`);
    const pieces = args.map((argument, at) => asTaken(this.piece(argument), known.takes[at]));
    pieces.forEach((piece, at) => this.demand(piece, known.takes[at] ?? 'null', name));
    if (known.wholeNumbers) this.demandWhole(name, pieces, known);
    const shown = `${name}(${pieces.map((piece) => piece.shown).join(',')})`;
    const made = known.sql(...pieces.map((piece, at) => typedSql(piece, known.takes[at] ?? 'text')));
    const nullable = pieces.some((piece) => piece.nullable);
    return { sql: made, kind: known.yields, nullable, shown, whole: known.yields === 'number' };
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
        sql: sql`(${asCondition(left)} ${operator === 'and' ? sql`AND` : sql`OR`} ${asCondition(right)})`,
        kind: 'boolean',
        nullable,
        shown,
      };
    }
    if (isArithmetic(operator)) return this.arithmetic(operator, [left, right], { nullable, shown });
    this.demandAlike(left, right, shown);
    const compared =
      operator === 'eq' || operator === 'ne'
        ? equality(operator, left, right)
        : comparison(operator, left, right);
    return { sql: compared, kind: 'boolean', nullable: false, shown };
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
    operator: Arithmetic,
    [left, right]: readonly [Piece, Piece],
    facts: Pick<Piece, 'nullable' | 'shown'>,
  ): Piece {
    for (const side of [left, right]) this.demand(side, 'number', operator);
    const whole = left.whole === true && right.whole === true;
    if (operator !== 'div' && operator !== 'mod')
      return {
        ...facts,
        sql: sql`(${numeric(left)} ${ARITHMETIC[operator]} ${numeric(right)})`,
        kind: 'number',
        whole,
      };
    if (/^-?0+(\.0+)?$/.test(right.literal ?? '')) this.fail(`${facts.shown} divides by zero`);
    // A row whose divisor is 0 has no quotient: null, which no comparison meets.
    const operands: [Sql, Sql] = [numeric(left), sql`nullif(${numeric(right)}, 0)`];
    return { ...facts, sql: divided(operator, operands, whole), kind: 'number', nullable: true, whole };
  }
}

/** Of a moment, where a date is taken, its day in UTC. */
function asTaken(piece: Piece, kind: ValueKind | undefined): Piece {
  if (kind !== 'date' || piece.kind !== 'datetime') return piece;
  return { ...piece, kind, sql: sql`(${piece.sql} AT TIME ZONE 'UTC')::date` };
}

/** Whole numbers divide to a whole number, as the standard has it. */
function divided(operator: 'div' | 'mod', [left, right]: readonly [Sql, Sql], whole: boolean): Sql {
  if (operator === 'mod') return sql`(${left} % ${right})`;
  return whole ? sql`div(${left}, ${right})` : sql`(${left} / ${right})`;
}

function named(kind: ValueKind): string {
  return kind === 'null' ? 'null' : `a ${kind}`;
}

/** Whole literals compare with whole columns as they are; everything else is exact decimal. */
function sqlType(kind: ValueKind, value: string): Sql {
  return kind === 'number' && /^-?\d{1,18}$/.test(value) ? COLUMN_TYPES.integer : SQL_TYPES[kind];
}

const SQL_TYPES: Readonly<Record<ValueKind, Sql>> = {
  text: COLUMN_TYPES.text,
  number: COLUMN_TYPES.decimal,
  date: COLUMN_TYPES.date,
  datetime: COLUMN_TYPES.datetime,
  boolean: COLUMN_TYPES.boolean,
  null: COLUMN_TYPES.text,
};

/** SQL of a piece where a value of `kind` is expected: a bare NULL has no type. */
function typedSql(piece: Piece, expected: ValueKind): Sql {
  return piece.kind === 'null' ? sql`NULL::${SQL_TYPES[expected]}` : piece.sql;
}

function numeric(piece: Piece): Sql {
  return sql`${typedSql(piece, 'number')}::numeric`;
}

function asCondition(piece: Piece): Sql {
  return typedSql(piece, 'boolean');
}

/** null eq null is true and null ne 'x' too, unlike in SQL. */
function equality(operator: 'eq' | 'ne', left: Piece, right: Piece): Sql {
  const { isNull, plain, withNulls, bothNull } = EQUALITY[operator];
  if (left.kind === 'null') return right.kind === 'null' ? bothNull : sql`(${right.sql} ${isNull})`;
  if (right.kind === 'null') return sql`(${left.sql} ${isNull})`;
  return sql`(${left.sql} ${left.nullable || right.nullable ? withNulls : plain} ${right.sql})`;
}

const EQUALITY = {
  eq: { isNull: sql`IS NULL`, plain: sql`=`, withNulls: sql`IS NOT DISTINCT FROM`, bothNull: sql`true` },
  ne: { isNull: sql`IS NOT NULL`, plain: sql`<>`, withNulls: sql`IS DISTINCT FROM`, bothNull: sql`false` },
};

/** A comparison with null is false, also when it is negated. */
function comparison(operator: keyof typeof COMPARE, left: Piece, right: Piece): Sql {
  if (left.kind === 'null' || right.kind === 'null') return sql`false`;
  const compared = sql`(${left.sql} ${COMPARE[operator]} ${right.sql})`;
  return left.nullable || right.nullable ? sql`coalesce(${compared}, false)` : compared;
}

/** A property that a table does not have, with those that it has. */
export function unknownProperty(target: string, name: string, columns: readonly TableColumn[]) {
  return refused(
    target,
    `${target}: there is no property ${name}; accepted are ${columns.map((column) => column.name).join(', ')}`,
  );
}
