import type { QueryParameter, Route } from '../../platform/http/rest/table/route';
import { uploadRoute } from './upload.preset';

const FILTERS = {
  year: { variable: 'filter.years', description: 'Year; of weeks the ISO year.' },
  month: { variable: 'filter.monthNames', description: 'Month name, e.g. `May`.' },
  work_type: { variable: 'filter.workTypes', description: '`Domestic` or `Global`.' },
} as const satisfies Record<string, QueryParameter>;

const WEEKS = 'Week configuration';
const MONTHS = 'Month configuration';
const HOLIDAYS = 'Holidays';

/** Weeks (proposal §2.4), and the months and holidays that they are generated from. */
export const CALENDAR_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/week-config',
    operation: 'WeekConfigs',
    summary: 'Get week configurations by year and month',
    tag: WEEKS,
    query: FILTERS,
    answer: { kind: 'list', at: 'weekConfigs' },
    test: 'rest-calendar: a week is set, set again and listed',
  },
  {
    method: 'POST',
    path: '/week-config',
    operation: 'SetWeekConfig',
    summary: 'Set the parameters of one week and work type',
    tag: WEEKS,
    body: { input: 'input' },
    months: {
      'input.month': {
        in: 'body',
        month: 'month',
        year: 'year',
        sharesYear: true,
        start: 'month_start',
        description: 'The parent month, which follows from the week: accepted only if it says what follows',
      },
    },
    current: {
      operation: 'WeekConfig',
      at: 'weekConfig',
      variables: { year: 'year', weekNumber: 'week_number', workType: 'work_type' },
    },
    answer: { kind: 'object', at: 'setWeekConfig.weekConfig' },
    test: 'rest-calendar: a week is set, set again and listed',
  },
  {
    method: 'POST',
    path: '/week-config/generate',
    operation: 'GenerateWeeks',
    summary: 'Generate every week of a year from month configurations and holidays',
    tag: WEEKS,
    body: { input: 'input' },
    answer: { kind: 'result', at: 'generateWeeks' },
    test: 'rest-calendar: a year of weeks is generated from its months',
  },
  {
    method: 'GET',
    path: '/month-config',
    operation: 'MonthConfigs',
    summary: 'List month configurations',
    tag: MONTHS,
    query: FILTERS,
    answer: { kind: 'list', at: 'monthConfigs' },
    test: 'rest-calendar: a year of weeks is generated from its months',
  },
  {
    method: 'POST',
    path: '/month-config',
    operation: 'SetMonthConfig',
    summary: 'Set the parameters of one month and work type',
    tag: MONTHS,
    body: { input: 'input' },
    months: {
      'input.month': {
        in: 'body',
        month: 'month',
        year: 'year',
        start: 'month_start',
        description: 'Month name, e.g. `May`',
      },
    },
    current: {
      operation: 'MonthConfigs',
      at: 'monthConfigs.nodes',
      variables: { 'filter.years': 'year', 'filter.monthNames': 'month', 'filter.workTypes': 'work_type' },
    },
    answer: { kind: 'object', at: 'setMonthConfig.monthConfig', also: ['staleWeeks'] },
    test: 'rest-calendar: a year of weeks is generated from its months',
  },
  uploadRoute({
    path: '/month-config/bulk-import',
    kind: 'MONTH_CONFIG',
    summary: 'Import month configurations from a file',
    tag: MONTHS,
  }),
  {
    method: 'GET',
    path: '/holidays',
    operation: 'Holidays',
    summary: 'List holidays',
    tag: HOLIDAYS,
    query: FILTERS,
    answer: { kind: 'list', at: 'holidays' },
    test: 'rest-calendar: a holiday is set and listed with the weeks it makes stale',
  },
  {
    method: 'POST',
    path: '/holidays',
    operation: 'SetHoliday',
    summary: 'Set one holiday of one work type',
    tag: HOLIDAYS,
    body: { input: 'input' },
    current: {
      operation: 'Holidays',
      at: 'holidays.nodes',
      variables: { 'filter.workTypes': 'work_type' },
    },
    answer: { kind: 'object', at: 'setHoliday.holiday', also: ['staleWeeks'] },
    test: 'rest-calendar: a holiday is set and listed with the weeks it makes stale',
  },
  uploadRoute({
    path: '/holidays/bulk-import',
    kind: 'HOLIDAYS',
    summary: 'Import holidays from a file',
    tag: HOLIDAYS,
  }),
];
