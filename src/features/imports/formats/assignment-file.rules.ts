import { normaliseHeader } from '../reading/header.rules';
import type { ParseOptions, ParsedFile, TableRow } from '../reading/import-table.rules';
import type { MappingRecord } from './mapping-file.rules';
import { parseMappingFile } from './mapping-file.rules';
import type { WeeklyAssignmentRecord } from './weekly-assignment-file.rules';
import { parseWeeklyAssignmentFile } from './weekly-assignment-file.rules';

/** A file of assignments: V1's mapping by month, or one row per ISO week. */
export type AssignmentFile =
  | ({ kind: 'mapping' } & ParsedFile<MappingRecord>)
  | ({ kind: 'weekly' } & ParsedFile<WeeklyAssignmentRecord>);

/** Reads either kind, told apart by the header: a mapping names forecast months, the other ISO weeks. */
export async function parseAssignmentFile(
  rows: AsyncIterable<TableRow>,
  options: ParseOptions = {},
): Promise<AssignmentFile> {
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  const all = resume(first, iterator);
  const isMapping =
    !first.done && first.value.cells.some((cell) => normaliseHeader(cell ?? '').startsWith('forecastmonth'));
  return isMapping
    ? { kind: 'mapping', ...(await parseMappingFile(all, options)) }
    : { kind: 'weekly', ...(await parseWeeklyAssignmentFile(all, options)) };
}

async function* resume(
  first: IteratorResult<TableRow, unknown>,
  rest: AsyncIterator<TableRow>,
): AsyncGenerator<TableRow> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
