import { DomainError } from '../../../domain/errors';

/** What one uploaded table may cost; every figure is checked while reading, not only from what the file declares. */
export interface FileLimits {
  /** Size of the file itself, in bytes. */
  readonly fileBytes: number;
  /** Sum of everything a workbook unpacks to, in bytes. */
  readonly inflatedBytes: number;
  /** How many times its packed size one part of a workbook may unpack to. */
  readonly ratio: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Characters in one cell. */
  readonly maxCellLength: number;
}

/** The limits where nobody has configured others; rows and cell length are those of Excel itself. */
export const DEFAULT_FILE_LIMITS: FileLimits = {
  fileBytes: 50_000_000,
  inflatedBytes: 200_000_000,
  ratio: 100,
  maxRows: 1_048_576,
  maxColumns: 500,
  maxCellLength: 32_767,
};

/** Below this a part may be packed as tightly as it likes: small repetitive sheets are honest. */
const RATIO_FLOOR_BYTES = 2_000_000;
/** The style table repeats itself: tens of thousands of equal styles, as some programs write them, pack 250 to 1. */
const STYLES_FLOOR_BYTES = 32_000_000;

/** Size up to which the ratio of a part does not matter. */
export function ratioFloor(part: string): number {
  return /(^|\/)styles\.xml$/i.test(part) ? STYLES_FLOOR_BYTES : RATIO_FLOOR_BYTES;
}

/** A size as people say it: `61.2 MB`, `812 bytes`. */
export function bytesText(bytes: number): string {
  return bytes >= 100_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${bytes} bytes`;
}

/** Why a file is not taken: its bytes alone are too many. */
export function tooLargeFile(path: string, { fileBytes }: FileLimits, fileName: string): DomainError {
  const message = `The file is larger than ${bytesText(fileBytes)}; split it, or ask for a higher limit`;
  return new DomainError('TOO_LARGE', message, [{ path, message, value: fileName }]);
}
