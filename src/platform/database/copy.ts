import type { Readable } from 'node:stream';
import { Readable as ReadableStream } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Db } from './db';

/** One value of a copied row; null and undefined are NULL. */
export type CopyValue = string | number | boolean | null | undefined;

/** Rows as they come: a list, or a stream that is read only as fast as the database takes it. */
export type CopyRows = Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>;

const CHUNK_CHARACTERS = 64 * 1024;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Streams rows into `target` (`table (column, …)`) by COPY, on the connection of the running transaction; memory stays
 * at one chunk. Returns the number of rows. Only inside a transaction: a pooled `Db` has no connection of its own.
 */
export async function copyRows(db: Db, target: string, rows: CopyRows): Promise<number> {
  const runner = db.manager.queryRunner;
  if (!runner) throw new Error('copyRows needs the connection of a transaction');
  await db.flush();
  const client = (await runner.connect()) as PoolClient;
  const counter = { rows: 0 };
  const source: Readable = ReadableStream.from(chunks(rows, counter), { objectMode: false });
  await pipeline(source, client.query(copyFrom(`COPY ${target} FROM STDIN`)));
  return counter.rows;
}

/** Streams text that is already in COPY's format (tabs, `\\N`, one line a row) into `target`, inside a transaction. */
export async function copyText(db: Db, target: string, text: AsyncIterable<Buffer>): Promise<void> {
  const runner = db.manager.queryRunner;
  if (!runner) throw new Error('copyText needs the connection of a transaction');
  await db.flush();
  const client = (await runner.connect()) as PoolClient;
  const source = ReadableStream.from(text, { objectMode: false });
  await pipeline(source, client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

async function* chunks(rows: CopyRows, counter: { rows: number }): AsyncGenerator<Buffer> {
  let text = '';
  for await (const row of rows) {
    counter.rows += 1;
    text += `${row.map(cell).join('\t')}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

function cell(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}
