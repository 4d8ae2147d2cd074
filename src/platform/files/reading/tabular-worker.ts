import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '../../../domain/errors';
import { csvRows } from './csv-rows';
import { badFile, tooLarge } from './file-errors';
import { detectKind } from './file-kind';
import type { TableFacts, TableRow } from './table-row';
import type { WorkerInput, WorkerMessage } from './tabular-protocol';
import { BATCH_ROWS, BATCH_WINDOW } from './tabular-protocol';
import { sheetHeads, xlsxRows } from './workbook-rows';

/** Enough to see the directory of an old workbook, where the word that tells encryption stands. */
const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 65_536;

type Source = { path: string } | { buffer: Buffer };

async function run(input: WorkerInput): Promise<void> {
  const source: Source =
    'path' in input.source ? input.source : { buffer: Buffer.from(input.source.bytes.buffer) };
  const send: Send = (message) => parentPort?.postMessage(message);
  try {
    await answer(source, input, send);
    send({ kind: 'end' });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    send({
      kind: 'failed',
      code: error.code === 'TOO_LARGE' ? 'TOO_LARGE' : 'BAD_FILE',
      message: error.message,
    });
  } finally {
    parentPort?.close();
  }
}

type Send = (message: WorkerMessage) => void;

async function answer(source: Source, input: WorkerInput, send: Send): Promise<void> {
  const { limits, fileName, sheet, headRows } = input;
  const isWorkbook = detectKind(await readHead(source), fileName) === 'xlsx';
  if (headRows !== undefined) {
    send({ kind: 'sheets', sheets: isWorkbook ? await sheetHeads(source, limits, headRows) : [] });
    return;
  }
  const onFacts = (facts: TableFacts): void => send({ kind: 'facts', facts });
  const rows = isWorkbook
    ? xlsxRows(source, { limits, sheet, onFacts })
    : csvRows(readChunks(source), limits, onFacts);
  await sendRows(rows, input, send);
}

/** Sends batches, never more than the window ahead of what the reader has taken. */
async function sendRows(rows: AsyncIterable<TableRow>, { limits }: WorkerInput, send: Send): Promise<void> {
  const credit = new Credit();
  let batch: TableRow[] = [];
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > limits.maxRows)
      throw tooLarge(`the file has more than ${limits.maxRows} rows, the limit; split it`);
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    await credit.take();
    send({ kind: 'rows', rows: batch });
    batch = [];
  }
  if (count === 0) throw badFile('the file holds no rows; expected a header row and data below it');
  if (batch.length > 0) send({ kind: 'rows', rows: batch });
}

/** Counts batches that the reader may still be sent; each of its messages grants one more. */
class Credit {
  private left = BATCH_WINDOW;
  private wake: (() => void) | undefined;

  constructor() {
    parentPort?.on('message', () => {
      this.left += 1;
      this.wake?.();
    });
  }

  async take(): Promise<void> {
    while (this.left === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    this.left -= 1;
  }
}

async function readHead(source: Source): Promise<Buffer> {
  if ('buffer' in source) return source.buffer.subarray(0, HEAD_BYTES);
  const file = await open(source.path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* readChunks(source: Source): AsyncGenerator<Buffer> {
  if ('path' in source) {
    for await (const chunk of createReadStream(source.path, { highWaterMark: CHUNK_BYTES }))
      yield chunk as Buffer;
    return;
  }
  for (let at = 0; at < source.buffer.length; at += CHUNK_BYTES)
    yield source.buffer.subarray(at, at + CHUNK_BYTES);
}

void run(workerData as WorkerInput);
