import type { Route } from '../../platform/http/rest/table/route';
import { REPORT_MONTH, uploadRoute } from './upload.preset';

const FORECASTS = 'Forecasts';
const CPH = 'Target CPH';

/** Forecasts and target CPH (product inputs beyond the proposal). */
export const DEMAND_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/forecasts',
    operation: 'Forecasts',
    summary: 'List forecast rows',
    tag: FORECASTS,
    query: {
      month: {
        variable: 'filter.monthNames',
        description: 'Forecast month: `May-25`, or `May` of any year.',
      },
      main_lob: { variable: 'filter.mainLobs', description: 'Line of business.' },
      state: { variable: 'filter.states', description: 'State, or `N/A`.' },
      case_type: { variable: 'filter.caseTypes', description: 'Case type.' },
      platform: { variable: 'filter.platforms', description: 'Platform, e.g. `Amisys`.' },
      locality: { variable: 'filter.localities', description: '`Domestic` or `Global`.' },
      live: { variable: 'filter.live', description: 'Only live or only frozen months.' },
    },
    months: {
      'filter.reports': {
        in: 'query',
        month: 'report_month',
        year: 'report_year',
        description: 'Report month',
      },
    },
    answer: { kind: 'list', at: 'forecasts' },
    test: 'rest-demand: a forecast is set, listed and guarded by its version',
  },
  {
    method: 'POST',
    path: '/forecasts',
    operation: 'SetForecast',
    summary: 'Set the forecast of one demand in one month',
    tag: FORECASTS,
    body: { input: 'input' },
    months: {
      'input.reportMonth': {
        in: 'body',
        month: 'report_month',
        year: 'report_year',
        description: 'Report month; without it the live report of the month, or the current one for an index',
      },
      'input.forecastMonth': {
        in: 'body',
        month: 'forecast_month',
        year: 'forecast_year',
        description: 'Calendar month',
      },
    },
    current: {
      operation: 'Forecasts',
      at: 'forecasts.nodes',
      variables: {
        'filter.mainLobs': 'main_lob',
        'filter.states': 'state',
        'filter.caseTypes': 'case_type',
      },
    },
    answer: { kind: 'object', at: 'setForecast.forecast' },
    test: 'rest-demand: a forecast is set, listed and guarded by its version',
  },
  uploadRoute({
    path: '/forecasts/bulk-import',
    kind: 'FORECAST',
    months: REPORT_MONTH,
    summary: 'Import a forecast report from a file',
    tag: FORECASTS,
  }),
  {
    method: 'GET',
    path: '/target-cph',
    operation: 'TargetCphs',
    summary: 'List target CPH by LOB and case type',
    tag: CPH,
    query: {
      main_lob: { variable: 'filter.mainLobs', description: 'Line of business.' },
      case_type: { variable: 'filter.caseTypes', description: 'Case type.' },
    },
    answer: { kind: 'list', at: 'targetCphs' },
    test: 'rest-demand: a target CPH is set and listed',
  },
  {
    method: 'POST',
    path: '/target-cph',
    operation: 'SetTargetCph',
    summary: 'Set the target CPH of a LOB and case type, and of its live forecasts',
    tag: CPH,
    body: { input: 'input' },
    current: {
      operation: 'TargetCphs',
      at: 'targetCphs.nodes',
      variables: { 'filter.mainLobs': 'main_lob', 'filter.caseTypes': 'case_type' },
    },
    answer: { kind: 'object', at: 'setTargetCph.targetCph', also: ['skippedClosed'] },
    test: 'rest-demand: a target CPH is set and listed',
  },
  uploadRoute({
    path: '/target-cph/bulk-import',
    kind: 'TARGET_CPH',
    summary: 'Import target CPH from a file',
    tag: CPH,
  }),
];
