import { DomainError, describe, type Issue } from '../../../domain/errors';
import { cleanText, nearest } from '../../../domain/text-key';
import type { Cell, TableRow } from './import-table.rules';

/** One column a file may have; spellings match after normaliseHeader, so `First Name`, `first_name` and `FirstName` are one. */
export interface ColumnSpec<F extends string> {
  field: F;
  /** The name that errors use. */
  label: string;
  aliases?: readonly string[];
  required?: boolean;
  /** What it holds, for the documentation and the template. */
  about: string;
  example: string | number | boolean;
  /** Takes the place of other columns, so a template leaves it out. */
  alternative?: true;
}

/** The columns of one kind of file. */
export interface FileSpec<F extends string> {
  /** What the file is, in errors: `roster`. */
  what: string;
  columns: readonly ColumnSpec<F>[];
  /** Columns that name a record; a row that sums others has none of them, or `Total`. */
  keys: readonly F[];
  /** Columns that belong to the kind but are not used: neither stored nor reported as unknown. */
  ignored?: readonly string[];
  /** Further ignored columns, as a pattern that is tried on the normalised header. */
  ignoredPattern?: RegExp;
}

/** Where the fields of a file are. */
export interface Header<F extends string> {
  /** Field to 0-based column. */
  columns: ReadonlyMap<F, number>;
  /** By column, as the file spells it. */
  names: readonly string[];
  unknownColumns: string[];
  missing: string[];
}

/** Quotes, line ends and `[…]` dropped; only letters, digits and # kept; lower case. */
export function normaliseHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\[[^[\]]*\]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]/gu, '');
}

/** Finds the columns of a file by its header row; a column that occurs twice is refused, missing ones are listed. */
export function matchHeader<F extends string>(header: TableRow, spec: FileSpec<F>): Header<F> {
  const fields = new Map<string, F>();
  for (const { field, label, aliases = [] } of spec.columns) {
    for (const name of [field, label, ...aliases]) fields.set(normaliseHeader(name), field);
  }
  const ignored = new Set((spec.ignored ?? []).map(normaliseHeader));
  const names = header.cells.map(headerName);
  const columns = new Map<F, number>();
  const unknownColumns: string[] = [];
  names.forEach((name, index) => {
    const key = normaliseHeader(name);
    const field = fields.get(key);
    if (field === undefined) {
      if (name !== '' && !ignored.has(key) && !spec.ignoredPattern?.test(key)) unknownColumns.push(name);
      return;
    }
    const other = columns.get(field);
    if (other !== undefined) throw repeated(header.row, [other, index], names, spec);
    columns.set(field, index);
  });
  const missing = spec.columns
    .filter(({ field, required }) => required && !columns.has(field))
    .map(({ label }) => label);
  return { columns, names, unknownColumns, missing };
}

/** Refuses a file that lacks columns, with the header that comes nearest to each. */
export function requireColumns<F extends string>(header: Header<F>, spec: FileSpec<F>, row = 1): void {
  if (header.missing.length > 0) throw missingColumns(header, spec, row);
}

/** The refusal that names missing columns, those seen, and likely misspellings. */
export function missingColumns<F extends string>(
  { missing, names, unknownColumns }: Header<F>,
  { what }: FileSpec<F>,
  row: number,
): DomainError {
  const seen = names.filter((name) => name !== '');
  const issues = missing.map((label): Issue => {
    const near = nearest(label, unknownColumns);
    const hint = near === undefined ? '' : `; did you mean the column ${describe(near)}?`;
    return {
      path: label,
      message: `the column ${label} is missing in row ${row}${hint}`,
      code: 'MISSING_COLUMN',
    };
  });
  const list = seen.slice(0, 30).join(', ') + (seen.length > 30 ? ', …' : '');
  const own = ownExport(seen);
  const hint = own === undefined ? '' : `; this is ${own} of Headroom, which is no ${what} file`;
  const message =
    `the ${what} file lacks the column ${missing.join(', ')} in its header (row ${row}); ` +
    `it has: ${list || 'none'}${hint}`;
  return new DomainError('BAD_FILE', message, issues);
}

function repeated<F extends string>(
  row: number,
  [first, second]: [number, number],
  names: readonly string[],
  { what }: FileSpec<F>,
): DomainError {
  const message =
    `the ${what} file has the same column twice in row ${row}: ${describe(names[first])} (column ${first + 1}) and ` +
    `${describe(names[second])} (column ${second + 1}); keep one of them`;
  return new DomainError('BAD_FILE', message, [
    { path: names[second] ?? '', message, code: 'DUPLICATE_COLUMN' },
  ]);
}

function headerName(cell: Cell): string {
  return cell === null ? '' : cleanText(cell, 'header').slice(0, 100);
}

/** Reports and lists of our own by the columns that give them away; their figures follow from what else is imported. */
const OWN_EXPORTS: readonly (readonly [name: string, columns: readonly string[]])[] = [
  ['the report comparison', ['main_lob', 'prior_forecast', 'forecast_delta', 'prior_capacity']],
  ['the report monthly-summary', ['main_lob', 'fte_count', 'fte_equivalent', 'capacity', 'gap', 'month']],
  ['the report weekly-detail', ['main_lob', 'week_number', 'fte_count', 'fte_equivalent', 'capacity']],
  ['the list of capacity tiers', ['tier_name', 'capacity_percentage']],
  ['the list of weeks', ['week_number', 'work_type', 'working_days', 'work_hours']],
  [
    'the report resource-assignments',
    ['resource_cn', 'week_number', 'main_lob', 'case_type', 'tier_percentage'],
  ],
];

/** Which of our own exports a header belongs to; undefined for every other. */
export function ownExport(names: readonly string[]): string | undefined {
  const seen = new Set(names.map(normaliseHeader));
  return OWN_EXPORTS.find(([, columns]) => columns.every((name) => seen.has(normaliseHeader(name))))?.[0];
}
