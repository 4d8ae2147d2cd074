import type { Issue } from '../../../domain/errors';
import type { PlanHeader, PlanKind, PlanSettings, Question } from '../options/allocation.model';

/** A row as the database writes it: exact decimals, ISO dates, null. */
export type TextRow = readonly (string | null)[];

/** Messages to the thread, in this order: `calendar`, then `demands` and `people` in batches, then `run`. */
export type ToWorker =
  | { say: 'calendar'; weeks: TextRow[]; tiers: TextRow[]; closedMonths: string[] }
  | { say: 'demands'; rows: readonly TextRow[] }
  | { say: 'people'; rows: readonly TextRow[] }
  | { say: 'run'; task: WorkerTask };

/** What the thread is to do with the problem it was given. */
export type WorkerTask =
  | { kind: PlanKind; settings: PlanSettings }
  | { kind: 'explain'; settings: PlanSettings; questions: readonly Question[] };

/** Why something is refused. */
interface Refusal {
  code: string;
  message: string;
  issues: readonly Issue[];
}

/** The answer to a question, or why there is none. */
export type Explained = { answer: unknown } | { refused: Refusal };

/** A finished plan: what is kept, and a digest of all that executing it would do. */
export interface PlannedDocument {
  header: PlanHeader;
  /** The compressed sections behind the header. */
  body: Uint8Array<ArrayBuffer>;
  digest: string;
}

/** Messages of the thread. */
export type FromWorker =
  | { say: 'progress'; percent: number; stage: string; bestGapPct: number | null }
  | { say: 'planned'; document: PlannedDocument }
  | { say: 'explained'; answers: readonly Explained[] }
  | ({ say: 'refused' } & Refusal);
