import {
  readSheetHeads,
  readTable,
  type ReadTableOptions,
} from '../../../platform/files/reading/tabular-reader';
import type { UploadedFile } from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { HEADER_ROWS } from '../reading/header-search.rules';
import type { TableRow } from '../reading/import-table.rules';
import { type Head, recogniseKinds, type RecognisedKind } from './recognise-file.rules';

/** What a file is taken for. */
export interface RecognisedFile {
  kinds: RecognisedKind[];
  /** The sheets of a workbook that hold anything. */
  sheets: string[];
}

const HEAD_ROWS = HEADER_ROWS + 1;

/** Reads the first rows of a file and returns the kinds of import that they fit. */
export async function recogniseFile(
  { settings: { fileLimits: limits } }: RequestScope,
  { path, fileName }: UploadedFile,
): Promise<RecognisedFile> {
  const options = { fileName, limits };
  const sheets = await readSheetHeads({ path }, { ...options, headRows: HEAD_ROWS });
  const [only] = sheets;
  // Of a single sheet the heads give the name only.
  const heads: Head[] =
    sheets.length > 1
      ? sheets
      : [{ name: null, hidden: false, ...only, rows: await firstRows(path, options) }];
  return {
    kinds: recogniseKinds(heads),
    sheets: heads.flatMap(({ name, rows }) => (name !== null && rows.length > 0 ? [name] : [])),
  };
}

async function firstRows(path: string, options: ReadTableOptions): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readTable({ path }, options)) {
    rows.push(row);
    if (rows.length === HEAD_ROWS) break;
  }
  return rows;
}
