import type { Reason } from '../../../domain/codes';
import type { FieldChange, OnConflict, WriteStatus } from '../../../domain/writing';
import type { ResourceRow } from '../person/resource.model';

/** Columns of people that no roster sets: the key, and what the server keeps. */
export const ROSTER_KEEPS = [
  'id',
  'cn',
  'deactivatedBy',
  'deactivatedDatetime',
  'createdDatetime',
  'updatedDatetime',
  'version',
] as const satisfies readonly (keyof ResourceRow)[];

/** Fields of a person that a roster may set; states and skills as lists. */
export type RosterFields = Partial<
  Omit<ResourceRow, (typeof ROSTER_KEEPS)[number] | 'stateList' | 'skills'> & {
    stateList: readonly string[];
    skills: readonly string[];
  }
>;

/** One person of a roster. A field that the file does not have is undefined and leaves the stored one alone. */
export interface RosterPerson extends RosterFields {
  /** Number of the row in the file. */
  row: number;
  /** Normalised. */
  cn: string;
  /** What a new person starts with; a stored one keeps what is stored. */
  ifNew?: RosterFields;
  /** Stored skills stay beside those given. */
  keepsSkills?: true;
}

/** How a roster is written. */
export interface RosterOptions {
  onConflict?: OnConflict | undefined;
}

/** One thing to say about one row; `field` is the column’s name. */
export interface RosterIssue {
  severity: 'error' | 'warning';
  code: Reason;
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
  /** What a row changed in a stored person. */
  changes: FieldChange[];
  /** Was active and no longer is. */
  turnedInactive: boolean;
}
