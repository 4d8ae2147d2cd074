import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { DomainError, invalid } from '../../../../domain/errors';
import { tooLargeFile, type FileLimits } from '../../../files/reading/file-limits';
import type { UploadedFile } from '../../../scope/attachments';

/** An uploaded file on disk. */
export interface ReceivedFile extends UploadedFile {
  sha256: string;
  remove(): Promise<void>;
}

const FIELD = 'file';

/** Writes the multipart field `file` to a temporary file, counting bytes; `remove()` it in the end. */
export async function receiveFile(request: FastifyRequest, limits: FileLimits): Promise<ReceivedFile> {
  if (!request.isMultipart()) {
    const type = request.headers['content-type'] ?? 'no content type';
    throw new DomainError(
      'UNSUPPORTED_MEDIA_TYPE',
      `${type} is not accepted here; send multipart/form-data with the field "${FIELD}"`,
    );
  }
  const part = await request
    .file({ limits: { fileSize: limits.fileBytes, files: 1 } })
    .catch((error: unknown) => refuseBroken(error));
  if (!part) throw invalid(FIELD, null, `a file in the multipart field "${FIELD}"`);
  const folder = await mkdtemp(path.join(tmpdir(), 'headroom-upload-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'upload');
    const hash = createHash('sha256');
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        hash.update(chunk);
        next(null, chunk);
      },
    });
    await pipeline(part.file, hashing, createWriteStream(file));
    if (part.file.truncated) throw tooLargeFile(FIELD, limits, part.filename);
    if (part.fieldname !== FIELD) throw invalid(part.fieldname, part.filename, `the field name "${FIELD}"`);
    return { path: file, fileName: part.filename, sha256: hash.digest('hex'), remove };
  } catch (error) {
    await remove();
    return refuseBroken(error);
  }
}

/** A body that is cut off or has no boundary is the client's mistake; the parser reports it only as text. */
function refuseBroken(error: unknown): never {
  if (!(error instanceof Error) || !/multipart|part terminated/i.test(error.message)) throw error;
  const message = `The body is no complete multipart/form-data (${error.message}); expected the field "${FIELD}" between its boundaries`;
  throw new DomainError('BAD_FILE', message, [{ path: FIELD, message, value: null }]);
}
