import type { CalendarMonth } from '../../../domain/time/month';
import type { AssignmentTypeName } from '../table/assignment.model';

/** What is done when a person-week is taken: refuse the row, leave the stored one, or put the new one in its place. */
export const ON_CONFLICT = ['ERROR', 'SKIP', 'REPLACE'] as const;

/** One of ON_CONFLICT. */
export type OnConflict = (typeof ON_CONFLICT)[number];

/** How a set of assignments is written. */
export interface BulkOptions {
  /** Default ERROR. */
  onConflict?: OnConflict | null | undefined;
  /** `abort` (default): a failed row refuses all. `skip`: the good rows are saved. */
  onError?: 'abort' | 'skip' | null | undefined;
  /** `error` (default): a person-week given twice is an error. `last`: the last one counts. */
  onDuplicate?: 'error' | 'last' | null | undefined;
  /** Echoed in the answer; the transaction itself is rolled back by its `Change`. */
  dryRun?: boolean | null | undefined;
}

/** What became of one input row. */
export type BulkStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/** One input row in the answer: what became of it, and what is to be said about it. Cells of files are text. */
export interface BulkRow<Value = string | null> {
  /** 1-based position in the request, or row of the file. */
  row: number;
  /** `AA000001 2025-W18`, or the person and the month of a monthly row. */
  key: string;
  status: BulkStatus;
  /** The field that the message is about. */
  column: string | null;
  /** As the caller gave it. */
  value: Value;
  /** Why it failed or was skipped; on saved rows a warning. */
  message: string | null;
  /** Kind of failure or warning, e.g. DOUBLE_BOOKING. */
  code: string | null;
}

/** Person-weeks by what became of them. */
export type BulkCounts = Record<BulkStatus, number>;

/** The answer of every write of a set of assignments. */
export interface BulkAnswer<Value = string | null> {
  dryRun: boolean;
  counts: BulkCounts;
  /** Up to 1,000 input rows all of them; above that the failed and warned ones, at most 1,000. */
  rows: BulkRow<Value>[];
  rowsTruncated: boolean;
  warnings: string[];
  /** Of a file. A request with unknown fields is refused, so of one there are none. */
  unknownColumns: string[];
  /** First days of the closed months that were left alone. */
  skippedClosed: string[];
}

/** One person-week, or one person in every week of a calendar month, as staged; names in any spelling. */
export interface StagedAssignment {
  row: number;
  /** Normalised. */
  cn: string;
  year?: number | undefined;
  week?: number | undefined;
  /** Instead of a week: every week whose parent month this is. */
  month?: CalendarMonth | undefined;
  mainLob: string;
  state: string;
  caseType: string;
  /** Exact fraction 0–1; null = follow the tier or the person. */
  productionPercentage?: string | null | undefined;
  capacityTierId?: number | null | undefined;
  assignmentType?: AssignmentTypeName | null | undefined;
  pinned?: boolean | null | undefined;
  note?: string | null | undefined;
  override?: boolean | null | undefined;
}
