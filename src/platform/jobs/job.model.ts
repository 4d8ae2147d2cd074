import type { ErrorCode, Reason } from '../../domain/codes';
import type { JobAnswer } from '../scope/attachments';

/** How far a job is. */
export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What a job does. */
export type JobKind =
  | 'allocation.preview'
  | 'allocation.execute'
  | 'allocation.rebalance'
  | 'import.assignments'
  | 'import.forecast'
  | 'import.holidays'
  | 'import.mapping'
  | 'import.month_config'
  | 'import.roster'
  | 'import.target_cph'
  | 'recompute';

/** A long piece of work as everybody may look at it. */
export interface JobRow {
  id: string;
  kind: JobKind;
  status: JobStatus;
  /** 0 to 100. */
  percent: string;
  stage: string;
  /** Figures of the moment, e.g. the best gap so far. */
  details: unknown;
  /** The answer as its transport showed it, once it succeeded. */
  result: unknown;
  /** The answer under the names of the GraphQL schema; null of a job of an earlier version. */
  answer: JobAnswer | null;
  /** The problem document, once it failed. */
  error: unknown;
  actor: string;
  cancelRequested: boolean;
  createdDatetime: Date;
  finishedDatetime: Date | null;
}

/** Why a job ended without saving anything. */
export interface JobFailure {
  /** Null when something went wrong on the server's side. */
  code: ErrorCode | null;
  message: string;
  userErrors: {
    path: string[] | null;
    message: string;
    code: ErrorCode;
    reason?: Reason | undefined;
    value?: unknown;
  }[];
}
