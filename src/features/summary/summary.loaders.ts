import { alignOne, tupleKey } from '../../platform/loaders/align';
import type { LoaderDef } from '../../platform/scope/request-scope';
import type { SummaryKey, SummaryRow } from './summary.model';
import { findSummaries } from './summary.repository';

const summaryKey = (key: SummaryKey): string =>
  tupleKey(key.reportYear, key.reportMonth, key.forecastMonthIndex, key.mainLob, key.state, key.caseType);

/** Summaries by report, forecast month and demand in canonical spelling. */
export const summaryByKey: LoaderDef<SummaryKey, SummaryRow | undefined> = {
  name: 'summaryByKey',
  cacheKey: summaryKey,
  batch: async (scope, keys) => alignOne(keys, summaryKey, await findSummaries(scope, keys), summaryKey),
};
