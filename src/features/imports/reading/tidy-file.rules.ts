import { DomainError, describe } from '../../../domain/errors';
import { FileRemarks, closeHeaders } from './file-remarks.rules';
import { columnsIn, findHeader } from './header-search.rules';
import type { FileSpec, Header } from './header.rules';
import { matchHeader, requireColumns } from './header.rules';
import type { ParseOptions, ParsedFile, TableFacts, TableRow } from './import-table.rules';
import { IssueLog } from './import-table.rules';
import { NumberStyle } from './number-style.rules';
import { RowReader } from './row-reader.rules';

/** How to read a file of one header row and one record per row. */
export interface TidyFile<F extends string, R extends { row: number }> {
  spec: FileSpec<F>;
  /** Further demands on the columns present; throws. */
  checkHeader?(header: Header<F>): void;
  /** The record of a row, or undefined when the reader noted an error (or the row is to be passed over). */
  read(reader: RowReader<F>, remarks: FileRemarks): R | undefined;
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
  const { spec } = file;
  const found = await findHeader(
    rows,
    (row) => columnsIn(row, spec).complete && isAccepted(row, file),
    (row) => columnsIn(row, spec).count,
  );
  if (!found.header) throw noRows(spec.what);
  const header = openHeader(found.header, file);
  const { facts = {}, dateOrder } = options;
  const numbers = new NumberStyle(() => facts.delimiter);
  const log = new IssueLog();
  const reader = new RowReader(header, log, { numbers, dateOrder });
  const remarks = new FileRemarks(found.header, found.above);
  const kept = new KeptRecords(file, options, log);
  const keys = keyColumns(header, spec);
  const widths = new RowWidths(found.header, facts);
  let rowsRead = 0;
  for await (const row of found.rows) {
    if (remarks.passesOver(row, keys)) continue;
    rowsRead += 1;
    const record = file.read(reader.at(row), remarks);
    widths.check(row, reader);
    if (record !== undefined && !reader.failed) kept.add(record, reader);
  }
  if (rowsRead === 0) throw noRows(spec.what);
  return {
    records: kept.records,
    issues: log.issues,
    issuesTruncated: log.issuesTruncated,
    failedRows: log.failedRows,
    rowsRead,
    warnings: [...closeHeaders(header, spec), ...remarks.warnings(facts, numbers)],
    unknownColumns: header.unknownColumns,
  };
}

/** The 0-based columns of the keys. */
export function keyColumns<F extends string>(header: Header<F>, { keys }: FileSpec<F>): number[] {
  return keys.flatMap((field) => header.columns.get(field) ?? []);
}

function isAccepted<F extends string, R extends { row: number }>(
  row: TableRow,
  file: TidyFile<F, R>,
): boolean {
  try {
    openHeader(row, file);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Compares rows with the header: cells that shifted or are missing must not be read as if nothing were. */
export class RowWidths {
  private readonly width: number;

  constructor(
    header: TableRow,
    private readonly facts: TableFacts,
  ) {
    this.width = header.cells.length;
  }

  check<F extends string>(row: TableRow, reader: RowReader<F>): void {
    const filled = row.cells.length;
    if (filled > this.width) this.tooLong(filled, reader);
    else if (row.width !== undefined && row.width > this.width)
      reader.warn(
        null,
        `has ${row.width} cells, the header ${this.width}; the last ones are blank`,
        'ROW_LENGTH',
      );
    else if (row.width !== undefined && row.width < this.width) this.tooShort(row, row.width, reader);
  }

  private tooLong<F extends string>(filled: number, reader: RowReader<F>): void {
    const seen = `has ${filled} cells, the header only ${this.width}`;
    if (this.facts.delimiter === undefined) {
      reader.warn(null, `${seen}; what stands beyond the header is not read`, 'ROW_LENGTH');
      return;
    }
    const message = `${seen}; is a cell that holds ${describe(this.facts.delimiter)} not in quotes?`;
    reader.fail(null, message, 'ROW_LENGTH');
  }

  private tooShort<F extends string>(row: TableRow, width: number, reader: RowReader<F>): void {
    const seen = `has ${width} cells, the header ${this.width}`;
    if (row.unterminated)
      reader.fail(
        null,
        `${seen}, and the file ends in it without a line end: it seems to be cut off`,
        'CUT_OFF',
      );
    else reader.warn(null, `${seen}; the missing ones count as blank`, 'ROW_LENGTH');
  }
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

/** Keeps one record per key: a later row is refused, or wins where the caller or the file states it. */
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
