import type { Ordering } from '../../platform/database/keyset';
import type { Row } from '../../platform/database/table';
import type { ChangeSetEntryEntity } from './writing/change-set-entry.entity';
import type { ChangeSetEntity } from './writing/change-set.entity';

/** One write: who, when, what; and which change set took it back. */
export type ChangeSetRow = Row<ChangeSetEntity> & { revertedByChangeSetId: number | null };

/** One changed row of a change set. */
export type ChangeSetEntryRow = Row<ChangeSetEntryEntity>;

/** Which change sets to list; several filters must all hold. */
export interface HistoryFilter {
  ids?: readonly number[] | undefined;
  actors?: readonly string[] | undefined;
  /** Exact action (`assignment.create`) or its noun (`assignment`). */
  actions?: readonly string[] | undefined;
  /** Table that was changed. */
  entity?: string | undefined;
  /** Text that the changed row's key contains, e.g. a CN. */
  key?: string | undefined;
  /** First instant, inclusive. */
  from?: Date | undefined;
  /** Last instant, exclusive. */
  to?: Date | undefined;
}

/** Newest first. */
export const CHANGE_SET_ORDER: Ordering<ChangeSetRow> = {
  name: 'change-set',
  columns: [{ field: 'id', type: 'integer', descending: true }],
};

/** In writing order. */
export const ENTRY_ORDER: Ordering<ChangeSetEntryRow> = {
  name: 'change-set-entry',
  columns: [{ field: 'id', type: 'bigint' }],
};
