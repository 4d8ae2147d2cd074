const ABORT_CODES = new Set<unknown>([
  'ABORT_ERR',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ECONNRESET',
  'EPIPE',
]);

/** Whether work ended because nobody waits for it any more: a client that went away, a job that was cancelled. */
export function isAborted(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || ABORT_CODES.has((error as { code?: unknown }).code);
}
