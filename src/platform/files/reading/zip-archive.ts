import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise, openPromise } from 'yauzl';
import { DomainError } from '../../../domain/errors';
import { badFile, tooLarge } from './file-errors';
import type { FileLimits } from './file-limits';
import { bytesText, ratioFloor } from './file-limits';

/** A workbook has dozens of parts; tens of thousands are an attack on the directory reader. */
const MAX_PARTS = 10_000;

type PackedSource = { path: string } | { buffer: Buffer };

/** A zip whose parts are read by name, counting bytes while they unpack; nothing is ever written to disk. */
export class ZipArchive {
  private inflated = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: FileLimits,
  ) {}

  /** Reads the directory and refuses what it already gives away: bombs, encryption, names that leave the archive. */
  static async open(source: PackedSource, limits: FileLimits): Promise<ZipArchive> {
    const options = { autoClose: false, lazyEntries: true };
    try {
      const zip =
        'path' in source
          ? await openPromise(source.path, options)
          : await fromBufferPromise(source.buffer, options);
      return new ZipArchive(zip, await readDirectory(zip, limits), limits);
    } catch (error) {
      throw damaged(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The unpacked bytes of one part; stops as soon as they exceed a limit. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry)
      throw badFile(`the workbook lacks its part ${name}; save it again with a spreadsheet program`);
    let part = 0;
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer;
        part += bytes.length;
        this.inflated += bytes.length;
        checkSizes(entry, part, this.inflated, this.limits);
        yield bytes;
      }
    } catch (error) {
      throw damaged(error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

async function readDirectory(zip: ZipFile, limits: FileLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_PARTS) {
    throw badFile(`the archive lists ${zip.entryCount} parts; a workbook has at most ${MAX_PARTS}`);
  }
  const entries = new Map<string, Entry>();
  let declared = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw badFile('the archive is encrypted; save the workbook without a password');
    declared += entry.uncompressedSize;
    checkSizes(entry, entry.uncompressedSize, declared, limits);
    entries.set(entry.fileName.toLowerCase(), entry);
  }
  return entries;
}

function checkSizes(entry: Entry, part: number, total: number, limits: FileLimits): void {
  if (total > limits.inflatedBytes) {
    throw tooLarge(
      `the workbook unpacks to more than ${bytesText(limits.inflatedBytes)}, the limit; split the file`,
    );
  }
  if (part > ratioFloor(entry.fileName) && part > entry.compressedSize * limits.ratio) {
    throw tooLarge(
      `the part ${entry.fileName.slice(0, 80)} unpacks to more than ${limits.ratio} times its packed size ` +
        `of ${bytesText(entry.compressedSize)}, the limit; this looks like a zip bomb`,
    );
  }
}

/** What the zip reader complains of, in a planner's words; refusals of our own pass through. */
function damaged(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/invalid relative path|absolute path|invalid characters in fileName/.test(message)) {
    return badFile(
      `the archive holds a file name that leaves the archive (${message.slice(0, 120)}); refused`,
    );
  }
  return badFile(
    `the file is a damaged or incomplete zip archive (${message.slice(0, 120)}); save the workbook again`,
  );
}
