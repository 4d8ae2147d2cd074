import { createHash } from 'node:crypto';
import { invalid } from '../../../domain/errors';
import { dayOfDate } from '../../../domain/time/iso-date';
import type { Position, SortColumn, SortType } from '../../database/page';

/** Short name of a list: the order and all that filters it. Absent, null and empty parts of a filter say the same. */
export function listName(order: string, filter: unknown): string {
  const text = JSON.stringify([order, meant(filter)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

function meant(filter: unknown): unknown {
  if (Array.isArray(filter)) return filter.map(meant);
  if (typeof filter !== 'object' || filter === null) return filter ?? null;
  const parts = Object.entries(filter)
    .map(([name, value]) => [name, meant(value)] as const)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.length === 0 ? null : parts;
}

/** A row's position in a list as opaque text. */
export function writeCursor(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

const MAX_CHARACTERS = 4_000;

/** The position that a cursor stands for; refuses cursors of another list and what was never a cursor. */
export function readCursor(cursor: string, list: string, columns: readonly SortColumn[]): Position {
  const parts = decoded(cursor);
  if (parts === undefined || typeof parts[0] !== 'string')
    throw invalid('after', cursor, 'a cursor that an earlier page has given');
  const [given, ...position] = parts;
  if (given !== list)
    throw invalid(
      'after',
      cursor,
      'a cursor of the same list: same order, same filter as the page that gave it',
    );
  const fits =
    position.length === columns.length && columns.every((column, i) => fitsColumn(column, position[i]));
  if (!fits) throw invalid('after', cursor, 'a cursor that an earlier page has given');
  return position as Position;
}

function fitsColumn({ type, nulls }: SortColumn, value: unknown): boolean {
  return (nulls !== undefined && value === null) || FITS[type](value);
}

function decoded(cursor: string): unknown[] | undefined {
  if (cursor.length > MAX_CHARACTERS) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** What PostgreSQL takes without complaint. */
const FITS: Readonly<Record<SortType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && !value.includes('\0') && !/\p{Surrogate}/u.test(value),
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647,
  bigint: (value) => typeof value === 'string' && /^\d{1,18}$/.test(value),
  date: (value) => typeof value === 'string' && dayOfDate(value) !== undefined,
  decimal: (value) => typeof value === 'string' && /^-?\d{1,40}(\.\d{1,40})?$/.test(value),
  boolean: (value) => typeof value === 'boolean',
  instant: (value) => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
};
