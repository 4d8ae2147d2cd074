import { DEFAULT_FILE_LIMITS } from '../../../platform/files/reading/file-limits';
import { readSheetHeads, readTable } from '../../../platform/files/reading/tabular-reader';
import type { UploadedFile } from '../../../platform/scope/attachments';
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

/** Reads the first rows of a file and says which kinds of import they fit. */
export async function recogniseFile(file: UploadedFile): Promise<RecognisedFile> {
  const { path, fileName, limits = DEFAULT_FILE_LIMITS } = file;
  const sheets = await readSheetHeads({ path }, { fileName, limits, headRows: HEAD_ROWS });
  const [only] = sheets;
  // Of a single sheet the heads give the name only.
  const heads: Head[] =
    sheets.length > 1 ? sheets : [{ name: null, hidden: false, ...only, rows: await firstRows(file) }];
  return {
    kinds: recogniseKinds(heads),
    sheets: heads.flatMap(({ name, rows }) => (name !== null && rows.length > 0 ? [name] : [])),
  };
}

async function firstRows({
  path,
  fileName,
  limits = DEFAULT_FILE_LIMITS,
}: UploadedFile): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readTable({ path }, { fileName, limits })) {
    rows.push(row);
    if (rows.length === HEAD_ROWS) break;
  }
  return rows;
}
