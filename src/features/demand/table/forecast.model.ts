import type { WorkType } from '../../../domain/demand/lob';
import type { Ordering } from '../../../platform/database/keyset';
import type { Row } from '../../../platform/database/table';
import type { ForecastReportMonthEntity } from './forecast-report-month.entity';
import type { ForecastEntity } from './forecast.entity';
import type { TargetCphEntity } from './target-cph.entity';

/** What a forecast row holds besides its number and version. */
export type ForecastValues = Omit<Row<ForecastEntity>, 'id' | 'version'>;

/** Forecast cases of one demand in one forecast month of one report, with that month. */
export type ForecastRow = Row<ForecastEntity> &
  Pick<ForecastReportMonthEntity, 'forecastMonth' | 'forecastYear' | 'monthStart' | 'isFrozen'>;

/** Which forecast rows to list: values of one filter are alternatives, different filters all apply. */
export interface ForecastFilter {
  /** Reports; the current one if absent, unless `live` is set. */
  reports?: readonly string[] | null | undefined;
  /** Calendar months: `2025-05`. */
  months?: readonly string[] | null | undefined;
  /** Further ones as people name them: `May-25`, or `May` of any year. */
  monthNames?: readonly string[] | null | undefined;
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
  platforms?: readonly string[] | null | undefined;
  localities?: readonly WorkType[] | null | undefined;
  /** True: rows of live months of any report; false: of frozen months. */
  live?: boolean | null | undefined;
}

/** Orders of forecast rows in lists. */
export type ForecastSort = 'demand' | 'month' | 'forecast_desc' | 'forecast';

const BY_DEMAND: Ordering<ForecastRow>['columns'] = [
  { field: 'mainLob', type: 'text' },
  { field: 'state', type: 'text' },
  { field: 'caseType', type: 'text' },
  { field: 'monthStart', type: 'date' },
  { field: 'reportYear', type: 'integer' },
  { field: 'id', type: 'integer' },
];

/** What each order sorts by. */
export const FORECAST_ORDERS: Readonly<Record<ForecastSort, Ordering<ForecastRow>>> = {
  demand: { name: 'forecast', columns: BY_DEMAND },
  month: { name: 'forecast.month', columns: [{ field: 'monthStart', type: 'date' }, ...BY_DEMAND] },
  forecast_desc: {
    name: 'forecast.forecast_desc',
    columns: [{ field: 'forecast', type: 'integer', descending: true }, ...BY_DEMAND],
  },
  forecast: { name: 'forecast.forecast', columns: [{ field: 'forecast', type: 'integer' }, ...BY_DEMAND] },
};

/** Configured cases per hour of a LOB and case type. */
export type TargetCphRow = Row<TargetCphEntity>;

/** The order of the configured CPHs. */
export const TARGET_CPH_ORDER: Ordering<TargetCphRow> = {
  name: 'target-cph',
  columns: [
    { field: 'mainLob', type: 'text' },
    { field: 'caseType', type: 'text' },
  ],
};
