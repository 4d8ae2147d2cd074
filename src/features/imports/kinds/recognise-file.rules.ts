import type { ImportKind } from '../answer/import.model';
import { IMPORT_KINDS } from '../answer/import.model';
import { isGroupRow } from '../formats/forecast-layout.rules';
import { namesOf } from '../reading/header-search.rules';
import { type ColumnSpec, normaliseHeader } from '../reading/header.rules';
import type { TableRow } from '../reading/import-table.rules';
import { FILE_SPECS } from './file-specs.rules';

/** A kind that a file may be of, and what speaks for it. */
export interface RecognisedKind {
  kind: ImportKind;
  /** Sheet that holds the columns; null for a text file. */
  sheet: string | null;
  /** Columns of the kind that the file has. */
  found: string[];
  /** Required columns of the kind that it lacks. */
  missing: string[];
}

/** The first rows of one sheet, or of a text file. */
export interface Head {
  name: string | null;
  hidden: boolean;
  rows: readonly TableRow[];
}

/** One shared name, `state` for instance, decides no kind. */
const MIN_FOUND = 2;

/** What the sheets may hold, the likeliest first: no required column missing, then the most columns found. */
export function recogniseKinds(heads: readonly Head[]): RecognisedKind[] {
  const visible = heads.filter(({ hidden }) => !hidden);
  const pool = visible.length > 0 ? visible : heads;
  const kinds = IMPORT_KINDS.flatMap((kind) => bestOf(pool.map((head) => inHead(kind, head))).slice(0, 1));
  return bestOf(kinds.filter(({ found, missing }) => missing.length === 0 || found.length >= MIN_FOUND));
}

function inHead(kind: ImportKind, { name, rows }: Head): RecognisedKind {
  const [best] = bestOf(rows.map((row) => ({ kind, sheet: name, ...inRow(kind, row) })));
  return best ?? { kind, sheet: name, found: [], missing: requiredOf(kind) };
}

function requiredOf(kind: ImportKind): string[] {
  return FILE_SPECS[kind].columns.filter(({ required }) => required).map(({ label }) => label);
}

function inRow(kind: ImportKind, row: TableRow): Pick<RecognisedKind, 'found' | 'missing'> {
  const { columns } = FILE_SPECS[kind];
  // V1's export has two header rows; its groups stand above the columns and name everything that is required.
  if (kind === 'FORECAST' && isGroupRow(row))
    return { found: columns.map(({ label }) => label), missing: [] };
  const names = namesOf(row);
  const has = ({ field, label, aliases = [] }: ColumnSpec<string>): boolean =>
    [field, label, ...aliases].some((name) => names.has(normaliseHeader(name)));
  const isWithoutWeek = kind === 'ASSIGNMENTS' && !namesWeek(names);
  return {
    found: columns.filter(has).map(({ label }) => label),
    missing: [
      ...columns.filter((column) => column.required && !has(column)).map(({ label }) => label),
      ...(isWithoutWeek ? ['week'] : []),
    ],
  };
}

/** A row per week names it, in one column or two; an FTE allocation mapping names months. */
function namesWeek(names: ReadonlySet<string>): boolean {
  return ['week', 'isoweek', 'weeknumber'].some((name) => names.has(name));
}

function bestOf(kinds: readonly RecognisedKind[]): RecognisedKind[] {
  return [...kinds].sort(
    (a, b) =>
      Number(a.missing.length > 0) - Number(b.missing.length > 0) ||
      b.found.length - a.found.length ||
      a.missing.length - b.missing.length,
  );
}
