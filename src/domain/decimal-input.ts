import { invalid } from './errors';
import { type Decimal, decimal, placesOf, toDouble } from './rounding';

/** A decimal as a caller gives it: a number, or its digits as text. Errors show it just so. */
export type GivenDecimal = number | string;

/** Bounds of a decimal input, as decimal strings; `scale` is the number of decimal places accepted. */
export interface DecimalRange {
  min?: string;
  max?: string;
  minExclusive?: string;
  maxExclusive?: string;
  scale: number;
}

/** A range and the place (dotted, API spelling) that errors name. */
export interface DecimalSpec extends DecimalRange {
  path: string;
}

/** Inclusive bounds of an integer input. */
export interface IntegerRange {
  min: number;
  max: number;
}

/** Production percentage, 0–1. */
export const PERCENTAGE: DecimalRange = { min: '0', max: '1', scale: 4 };
/** Percentage of a capacity tier: above 0, at most 1. */
export const TIER_PERCENTAGE: DecimalRange = { minExclusive: '0', max: '1', scale: 4 };
/** Share of paid time lost; 1 would leave no hours, so it is excluded. */
export const SHRINKAGE: DecimalRange = { min: '0', maxExclusive: '1', scale: 4 };
/** Share of time busy: above 0, at most 1. */
export const OCCUPANCY: DecimalRange = { minExclusive: '0', max: '1', scale: 4 };
/** Hours of one working day. */
export const WORK_HOURS: DecimalRange = { minExclusive: '0', max: '24', scale: 2 };
/** Cases per hour. */
export const CPH: DecimalRange = { min: '0', max: '9999.9999', scale: 4 };
/** Working days of an ISO week. */
export const WEEK_DAYS: IntegerRange = { min: 0, max: 7 };
/** Working days of a calendar month. */
export const MONTH_DAYS: IntegerRange = { min: 0, max: 31 };
/** Forecast cases of one demand in one month; fits a PostgreSQL integer. */
export const FORECAST: IntegerRange = { min: 0, max: 2_000_000_000 };

const NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,4})?$/i;
/** A number as JSON bodies and GraphQL documents may give it as text. */
export const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?$/i;
const MAX_TEXT_LENGTH = 60;

/** A finite number from a number or numeric text; undefined for everything else. */
function finite(value: unknown): Decimal | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? decimal(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text.length <= MAX_TEXT_LENGTH && NUMERIC.test(text) ? decimal(text.replace(/^\+/, '')) : undefined;
}

function outside(x: Decimal, { min, max, minExclusive, maxExclusive }: DecimalRange): boolean {
  if (min !== undefined && x.lt(min)) return true;
  if (max !== undefined && x.gt(max)) return true;
  if (minExclusive !== undefined && x.lte(minExclusive)) return true;
  return maxExclusive !== undefined && x.gte(maxExclusive);
}

function accepted(range: DecimalRange): string {
  const bounds = [
    range.min === undefined ? '' : `at least ${range.min}`,
    range.minExclusive === undefined ? '' : `above ${range.minExclusive}`,
    range.max === undefined ? '' : `at most ${range.max}`,
    range.maxExclusive === undefined ? '' : `below ${range.maxExclusive}`,
  ].filter((bound) => bound !== '');
  const limits = bounds.length === 0 ? '' : ` ${bounds.join(' and ')}`;
  return `a number${limits} with at most ${range.scale} decimal ${range.scale === 1 ? 'place' : 'places'}`;
}

/** What an error may show: JSON has no NaN, Infinity or bigint. */
function shown(value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))
    ? String(value)
    : value;
}

/** Reads a number or numeric string within the bounds; refuses, never rounds, what has too many decimal places. */
export function readDecimal(value: unknown, spec: DecimalSpec): Decimal {
  const x = finite(value);
  if (x === undefined || outside(x, spec) || placesOf(x) > spec.scale) {
    throw invalid(spec.path, shown(value), accepted(spec));
  }
  return x.eq(0) ? decimal(0) : x; // '-0' is 0
}

/** Reads an integer (`5`, `'5'`, `5.0`) within inclusive bounds. */
export function readInteger(value: unknown, spec: IntegerRange & { path: string }): number {
  const x = finite(value);
  if (x === undefined || x.lt(spec.min) || x.gt(spec.max) || placesOf(x) > 0) {
    throw invalid(spec.path, shown(value), `a whole number from ${spec.min} to ${spec.max}`);
  }
  return toDouble(x);
}

/** A spreadsheet's double freed of binary noise: 15 significant digits (0.30000000000000004 → 0.3). */
export function cleanSpreadsheetNumber(value: number): number {
  return Number(value.toPrecision(15));
}
