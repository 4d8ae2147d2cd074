import { alignOne, tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import type { ForecastRow } from '../../demand';
import { countAssignmentPages, listAssignmentPages } from './assignment-pages.repository';
import type { AssignmentPageKey, PageKind } from './assignment-pages.model';
import type { AssignmentRow } from './assignment.model';
import { findAssignmentsByIds } from './assignment.repository';

/** Assignments by number, deallocated ones too. */
export const assignmentById: LoaderDef<number, AssignmentRow | undefined> = {
  name: 'assignmentById',
  cacheKey: (id) => tupleKey(id),
  batch: async (scope, ids) =>
    alignOne(ids, String, await findAssignmentsByIds(scope, ids), (row) => String(row.id)),
};

const PAGE_BATCH = 1_000;

function pageKey({ of, fromWeek, toWeek, limit, offset, after, properties }: AssignmentPageKey): string {
  return JSON.stringify([of, fromWeek ?? null, toWeek ?? null, limit, offset, after ?? null, properties]);
}

/** A page of active assignments and their number below one kind of thing. */
export interface PageLoaders {
  page: LoaderDef<AssignmentPageKey, AssignmentRow[]>;
  count: LoaderDef<AssignmentPageKey, number>;
}

function pageLoaders(kind: PageKind): PageLoaders {
  return {
    page: {
      name: `assignmentPage.${kind}`,
      cacheKey: pageKey,
      batch: (scope, keys) => listAssignmentPages(scope, kind, keys),
      maxBatchSize: PAGE_BATCH,
    },
    count: {
      name: `assignmentCount.${kind}`,
      cacheKey: (key) => pageKey({ ...key, limit: 0, offset: 0, after: undefined, properties: undefined }),
      batch: (scope, keys) => countAssignmentPages(scope, kind, keys),
    },
  };
}

/** Active assignments below people, tiers, configured weeks, and demands of live and of frozen months. */
export const assignmentPages: Readonly<Record<PageKind, PageLoaders>> = {
  resource: pageLoaders('resource'),
  tier: pageLoaders('tier'),
  week: pageLoaders('week'),
  live: pageLoaders('live'),
  frozen: pageLoaders('frozen'),
};

/** A demand in a forecast month as the columns that assignments refer to. */
export function demandColumns(forecast: ForecastRow): Record<string, string | number> {
  return {
    report_year: forecast.reportYear,
    report_month: forecast.reportMonth,
    forecast_month_index: forecast.forecastMonthIndex,
    main_lob: forecast.mainLob,
    state: forecast.state,
    case_type: forecast.caseType,
  };
}
