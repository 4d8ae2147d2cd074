import type { WorkType } from '../../../domain/demand/lob';
import type { Sorting } from '../../../platform/database/sorting';
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

const MAIN_LOB = { field: 'mainLob', type: 'text' } as const;
const STATE = { field: 'state', type: 'text' } as const;
const CASE_TYPE = { field: 'caseType', type: 'text' } as const;
const MONTH = { field: 'monthStart', type: 'date' } as const;

/** What forecast rows can be sorted by. */
export const FORECAST_SORTING: Sorting<ForecastRow> = {
  listed: {
    name: 'forecast',
    columns: [
      MAIN_LOB,
      STATE,
      CASE_TYPE,
      MONTH,
      { field: 'reportYear', type: 'integer' },
      { field: 'id', type: 'integer' },
    ],
  },
  about: 'by LOB, state, case type and month',
  by: {
    LOB: { about: 'LOB', columns: [MAIN_LOB] },
    STATE: { about: 'state', columns: [STATE] },
    CASE_TYPE: { about: 'case type', columns: [CASE_TYPE] },
    MONTH: { about: 'calendar month', columns: [MONTH] },
    FORECAST: { about: 'cases', columns: [{ field: 'forecast', type: 'integer' }] },
    TARGET_CPH: { about: 'target CPH', columns: [{ field: 'targetCph', type: 'decimal', nulls: 'last' }] },
    PLATFORM: { about: 'platform', columns: [{ field: 'platform', type: 'text' }] },
    MARKET: { about: 'market', columns: [{ field: 'market', type: 'text' }] },
    LOCALITY: { about: 'locality', columns: [{ field: 'locality', type: 'text' }] },
  },
};

/** Configured cases per hour of a LOB and case type. */
export type TargetCphRow = Row<TargetCphEntity>;

/** What configured CPHs can be sorted by. */
export const TARGET_CPH_SORTING: Sorting<TargetCphRow> = {
  listed: { name: 'target-cph', columns: [MAIN_LOB, CASE_TYPE] },
  about: 'by LOB and case type',
  by: {
    LOB: { about: 'LOB', columns: [MAIN_LOB] },
    CASE_TYPE: { about: 'case type', columns: [CASE_TYPE] },
    TARGET_CPH: { about: 'cases per hour', columns: [{ field: 'targetCph', type: 'decimal' }] },
  },
};
