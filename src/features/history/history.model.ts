import type { Ordering } from '../../platform/database/keyset';

/** One write: who, when, what. */
export interface ChangeSetRow {
  id: number;
  action: string;
  actor: string;
  createdDatetime: Date;
  note: string | null;
  requestId: string | null;
  revertsChangeSetId: number | null;
  revertedByChangeSetId: number | null;
}

/** One changed row of a change set. */
export interface ChangeSetEntryRow {
  id: string;
  changeSetId: number;
  /** Table name. */
  entity: string;
  /** JSON tuple of the row's natural key. */
  entityKey: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

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
