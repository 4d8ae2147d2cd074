import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SpoolSpace, spooled } from '../../../src/platform/files/writing/spool';

const MB = 1024 * 1024;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spool-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** So many pieces of 64 kB, each of its own letter; `state` says how many have been taken and whether it was let go. */
function source(pieces: number, failAt = Infinity) {
  const state = { taken: 0, isClosed: false };
  const stream = Readable.from(
    (function* () {
      for (let n = 0; n < pieces; n += 1) {
        if (n === failAt) throw new Error('broken off');
        state.taken += 1;
        yield Buffer.alloc(64 * 1024, 97 + (n % 26));
      }
    })(),
    { highWaterMark: 1 },
  );
  stream.once('close', () => (state.isClosed = true));
  return { stream, state };
}

const whole = (pieces: number): Buffer =>
  Buffer.concat(Array.from({ length: pieces }, (_, n) => Buffer.alloc(64 * 1024, 97 + (n % 26))));

async function eventually(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isSo(); tries += 1) await sleep(10);
  expect(isSo()).toBe(true);
}

test('the source is read to its end and let go while the reader has taken nothing; then everything comes in order', async () => {
  const { stream, state } = source(160);
  const space = new SpoolSpace(100 * MB, folder);
  const spool = spooled(stream, space);
  await eventually(() => state.isClosed);
  // 10 MB: one in memory, the rest in a file that has no name.
  expect(space.usedBytes).toBeGreaterThan(8 * MB);
  expect(readdirSync(folder)).toEqual([]);
  const chunks: Buffer[] = [];
  for await (const chunk of spool as AsyncIterable<Buffer>) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(whole(160))).toBe(true);
  expect(space.usedBytes).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('a short answer never touches the disk', async () => {
  const { stream, state } = source(15);
  const space = new SpoolSpace(0);
  const spool = spooled(stream, space);
  await eventually(() => state.isClosed);
  expect(Buffer.concat(await spool.toArray()).length).toBe(15 * 64 * 1024);
});

test.each([
  ['the space is used up', 2 * MB, ''],
  ['there is no disk to write on', 100 * MB, 'nowhere'],
])('where %s the source waits for the reader, and nothing is lost', async (_why, bytes, below) => {
  const { stream, state } = source(160);
  const space = new SpoolSpace(bytes, path.join(folder, below));
  const spool = spooled(stream, space);
  await sleep(200);
  expect(state.isClosed).toBe(false);
  expect(state.taken).toBeLessThan(60);
  expect(space.usedBytes).toBeLessThanOrEqual(bytes);
  const chunks: Buffer[] = [];
  for await (const chunk of spool as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    if (chunks.length % 20 === 0) await sleep(5);
  }
  expect(Buffer.concat(chunks).equals(whole(160))).toBe(true);
  expect(space.usedBytes).toBe(0);
});

test('who leaves lets the source and the file go at once', async () => {
  const { stream, state } = source(100_000);
  const space = new SpoolSpace(100 * MB, folder);
  const spool = spooled(stream, space);
  await eventually(() => space.usedBytes > 4 * MB);
  spool.destroy();
  await eventually(() => state.isClosed && space.usedBytes === 0);
  expect(readdirSync(folder)).toEqual([]);
});

test('an answer that breaks off is broken off for the reader too, never ended', async () => {
  const { stream } = source(160, 100);
  const space = new SpoolSpace(100 * MB, folder);
  await expect(spooled(stream, space).toArray()).rejects.toThrow('broken off');
  await eventually(() => space.usedBytes === 0);
});
