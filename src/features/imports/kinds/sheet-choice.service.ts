import { describe, invalid } from '../../../domain/errors';
import type { WriteWarning } from '../../../domain/writing';
import { readSheetHeads, type ReadTableOptions } from '../../../platform/files/reading/tabular-reader';
import type { SheetHead } from '../../../platform/files/reading/table-row';
import type { ImportKind } from '../answer/import.model';
import { HEADER_ROWS } from '../reading/header-search.rules';
import { holdsColumns } from './file-specs.rules';

/** Which sheet of a workbook is read, and what there is to say about the others. */
export interface SheetChoice {
  sheet: string | undefined;
  warnings: WriteWarning[];
}

/** The sheet of V1's forecast export, wherever it stands. */
const FORECAST_SHEET = 'Sheet1';
/** Sheets that a message names. */
const SHEETS_NAMED = 10;

/** Chooses the sheet that the caller names, else the first that holds the wanted columns; text files have none. */
export async function chooseSheet(
  kind: ImportKind,
  file: { path: string; options: ReadTableOptions },
  wanted: string | undefined,
): Promise<SheetChoice> {
  const sheets = await readSheetHeads({ path: file.path }, { ...file.options, headRows: HEADER_ROWS + 1 });
  if (wanted === undefined && sheets.length < 2) return { sheet: undefined, warnings: [] };
  const chosen = wanted === undefined ? bestSheet(kind, sheets) : namedSheet(sheets, wanted);
  return { sheet: chosen?.name, warnings: othersWarning(kind, sheets, chosen) };
}

function namedSheet(sheets: readonly SheetHead[], wanted: string): SheetHead {
  const found = sheets.find(({ name }) => keyOf(name) === keyOf(wanted));
  if (found) return found;
  const names = listed(
    sheets.slice(0, SHEETS_NAMED).map(({ name }) => describe(name)),
    sheets.length,
  );
  throw invalid(
    'sheet',
    wanted,
    names === '' ? 'no sheet: the file is no workbook' : `one of the sheets ${names}`,
  );
}

function bestSheet(kind: ImportKind, sheets: readonly SheetHead[]): SheetHead | undefined {
  const visible = sheets.filter(({ hidden }) => !hidden);
  const named = kind === 'FORECAST' ? sheets.filter(({ name }) => keyOf(name) === keyOf(FORECAST_SHEET)) : [];
  const pool = [...named, ...(visible.length > 0 ? visible : sheets)];
  return pool.find(({ rows }) => holdsColumns(kind, rows)) ?? pool.find(({ rows }) => rows.length > 0);
}

function othersWarning(
  kind: ImportKind,
  sheets: readonly SheetHead[],
  chosen: SheetHead | undefined,
): WriteWarning[] {
  const others = sheets.filter((sheet) => sheet !== chosen && sheet.rows.length > 0);
  if (!chosen || others.length === 0) return [];
  const names = others.slice(0, SHEETS_NAMED).map((sheet) => {
    const notes = [
      sheet.hidden ? 'hidden' : '',
      holdsColumns(kind, sheet.rows) ? 'has the columns, too' : '',
    ];
    const note = notes.filter((text) => text !== '').join(', ');
    return `${describe(sheet.name)}${note === '' ? '' : ` (${note})`}`;
  });
  const message = `the sheet ${describe(chosen.name)} was read; not read: ${listed(names, others.length)}; sheet= chooses another`;
  return [{ code: 'SHEETS_NOT_READ', message }];
}

function listed(names: readonly string[], count: number): string {
  return `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
