import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { invalid } from '../../../domain/errors';
import { tooLargeFile, type FileLimits } from '../../../platform/files/reading/file-limits';
import type { UploadedFile } from '../../../platform/scope/attachments';

/** A file that stands in the request itself. */
export interface GivenFile {
  name: string;
  /** Its bytes in base64. */
  content: string;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Stores the bytes of a file for as long as `use` works with it. */
export async function withGivenFile<T>(
  { name, content }: GivenFile,
  limits: FileLimits,
  use: (file: UploadedFile) => Promise<T>,
): Promise<T> {
  if (!BASE64.test(content.replace(/\s+/g, '')))
    throw invalid('file.content', content, 'the bytes of the file in base64');
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > limits.fileBytes) throw tooLargeFile('file.content', limits, name);
  const folder = await mkdtemp(path.join(tmpdir(), 'headroom-given-'));
  try {
    const file = path.join(folder, 'file');
    await writeFile(file, bytes);
    return await use({ path: file, fileName: name });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
