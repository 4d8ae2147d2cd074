import { alignOne, tupleKey } from '../../../platform/loaders/align';
import type { RowText } from '../../../platform/graphql/text/plain-text.model';
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
  /** Of all parents of a list together. */
  texts(rows: RowText): LoaderDef<readonly AssignmentPageKey[], readonly string[]>;
  count: LoaderDef<AssignmentPageKey, number>;
}

type TextLoader = ReturnType<PageLoaders['texts']>;

function textLoader(kind: PageKind, rows: RowText): TextLoader {
  return {
    name: `assignmentPageText.${kind}`,
    variant: rows.key,
    cacheKey: (keys) => keys.map(pageKey).join('\n'),
    batch: async (scope, lists) => {
      const texts = await inBatches(lists.flat(), (keys) => writeAssignmentPages(scope, kind, rows, keys));
      let end = 0;
      return lists.map(({ length }) => texts.slice(end, (end += length)));
    },
  };
}

async function inBatches<K, V>(keys: readonly K[], read: (keys: readonly K[]) => Promise<V[]>): Promise<V[]> {
  const batches: Promise<V[]>[] = [];
  for (let at = 0; at < keys.length; at += PAGE_BATCH) batches.push(read(keys.slice(at, at + PAGE_BATCH)));
  return (await Promise.all(batches)).flat();
}

function pageLoaders(kind: PageKind): PageLoaders {
  const texts = new WeakMap<RowText, TextLoader>();
  return {
    page: {
      name: `assignmentPage.${kind}`,
      cacheKey: pageKey,
      batch: (scope, keys) => listAssignmentPages(scope, kind, keys),
      maxBatchSize: PAGE_BATCH,
    },
    texts(rows) {
      const known = texts.get(rows) ?? textLoader(kind, rows);
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
