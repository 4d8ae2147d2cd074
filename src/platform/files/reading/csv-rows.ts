import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { DomainError } from '../../../domain/errors';
import { badFile } from './file-errors';
import { utf16 } from './file-kind';
import type { FileLimits } from './file-limits';
import type { TableRow } from './table-row';
import { columnLetters, toCell, trimRow } from './table-row';

/** A longer record means a quote that was never closed; reading on would gather the whole file in one cell. */
const MAX_RECORD_BYTES = 1_000_000;
const DELIMITERS = [',', ';', '\t'] as const;

/** Reads RFC 4180 text row by row; rows are numbered as records, as a spreadsheet program would number them. */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  limits: Required<FileLimits>,
): AsyncGenerator<TableRow> {
  const checked = checkedText(chunks)[Symbol.asyncIterator]();
  const head = await firstLine(checked);
  const parser = parse({
    bom: true,
    delimiter: detectDelimiter(head.toString('utf8')),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  pipeline(Readable.from(resumed(head, checked)), parser, () => undefined);
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      const cells = (record as string[]).map(toCell);
      if (!trimRow(cells)) continue;
      checkRecord(cells, row, limits);
      yield { row, cells };
    }
  } catch (error) {
    throw error instanceof DomainError ? error : csvFailure(error);
  }
}

function checkRecord(cells: readonly (string | null)[], row: number, limits: Required<FileLimits>): void {
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

/** The delimiter that is most frequent outside quotes in the first line; a comma when none occurs. */
export function detectDelimiter(line: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return DELIMITERS.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best));
}

/** Gathers text until the first line is whole (a quoted header may span lines), at most one record's worth. */
async function firstLine(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < MAX_RECORD_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
    if (/^(?:[^"\r\n]|"[^"]*")*[\r\n]/.test(head.toString('latin1'))) break;
  }
  return head;
}

async function* resumed(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Lets text through that is UTF-8 and holds no NUL, and says where it is not. */
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
