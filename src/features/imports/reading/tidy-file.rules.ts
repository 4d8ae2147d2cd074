import { DomainError } from '../../../domain/errors';
import type { FileSpec, Header } from './header.rules';
import { matchHeader, requireColumns } from './header.rules';
import type { ParseOptions, ParsedFile, TableRow } from './import-table.rules';
import { IssueLog } from './import-table.rules';
import { RowReader } from './row-reader.rules';

/** How to read a file of one header row and one record per row. */
export interface TidyFile<F extends string, R extends { row: number }> {
  spec: FileSpec<F>;
  /** Further demands on the columns present; throws. */
  checkHeader?(header: Header<F>): void;
  /** The record of a row, or undefined when the reader noted an error (or the row is to be passed over). */
  read(reader: RowReader<F>): R | undefined;
  /** What may occur only once in a file. */
  keyOf(record: R): string;
  /** Which of two records of one key counts, whatever the options say; undefined leaves it to them. */
  prefer?(earlier: R, later: R): 'earlier' | 'later' | undefined;
}

/** Reads a file of one record per row; problems of rows are gathered, problems of the file are thrown. */
export async function parseTidyFile<F extends string, R extends { row: number }>(
  rows: AsyncIterable<TableRow>,
  file: TidyFile<F, R>,
  options: ParseOptions,
): Promise<ParsedFile<R>> {
  const log = new IssueLog();
  const kept = new KeptRecords(file, options, log);
  let header: Header<F> | undefined;
  let reader: RowReader<F> | undefined;
  let rowsRead = 0;
  for await (const row of rows) {
    if (!header || !reader) {
      header = openHeader(row, file);
      reader = new RowReader(header, log);
      continue;
    }
    rowsRead += 1;
    const record = file.read(reader.at(row));
    if (record !== undefined && !reader.failed) kept.add(record, reader);
  }
  if (!header || rowsRead === 0) throw noRows(file.spec.what);
  return {
    records: kept.records,
    issues: log.issues,
    issuesTruncated: log.issuesTruncated,
    failedRows: log.failedRows,
    rowsRead,
    warnings: [],
    unknownColumns: header.unknownColumns,
  };
}

/** The refusal of a file that has nothing below its header. */
export function noRows(what: string): DomainError {
  const message = `the ${what} file has no rows below its header; expected at least one`;
  return new DomainError('BAD_FILE', message, [{ path: 'file', message, code: 'NO_ROWS' }]);
}

function openHeader<F extends string, R extends { row: number }>(
  row: TableRow,
  file: TidyFile<F, R>,
): Header<F> {
  const header = matchHeader(row, file.spec);
  requireColumns(header, file.spec, row.row);
  file.checkHeader?.(header);
  return header;
}

/** Keeps one record per key: a later row is refused, or wins where the caller or the file says so. */
class KeptRecords<F extends string, R extends { row: number }> {
  readonly records: R[] = [];
  private readonly places = new Map<string, number>();

  constructor(
    private readonly file: TidyFile<F, R>,
    private readonly options: ParseOptions,
    private readonly log: IssueLog,
  ) {}

  add(record: R, reader: RowReader<F>): void {
    const key = this.file.keyOf(record);
    const place = this.places.get(key);
    const earlier = place === undefined ? undefined : this.records[place];
    if (place === undefined || earlier === undefined) {
      this.places.set(key, this.records.length);
      this.records.push(record);
      return;
    }
    this.settle(place, { earlier, later: record }, reader);
  }

  private settle(place: number, { earlier, later }: { earlier: R; later: R }, reader: RowReader<F>): void {
    const preferred = this.file.prefer?.(earlier, later);
    if (preferred === 'earlier') {
      reader.warn(null, `row ${earlier.row} of a newer report holds; this row is passed over`, 'SUPERSEDED');
    } else if (preferred === 'later') {
      this.records[place] = later;
      reader.warn(null, `replaces row ${earlier.row}, which is of an older report`, 'SUPERSEDED');
      this.passOver(earlier, reader, `row ${later.row} of a newer report holds; this row is passed over`);
    } else if (this.options.onDuplicate === 'last') {
      this.records[place] = later;
      reader.warn(null, `repeats row ${earlier.row} and replaces it (on_duplicate=last)`, 'DUPLICATE');
      this.passOver(earlier, reader, `row ${later.row} repeats this row and holds; this one is passed over`);
    } else {
      const message = `repeats the key of row ${earlier.row}; remove one of them or import with on_duplicate=last`;
      reader.fail(null, message, 'DUPLICATE');
    }
  }

  private passOver({ row }: R, { key }: RowReader<F>, message: string): void {
    this.log.add({ row, key, column: null, value: null, message, severity: 'warning', code: 'SUPERSEDED' });
  }
}
