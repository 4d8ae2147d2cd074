import type { ImportKind } from '../generated/graphql';
import { ProblemError, restFetch, type Problem } from '../data/rest';
import type { Kind, Options } from './kinds';

/** A kind that a file may be of. */
export interface RecognisedKind {
  kind: ImportKind;
  sheet: string | null;
  found: string[];
  missing: string[];
}

/** What a file was taken for. */
export interface Recognised {
  kinds: RecognisedKind[];
  sheets: string[];
}

/** What became of a row. */
export type RowStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/** A row of the file as the server answers it. */
export interface ImportRow {
  row: number;
  key: string | null;
  status: RowStatus;
  column: string | null;
  value: unknown;
  message: string | null;
  changes: { field: string; before: unknown; after: unknown }[];
}

/** Whether something is to be said of a row although it is saved. */
export const hasRemark = ({ status, message }: ImportRow): boolean =>
  message !== null && (status === 'created' || status === 'updated' || status === 'unchanged');

/** What an import did, or would do. */
export interface ImportAnswer {
  counts: Record<RowStatus, number>;
  rows: ImportRow[];
  rows_truncated: boolean;
  warnings: string[];
  unknown_columns: string[];
  skipped_closed: string[];
}

/** How far a long import is. */
export interface Progress {
  stage: string;
  percent: number;
  rows?: number | undefined;
}

/** How a file is sent. */
export interface Sending {
  kind: Kind;
  options: Options;
  dryRun: boolean;
  /** Rows that fail are left out instead of refusing the file. */
  skipFailed: boolean;
  requestId: string;
  signal: AbortSignal;
  onProgress(progress: Progress): void;
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.set('file', file, file.name);
  return form;
}

/** A file that was saved after it was chosen cannot be sent any more; the browser says only that sending failed. */
async function checkReadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Error(`${file.name} has changed since it was chosen. Choose it again.`);
  }
}

/** Asks what a file may be. */
export async function recognise(file: File, signal: AbortSignal): Promise<Recognised> {
  await checkReadable(file);
  return restFetch('/imports/recognise', { method: 'POST', body: formOf(file), signal });
}

interface JobAnswer {
  status: string;
  percent: number;
  stage: string;
  details: { rows?: number } | null;
  result: ImportAnswer | null;
  error: Problem | null;
}

const WAIT_S = 1;
const ASK_MS = 500;

/** A check in which every row fails is refused as a whole; its rows are what the reader wants to see. */
function rowsOf(error: unknown): ImportAnswer {
  const result =
    error instanceof ProblemError ? (error.problem as { result?: ImportAnswer }).result : undefined;
  if (result === undefined || result.rows.length === 0) throw error;
  return result;
}

/** Checks a file without saving anything. */
export function checkFile(
  file: File,
  sending: Omit<Sending, 'dryRun' | 'skipFailed'>,
): Promise<ImportAnswer> {
  return sendFile(file, { ...sending, dryRun: true, skipFailed: true }).catch(rowsOf);
}

/** Sends a file; one that takes longer is followed as a job. Aborting asks the job to stop: it then saves nothing. */
export async function sendFile(file: File, sending: Sending): Promise<ImportAnswer> {
  const { kind, options, dryRun, skipFailed, requestId, signal } = sending;
  await checkReadable(file);
  const query = new URLSearchParams({
    ...options,
    dry_run: String(dryRun),
    on_error: skipFailed ? 'skip' : 'abort',
    wait_s: String(WAIT_S),
  });
  const answer = await restFetch<ImportAnswer | { job_id: string }>(`${kind.path}?${query}`, {
    method: 'POST',
    body: formOf(file),
    headers: { 'x-request-id': requestId },
    signal,
  });
  return 'job_id' in answer ? follow(answer.job_id, sending) : answer;
}

async function follow(id: string, { signal, onProgress }: Sending): Promise<ImportAnswer> {
  for (;;) {
    if (signal.aborted) {
      await restFetch(`/jobs/${id}`, { method: 'DELETE' });
      throw new DOMException('Stopped', 'AbortError');
    }
    const job = await restFetch<JobAnswer>(`/jobs/${id}`);
    if (job.result) return job.result;
    if (job.error) throw new ProblemError(job.error);
    if (job.status === 'cancelled') throw new DOMException('Stopped', 'AbortError');
    onProgress({ stage: job.stage, percent: job.percent, rows: job.details?.rows });
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
