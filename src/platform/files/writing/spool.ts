import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

/** What an answer holds in memory before it goes on in a file. */
const MEMORY_BYTES = 1024 * 1024;
const READ_BYTES = 128 * 1024;

/** What all spools of a process may take on disk together. */
export class SpoolSpace {
  private used = 0;

  /** At most so many bytes, in files of this folder. */
  constructor(
    private readonly bytes: number,
    readonly folder: string = tmpdir(),
  ) {}

  /** Bytes in use. */
  get usedBytes(): number {
    return this.used;
  }

  /** Takes so many bytes if they are free. */
  take(bytes: number): boolean {
    if (this.used + bytes > this.bytes) return false;
    this.used += bytes;
    return true;
  }

  /** Gives them back. */
  give(bytes: number): void {
    this.used -= bytes;
  }
}

/**
 * Stands between a fast source and a slow reader: the source is read as fast as it comes, into memory and from there on
 * into a temporary file, so that what the source holds (a connection of the database) is let go however slowly the reader
 * takes its answer. Where the space on disk is used up, the source waits for the reader. The file is nameless from its
 * start: it is gone when it is closed, even if the process is killed.
 */
export function spooled(source: Readable, space: SpoolSpace): Readable {
  return new Spool(source, space);
}

class Spool extends Readable {
  private readonly memory: Buffer[] = [];
  private memoryBytes = 0;
  private file: FileHandle | undefined;
  private hasDisk = true;
  private writtenTo = 0;
  private readTo = 0;
  private taken = 0;
  private isWriting = false;
  private isReading = false;
  private hasEnded = false;
  /** Called when something came for the reader, or when the reader made room. */
  private onChange: (() => void)[] = [];

  constructor(
    private readonly source: Readable,
    private readonly space: SpoolSpace,
  ) {
    super({ highWaterMark: READ_BYTES });
    this.fill().catch((error: unknown) =>
      this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override _read(): void {
    if (this.isReading) return;
    this.isReading = true;
    this.next().then(
      (chunk) => {
        this.isReading = false;
        this.push(chunk);
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.source.destroy();
    this.changed();
    this.release().then(
      () => callback(error),
      () => callback(error),
    );
  }

  private async fill(): Promise<void> {
    for await (const piece of this.source as AsyncIterable<Buffer | string>) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
      await this.keep(chunk);
      if (this.destroyed) return;
    }
    this.hasEnded = true;
    this.changed();
  }

  /** In memory while nothing waits in the file, else behind it; where neither has room, once the reader has made some. */
  private async keep(chunk: Buffer): Promise<void> {
    while (!this.destroyed) {
      if (this.hasRoomFor(chunk)) {
        this.memory.push(chunk);
        this.memoryBytes += chunk.length;
        this.changed();
        return;
      }
      if (await this.write(chunk)) return;
      // The reader may have made room meanwhile: nobody would wake this up.
      if (!this.hasRoomFor(chunk)) await this.change();
    }
  }

  private hasRoomFor(chunk: Buffer): boolean {
    const isFileEmpty = this.readTo === this.writtenTo;
    return isFileEmpty && (this.memoryBytes === 0 || this.memoryBytes + chunk.length <= MEMORY_BYTES);
  }

  /** Whether the chunk found room in the file. */
  private async write(chunk: Buffer): Promise<boolean> {
    if (!this.hasDisk || !this.space.take(chunk.length)) return false;
    this.taken += chunk.length;
    this.isWriting = true;
    try {
      this.file ??= await namelessFile(this.space.folder);
      await this.file.write(chunk, 0, chunk.length, this.writtenTo);
      this.writtenTo += chunk.length;
      return true;
    } catch {
      // No disk to write on, or a full one: the source waits for the reader from now on.
      this.hasDisk = false;
      return false;
    } finally {
      this.isWriting = false;
      this.changed();
    }
  }

  private async next(): Promise<Buffer | null> {
    for (;;) {
      if (this.destroyed) return null;
      const held = this.memory.shift();
      if (held) {
        this.memoryBytes -= held.length;
        this.changed();
        return held;
      }
      if (this.readTo < this.writtenTo) return this.fromFile();
      if (this.hasEnded) return null;
      await this.change();
    }
  }

  private async fromFile(): Promise<Buffer> {
    const length = Math.min(READ_BYTES, this.writtenTo - this.readTo);
    const { bytesRead, buffer } = (await this.file?.read(
      Buffer.allocUnsafe(length),
      0,
      length,
      this.readTo,
    )) ?? {
      bytesRead: 0,
      buffer: Buffer.alloc(0),
    };
    if (bytesRead === 0) throw new Error('The temporary file of an answer ends too early');
    this.readTo += bytesRead;
    // All is read: the file begins anew.
    if (this.readTo === this.writtenTo && !this.isWriting) {
      this.readTo = 0;
      this.writtenTo = 0;
      this.space.give(this.taken);
      this.taken = 0;
    }
    this.changed();
    return buffer.subarray(0, bytesRead);
  }

  private async release(): Promise<void> {
    while (this.isWriting) await this.change();
    this.space.give(this.taken);
    this.taken = 0;
    this.memory.length = 0;
    await this.file?.close();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.onChange.push(resolve));
  }

  private changed(): void {
    const waiting = this.onChange;
    this.onChange = [];
    for (const resolve of waiting) resolve();
  }
}

/** A temporary file that has lost its name. */
async function namelessFile(folder: string): Promise<FileHandle> {
  const name = path.join(folder, `headroom-answer-${randomUUID()}`);
  const file = await open(name, 'wx+', 0o600);
  try {
    await unlink(name);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
