import { createHash } from 'node:crypto';
import type { ColumnType, TableColumn } from '../../../../platform/scope/attachments';
import { dayOfDate } from '../../../../domain/time/iso-date';
import { refused } from './refusal.rules';

/** Where a page has ended: the values of the columns that order the rows, as text. */
export interface SkipToken {
  position: readonly (string | null)[];
  /** Rows that $top still allows; null = all. */
  remaining: number | null;
}

const MAX_CHARACTERS = 8_000;

/** A token as opaque text; `list` is whatever its rows depend on, so that it fits no other list. */
export function writeSkipToken(list: readonly unknown[], { position, remaining }: SkipToken): string {
  return Buffer.from(JSON.stringify([seal(list, position, remaining), remaining, ...position])).toString(
    'base64url',
  );
}

/** Reads a token; refuses what this list has never given: a token holds a check of its list and its own values. */
export function readSkipToken(
  token: string,
  list: readonly unknown[],
  columns: readonly TableColumn[],
): SkipToken {
  const [check, remaining, ...position] = decoded(token);
  const isWhole =
    position.length === columns.length &&
    columns.every((column, at) => fits(column, position[at])) &&
    (remaining === null || (Number.isInteger(remaining) && (remaining as number) > 0));
  if (!isWhole || check !== seal(list, position, remaining))
    throw refused(
      '$skiptoken',
      '$skiptoken is not one that this list has given; follow @odata.nextLink as it is, with the same options',
    );
  return { position: position as (string | null)[], remaining: remaining as number | null };
}

function decoded(token: string): unknown[] {
  if (token.length > MAX_CHARACTERS) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}

function seal(list: readonly unknown[], position: readonly unknown[], remaining: unknown): string {
  const text = JSON.stringify([list, position, remaining]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** What PostgreSQL takes without complaint as a value of a column. */
const FITS: Readonly<Record<ColumnType, (value: string) => boolean>> = {
  text: (value) => !value.includes('\0') && !/\p{Surrogate}/u.test(value),
  integer: (value) => /^-?\d{1,18}$/.test(value),
  decimal: (value) => /^-?\d{1,38}(\.\d{1,38})?$/.test(value),
  date: (value) => dayOfDate(value) !== undefined,
  datetime: (value) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  boolean: (value) => value === 't' || value === 'f',
};

function fits({ type, nullable }: TableColumn, value: unknown): boolean {
  return value === null ? nullable : typeof value === 'string' && FITS[type](value);
}
