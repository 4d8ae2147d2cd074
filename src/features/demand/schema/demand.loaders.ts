import { alignMany, alignOne, tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import type { ForecastKey, ReportKey } from '../table/demand.model';
import type { ForecastRow } from '../table/forecast.model';
import { findForecastsByIds, findForecastsByKeys } from '../table/forecast.repository';
import type { ReportMonthRow, ReportRow } from '../table/report.model';
import { findReports, listMonthsOfReports } from '../table/report.repository';

const reportKey = ({ reportYear, reportMonth }: ReportKey): string => tupleKey(reportYear, reportMonth);
const forecastKey = (key: ForecastKey): string =>
  tupleKey(key.reportYear, key.reportMonth, key.forecastMonthIndex, key.mainLob, key.state, key.caseType);

/** Forecast rows by exact key: report, index and the demand in canonical spelling. */
export const forecastByKey: LoaderDef<ForecastKey, ForecastRow | undefined> = {
  name: 'forecastByKey',
  cacheKey: forecastKey,
  batch: async (scope, keys) =>
    alignOne(keys, forecastKey, await findForecastsByKeys(scope, keys), forecastKey),
};

/** Forecast rows by number. */
export const forecastById: LoaderDef<number, ForecastRow | undefined> = {
  name: 'forecastById',
  cacheKey: (id) => tupleKey(id),
  batch: async (scope, ids) =>
    alignOne(ids, String, await findForecastsByIds(scope, ids), (row) => String(row.id)),
};

/** Reports by key. */
export const reportByKey: LoaderDef<ReportKey, ReportRow | undefined> = {
  name: 'reportByKey',
  cacheKey: reportKey,
  batch: async (scope, keys) => alignOne(keys, reportKey, await findReports(scope, keys), reportKey),
};

/** The six months of reports, by index. */
export const monthsByReport: LoaderDef<ReportKey, ReportMonthRow[]> = {
  name: 'monthsByReport',
  cacheKey: reportKey,
  batch: async (scope, keys) => alignMany(keys, reportKey, await listMonthsOfReports(scope, keys), reportKey),
};
