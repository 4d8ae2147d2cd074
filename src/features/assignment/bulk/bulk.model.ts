import type { CalendarMonth } from '../../../domain/time/month';
import type { OnConflict, OnDuplicate, OnError } from '../../../domain/writing';
import type { AssignmentTypeName } from '../table/assignment.model';

/** How a set of assignments is written. */
export interface BulkOptions {
  /** Default ERROR. */
  onConflict?: OnConflict | null | undefined;
  /** `abort` (default): a failed row refuses all. `skip`: the good rows are saved. */
  onError?: OnError | null | undefined;
  /** `error` (default): a person-week given twice is an error. `last`: the last one counts. */
  onDuplicate?: OnDuplicate | null | undefined;
  /** Echoed in the answer; the transaction itself is rolled back by its `Change`. */
  dryRun?: boolean | null | undefined;
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
