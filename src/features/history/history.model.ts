import type { Ordering } from '../../platform/database/keyset';
import type { Sorting } from '../../platform/database/sorting';
import type { Row } from '../../platform/database/table';
import type { ChangeSetEntryEntity } from './writing/change-set-entry.entity';
import type { ChangeSetEntity } from './writing/change-set.entity';

/** One write: who, when, what; and which change set took it back. */
export type ChangeSetRow = Row<ChangeSetEntity> & { revertedByChangeSetId: number | null };

/** One changed row of a change set. */
export type ChangeSetEntryRow = Row<ChangeSetEntryEntity>;

/** The tables whose changed rows stand in change sets. */
export const RECORDED_TABLES: readonly string[] = [
  'api_key',
  'forecast',
  'forecast_report',
  'forecast_report_month',
  'holiday',
  'month_close',
  'month_configuration',
  'production_capacity_tier',
  'resource_production_step',
  'resource_v2',
  'resource_week_exception',
  'target_cph',
  'week_configuration',
  'weekly_resource_assignment',
];

/** Those of them that only administrators may see. */
export const TABLES_OF_ADMINS: readonly string[] = ['api_key'];

/** Which change sets to list; several filters must all hold. */
export interface HistoryFilter {
  ids?: readonly number[] | null | undefined;
  actors?: readonly string[] | null | undefined;
  /** Exact action (`assignment.create`) or its noun (`assignment`). */
  actions?: readonly string[] | null | undefined;
  /** Table that was changed. */
  entity?: string | null | undefined;
  /** Text that the changed row's key contains, e.g. a CN. */
  key?: string | null | undefined;
  /** People whose rows were changed. */
  resourceCns?: readonly string[] | null | undefined;
  /** Demands of changed rows, before or after: what is given must hold of one row. */
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
  /** First instant, inclusive. */
  from?: Date | null | undefined;
  /** Last instant, exclusive. */
  to?: Date | null | undefined;
}

/** What change sets can be sorted by. */
export const CHANGE_SET_SORTING: Sorting<ChangeSetRow> = {
  listed: { name: 'change-set', columns: [{ field: 'id', type: 'integer', descending: true }] },
  about: 'newest first',
  by: {
    CREATED: { about: 'when they were written', columns: [{ field: 'createdDatetime', type: 'instant' }] },
    ACTOR: { about: 'who wrote them', columns: [{ field: 'actor', type: 'text', collated: true }] },
    ACTION: { about: 'action', columns: [{ field: 'action', type: 'text' }] },
  },
};

/** In writing order. */
export const ENTRY_ORDER: Ordering<ChangeSetEntryRow> = {
  name: 'change-set-entry',
  columns: [{ field: 'id', type: 'bigint' }],
};
