import { withoutEnd } from '../../../domain/text-ends';
import Big from 'big.js';

import { plain } from '../../../domain/rounding';

/** What a column holds; decides how its cells are written in CSV and XLSX. */
export type CellType = 'text' | 'number' | 'date' | 'boolean';

/** Columns and rows of an export: a row is an array in column order. */
export interface ExportColumn {
  header: string;
  type: CellType;
}

/** Rows as a report yields them: already in memory, or streamed from a database cursor. */
export type RowSource = AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;

/** Spreadsheets run text that starts like this as a formula (CSV injection); one that has the guard already gets another, so that taking one off gives it back. */
const FORMULA_START = /^'*[=+\-@\t\r]/;

/** Text that a spreadsheet would read as a formula gets a leading apostrophe; other text is returned as it is. */
export function neutraliseFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const MINUS_ZERO = /^-0(?:\.0*)?$/;

/**
 * The exact decimal without trailing zeros or exponent, or undefined if the value is no number.
 * Strings (SQL numeric) keep every significant digit: they never pass through a double.
 */
export function exactDecimal(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? fromNumber(value) : undefined;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Big) return plain(value);
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined;
  return withoutZeros(value);
}

function withoutZeros(decimal: string): string {
  if (decimal.startsWith('-0') && MINUS_ZERO.test(decimal)) return '0';
  return decimal.endsWith('0') && decimal.includes('.') ? withoutEnd(withoutEnd(decimal, '0'), '.') : decimal;
}

function fromNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? new Big(text).toFixed() : text;
}

/** Any value as text; null and undefined are the empty text, dates are ISO, objects JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Big) return plain(value);
  return JSON.stringify(value) ?? '';
}

/**
 * The text of a cell, neutralised where it counts: text that is not the number or date its column promises is
 * treated as text, and real numbers (a negative gap, say) are never touched.
 */
export function safeText(value: unknown, neutralise: boolean): string {
  const text = cellText(value);
  return neutralise && typeof value === 'string' ? neutraliseFormula(text) : text;
}
