import { columnsIn, findHeader, namesOf } from '../reading/header-search.rules';
import { normaliseHeader } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import { noRows } from '../reading/tidy-file.rules';
import type { MappingRecord } from './mapping-file.rules';
import { MAPPING, parseMappingFile } from './mapping-file.rules';
import type { WeeklyAssignmentRecord } from './weekly-assignment-file.rules';
import { WEEKLY, parseWeeklyAssignmentFile } from './weekly-assignment-file.rules';

/** A file of assignments: V1's mapping by month, or one row per ISO week. */
export type AssignmentFile =
  | ({ kind: 'mapping' } & ParsedFile<MappingRecord>)
  | ({ kind: 'weekly' } & ParsedFile<WeeklyAssignmentRecord>);

/** Columns that only a mapping has; other files name the index of the month, too. */
const MONTH_COLUMNS = ['forecast_month', 'forecast_month_label'].map(normaliseHeader);

/** Reads either kind, told apart by the header: a mapping names forecast months, the other ISO weeks. */
export async function parseAssignmentFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<AssignmentFile> {
  const isHeader = (row: TableRow): boolean => columnsIn(row, WEEKLY).complete;
  const rank = (row: TableRow): number => columnsIn(row, MAPPING).count + columnsIn(row, WEEKLY).count;
  const found = await findHeader(rows, isHeader, rank);
  const { header } = found;
  if (!header) throw noRows('assignment');
  const names = namesOf(header);
  const all = joined([...found.above, header], found.rows);
  return MONTH_COLUMNS.some((name) => names.has(name))
    ? { kind: 'mapping', ...(await parseMappingFile(all, options)) }
    : { kind: 'weekly', ...(await parseWeeklyAssignmentFile(all, options)) };
}

async function* joined(first: readonly TableRow[], rest: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  yield* first;
  yield* rest;
}
