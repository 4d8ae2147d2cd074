import type { WorkType } from '../../../domain/demand/lob';
import type { OnConflict, WriteStatus } from '../../../domain/writing';

/** One person of a roster. A field that the file does not have is undefined and leaves the stored one alone. */
export interface RosterPerson {
  /** Number of the row in the file. */
  row: number;
  /** Normalised. */
  cn: string;
  firstName?: string;
  lastName?: string;
  opid?: string | null;
  /** Canonical where known, else as written. */
  primaryPlatform?: string;
  location?: WorkType;
  /** Sorted USPS codes or ALL. */
  stateList?: readonly string[];
  skills?: readonly string[];
  isActive?: boolean;
  /** Exact decimal 0–1. */
  productionPercentage?: string;
  hireDate?: string | null;
}

/** How a roster is written. */
export interface RosterOptions {
  onConflict?: OnConflict | undefined;
}

/** One thing to say about one row; `field` is the column’s name. */
export interface RosterIssue {
  severity: 'error' | 'warning';
  code:
    'INVALID_VALUE' | 'MISSING_VALUE' | 'DUPLICATE' | 'EXISTS' | 'FUTURE_ASSIGNMENTS' | 'LOCATION_CHANGED';
  field: string;
  value: string | null;
  message: string;
}

/** What became of one person, in the order of the roster. */
export interface RosterResult {
  row: number;
  cn: string;
  status: WriteStatus;
  issues: RosterIssue[];
}
