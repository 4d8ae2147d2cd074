import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { DomainError } from '../../../domain/errors';
import { badFile } from './file-errors';
import { utf16 } from './file-kind';
import type { FileLimits } from './file-limits';
import type { TableFacts, TableRow } from './table-row';
import { columnLetters, toCell, trimRow } from './table-row';

/** A longer record means a quote that was never closed; reading on would gather the whole file in one cell. */
const MAX_RECORD_BYTES = 1_000_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** A first line that names the delimiter for spreadsheet programs; they do not show it as a row. */
const DELIMITER_LINE = /^(?:\xef\xbb\xbf)?"?sep=(.)"?(?:\r\n|\n|\r)/i;

/** Reads RFC 4180 text row by row; rows are numbered as records, as a spreadsheet program would number them. */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  limits: FileLimits,
  onFacts: (facts: TableFacts) => void,
): AsyncGenerator<TableRow> {
  const end = new TextEnd();
  const checked = end.watched(checkedText(chunks))[Symbol.asyncIterator]();
  const first = await firstLines(checked);
  const said = DELIMITER_LINE.exec(first.toString('latin1'));
  const head = said ? first.subarray(said[0].length) : first;
  const delimiter = said?.[1] ?? detectDelimiter(head.toString('utf8'));
  onFacts({ delimiter });
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  pipeline(Readable.from(resumed(head, checked)), parser, () => undefined);
  try {
    yield* lastMarked(records(parser, limits), end);
  } catch (error) {
    throw error instanceof DomainError ? error : csvFailure(error);
  }
}

async function* records(parser: AsyncIterable<unknown>, limits: FileLimits): AsyncGenerator<TableRow> {
  let row = 0;
  let widest = 0;
  for await (const record of parser) {
    row += 1;
    const cells = (record as string[]).map(toCell);
    const width = cells.length;
    if (!trimRow(cells)) continue;
    checkRecord(cells, row, limits);
    widest = width > widest ? width : widest;
    yield width < widest ? { row, cells, width } : { row, cells };
  }
}

/** Marks the last row of a text that does not end in a line end. */
async function* lastMarked(rows: AsyncIterable<TableRow>, end: TextEnd): AsyncGenerator<TableRow> {
  let held: TableRow | undefined;
  for await (const row of rows) {
    if (held) yield held;
    held = row;
  }
  if (held) yield end.isLineEnd ? held : { ...held, unterminated: true };
}

const CONTROL_Z = 0x1a;
const LINE_ENDS: readonly number[] = [0x0a, 0x0d];

/** Follows how a text ends, and cuts off the Ctrl-Z that old programs put there. */
class TextEnd {
  isLineEnd = false;

  async *watched(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let held = Buffer.alloc(0);
    for await (const chunk of chunks) {
      const all = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      let end = all.length;
      while (end > 0 && all[end - 1] === CONTROL_Z) end -= 1;
      held = Buffer.from(all.subarray(end));
      if (end === 0) continue;
      this.isLineEnd = LINE_ENDS.includes(all[end - 1] ?? 0);
      yield all.subarray(0, end);
    }
  }
}

function checkRecord(cells: readonly (string | null)[], row: number, limits: FileLimits): void {
  if (cells.length > limits.maxColumns) {
    throw badFile(`row ${row} has ${cells.length} columns; at most ${limits.maxColumns} are accepted`);
  }
  const index = cells.findIndex((cell) => cell !== null && cell.length > limits.maxCellLength);
  if (index >= 0) {
    const length = cells[index]?.length ?? 0;
    throw badFile(
      `cell ${columnLetters(index)}${row} holds ${length} characters; at most ${limits.maxCellLength} are accepted`,
    );
  }
}

/** Lines that the delimiter is looked for in: a title may stand above the header. */
const LINES_LOOKED_AT = 20;

/**
 * The delimiter of a text by its first lines: the most frequent one outside quotes in the first line that has any. Where that
 * line is a title (`Roster, draft`), two lines that follow one another with more of another delimiter tell better.
 */
export function detectDelimiter(text: string): string {
  const lines = delimiterCounts(text);
  const first = lines.map(mostFrequent).find((best) => best !== undefined);
  if (!first) return ',';
  for (const [index, line] of lines.entries()) {
    const shared = line.map((count, i) => (count === lines[index + 1]?.[i] ? count : 0));
    const best = shared[first.index] ? { ...first, count: shared[first.index] ?? 0 } : mostFrequent(shared);
    if (best) return DELIMITERS[best.count > first.count ? best.index : first.index] ?? ',';
  }
  return DELIMITERS[first.index] ?? ',';
}

/** How often each delimiter stands outside quotes, line by line; empty lines are left out. */
function delimiterCounts(text: string): number[][] {
  const lines = text.replace(/"[^"]*(?:"|$)/g, '""').split(/[\r\n]+/);
  return lines
    .filter((line) => line !== '')
    .slice(0, LINES_LOOKED_AT)
    .map((line) => DELIMITERS.map((delimiter) => line.split(delimiter).length - 1));
}

function mostFrequent(counts: readonly number[]): { index: number; count: number } | undefined {
  const count = counts.reduce((most, one) => (one > most ? one : most), 0);
  return count === 0 ? undefined : { index: counts.indexOf(count), count };
}

/** Bytes in which the first lines are looked for. */
const HEAD_BYTES = 65_536;

/** Gathers the first lines; the very first must be whole (a quoted header may span lines), at most one record's worth. */
async function firstLines(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < MAX_RECORD_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
    if (head.length >= HEAD_BYTES && /^(?:[^"\r\n]|"[^"]*")*[\r\n]/.test(head.toString('latin1'))) break;
  }
  return head;
}

async function* resumed(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Lets text through that is UTF-8 and holds no NUL, and reports where it is not. */
async function* checkedText(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let offset = 0;
  const decode = (chunk?: Buffer): void => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw badFile(
        `the text is not UTF-8 (a byte near offset ${offset} is not valid); save it as "CSV UTF-8" and import that`,
      );
    }
  };
  for await (const chunk of chunks) {
    const nul = chunk.indexOf(0);
    if (nul >= 0) throw nulFound(chunk, offset, nul);
    decode(chunk);
    offset += chunk.length;
    yield chunk;
  }
  decode();
}

function nulFound(chunk: Buffer, offset: number, nul: number): Error {
  if (offset === 0 && (nul === 0 || nul === 1)) return utf16();
  return badFile(`the text holds a NUL character at byte ${offset + nul}; expected plain UTF-8 text`);
}

const CSV_FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell is never closed',
  CSV_INVALID_CLOSING_QUOTE:
    'a quoted cell is followed by text; a quote inside a quoted cell is written twice',
  INVALID_OPENING_QUOTE:
    'a quote stands inside an unquoted cell; quote the whole cell and write the quote twice',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${MAX_RECORD_BYTES} bytes; is a quote not closed?`,
};

function csvFailure(error: unknown): Error {
  const { code, message, records = 0 } = error as { code?: string; message?: string; records?: number };
  const fault = (code !== undefined && CSV_FAULTS[code]) || message || 'it cannot be read as CSV';
  return badFile(`row ${records + 1}: ${fault}`);
}
