import { alignOne, tupleKey } from '../../../platform/loaders/align';
import type { ListText } from '../../../platform/graphql/text/json-text';
import type { RowText } from '../../../platform/graphql/text/row-text.sql';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import type { ForecastRow } from '../../demand';
import {
  countAssignmentPages,
  listAssignmentPages,
  writeAssignmentPages,
} from './assignment-pages.repository';
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

export { assignmentText } from './assignment-pages.repository';

const PAGE_BATCH = 1_000;

function pageKey({ of, spanKey }: AssignmentPageKey): string {
  return JSON.stringify(of) + spanKey;
}

/** A page of active assignments below one kind of thing as rows or as JSON text, and the number of all. */
export interface PageLoaders {
  page: LoaderDef<AssignmentPageKey, AssignmentRow[]>;
  text(rows: RowText): LoaderDef<AssignmentPageKey, ListText>;
  count: LoaderDef<AssignmentPageKey, number>;
}

function pageLoaders(kind: PageKind): PageLoaders {
  const texts = new WeakMap<RowText, LoaderDef<AssignmentPageKey, ListText>>();
  const textLoader = (rows: RowText): LoaderDef<AssignmentPageKey, ListText> => ({
    name: `assignmentPageText.${kind}`,
    variant: rows.key,
    cacheKey: pageKey,
    batch: (scope, keys) => writeAssignmentPages(scope, kind, rows, keys),
    maxBatchSize: PAGE_BATCH,
  });
  return {
    page: {
      name: `assignmentPage.${kind}`,
      cacheKey: pageKey,
      batch: (scope, keys) => listAssignmentPages(scope, kind, keys),
      maxBatchSize: PAGE_BATCH,
    },
    text(rows) {
      const known = texts.get(rows) ?? textLoader(rows);
      texts.set(rows, known);
      return known;
    },
    count: {
      name: `assignmentCount.${kind}`,
      cacheKey: pageKey,
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
