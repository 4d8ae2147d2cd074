import type { BareWriteScope } from '../../../platform/transaction/writer';
import type { Change, WriteScope } from '../../../platform/scope/request-scope';
import { insertChangeSet, sealChangeSet } from './change-set.repository';

declare module '../../../platform/scope/request-scope' {
  interface WriteScope {
    /** The change set that every row of this change is recorded in. */
    readonly changeSetId: number;
  }
}

/** An announcement holds 8,000 bytes; no change touches so many months. */
const MAX_MONTHS = 120;

/** Opens the change set of one change and returns its id. */
export function openChangeSet(bare: BareWriteScope, change: Change): Promise<number> {
  return insertChangeSet(bare, change);
}

/** Ends a change: its content is hashed for the audit chain, the version of the data rises, and listeners learn of it. */
export function sealChange(tx: WriteScope, months: readonly string[]): void {
  sealChangeSet(tx, months.slice(0, MAX_MONTHS));
}
