import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { NUMBER_TEXT, type GivenDecimal } from '../../../domain/decimal-input';
import { parseIsoDate } from '../../../domain/time/iso-date';
import { formatIsoWeek, parseIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { monthFromStart, monthStart, parseMonthLabel } from '../../../domain/time/month';
import { describe, DomainError } from '../../../domain/errors';
import { decimal } from '../../../domain/rounding';

/** Address of the page that specifies a scalar, on the server that answers. */
export function scalarPage(name: string): string {
  return `/api/v2/docs/scalars/${name}`;
}

function refuse(type: string, value: unknown, accepted: string): never {
  throw new GraphQLError(`${type}: ${describe(value)} is not accepted; expected ${accepted}`);
}

function orRefuse<T>(type: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError)
      throw new GraphQLError(`${type}: ${error.issues[0]?.message ?? error.message}`);
    throw error;
  }
}

/** Reads a literal of a document; what is refused says where it stands. */
function located<T>(read: (node: ValueNode) => T): (node: ValueNode) => T {
  return (node) => {
    try {
      return read(node);
    } catch (error) {
      throw error instanceof GraphQLError ? new GraphQLError(error.message, { nodes: node }) : error;
    }
  };
}

function givenDecimal(value: unknown): GivenDecimal {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.length <= 60 && NUMBER_TEXT.test(value.trim())) return value;
  return refuse('Decimal', value, 'a finite number, or its digits as text');
}

/** A number in a document; its digits where no double has the same value. */
function literalDecimal(text: string): GivenDecimal {
  givenDecimal(text);
  const nearest = Number(text);
  return decimal(nearest).eq(decimal(text)) ? nearest : text;
}

/** Exact decimal: arrives as number or text and stays what it was sent as, leaves as the nearest double. */
export const DecimalScalar = new GraphQLScalarType<GivenDecimal, number>({
  name: 'Decimal',
  specifiedByURL: scalarPage('Decimal'),
  description:
    'An exact decimal number. Sent as a JSON number: the double nearest to the exact value. Accepts numbers and numeric text.',
  serialize: (value) => Number(value),
  parseValue: givenDecimal,
  parseLiteral: located((node) => {
    if (node.kind === Kind.STRING) return givenDecimal(node.value);
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return literalDecimal(node.value);
    return refuse('Decimal', node.kind, 'a number');
  }),
});

function literalText(type: string, node: ValueNode): string {
  return node.kind === Kind.STRING ? node.value : refuse(type, node.kind, 'text in quotes');
}

function dateText(value: unknown): string {
  if (typeof value !== 'string') return refuse('Date', value, 'text such as "2025-04-28"');
  return orRefuse('Date', () => parseIsoDate(value, 'Date'));
}

/** A calendar date without time or zone. */
export const DateScalar = new GraphQLScalarType<string, unknown>({
  name: 'Date',
  specifiedByURL: scalarPage('Date'),
  description: 'A calendar date, `YYYY-MM-DD`.',
  serialize: (value) => value,
  parseValue: dateText,
  parseLiteral: located((node) => dateText(literalText('Date', node))),
});

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;

function instantText(value: unknown): string {
  if (typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value))) {
    orRefuse('DateTime', () => parseIsoDate(value.slice(0, 10), 'DateTime'));
    return new Date(value).toISOString();
  }
  return refuse(
    'DateTime',
    value,
    'an instant such as "2025-04-28T12:00:00Z", or a date for its midnight in UTC',
  );
}

/** An instant. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  specifiedByURL: scalarPage('DateTime'),
  description:
    'An instant in ISO 8601, UTC: `2025-04-28T12:00:00.000Z`. Input also accepts offsets, and a date for its midnight in UTC.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: instantText,
  parseLiteral: located((node) => instantText(literalText('DateTime', node))),
});

function weekValue(value: unknown): IsoWeek {
  if (typeof value !== 'string') return refuse('IsoWeek', value, 'text such as "2025-W18"');
  return orRefuse('IsoWeek', () => parseIsoWeek(value, 'IsoWeek'));
}

/** An ISO week `YYYY-Www`; week 53 only where the year has one. */
export const IsoWeekScalar = new GraphQLScalarType<IsoWeek, string>({
  name: 'IsoWeek',
  specifiedByURL: scalarPage('IsoWeek'),
  description: 'An ISO 8601 week, `2025-W18` (Monday to Sunday). Week 53 exists only in long years.',
  serialize: (value) => (typeof value === 'string' ? value : formatIsoWeek(value as IsoWeek)),
  parseValue: weekValue,
  parseLiteral: located((node) => weekValue(literalText('IsoWeek', node))),
});

/** `2025-05` of any spelling that names month and year. */
function yearMonth(value: unknown): string {
  const month = typeof value === 'string' ? parseMonthLabel(value) : undefined;
  return month
    ? monthStart(month).slice(0, 7)
    : refuse('YearMonth', value, 'a month with its year such as "2025-05", "May-25" or "May 2025"');
}

/** `2025-05` of a month as rows have it: its first day, its label, or its name beside the year. */
function shownMonth(value: unknown): string {
  const text = String(value);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isDate ? monthStart(monthFromStart(text)).slice(0, 7) : yearMonth(text);
}

/** A month of a year. */
export const YearMonthScalar = new GraphQLScalarType<string, string>({
  name: 'YearMonth',
  specifiedByURL: scalarPage('YearMonth'),
  description:
    'A month of a year, `2025-05`. Input also accepts `May-25`, `May 2025`, `05/2025` and the first day of the month.',
  serialize: shownMonth,
  parseValue: yearMonth,
  parseLiteral: located((node) => yearMonth(literalText('YearMonth', node))),
});

/** Free-form JSON, for values whose shape depends on the data. */
export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  description: 'Any JSON value, for what depends on the data.',
  specifiedByURL: scalarPage('JSON'),
});
