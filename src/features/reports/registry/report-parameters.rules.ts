import type { ParameterKind, ReportArgument, ReportParameter } from '../tables/report.model';

function parameter(name: string, kind: ParameterKind, list: boolean, description: string): ReportParameter {
  const variable = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { name, variable, kind, list, description };
}

const one = (name: string, kind: ParameterKind, description: string): ReportParameter =>
  parameter(name, kind, false, description);
const many = (name: string, kind: ParameterKind, description: string): ReportParameter =>
  parameter(name, kind, true, `${description} Repeat it for alternatives.`);

/** Which report: by default the newest. */
export const WHICH_REPORT: readonly ReportParameter[] = [
  {
    ...one(
      'report',
      'month',
      'Report month such as `2025-04` or `Apr-25`, or (flat tables) `live`: every calendar month from its live report, once. Default: the current report.',
    ),
    about: 'Report month. Default: the current report.',
    words: { live: 'Flat tables: every calendar month from its live report, once, in place of one report.' },
  },
  {
    ...one('report_month', 'text', 'Report month by name, together with report_year; the same as report.'),
    variable: 'report',
    half: 'month',
  },
  { ...one('report_year', 'integer', 'Year of report_month.'), variable: 'report', half: 'year' },
];

/**
 * Which report, of a table that belongs to none: taken, so that one parameter of a Power BI model serves every table, and
 * checked, but the rows are the same for each.
 */
export const ANY_REPORT: readonly ReportParameter[] = WHICH_REPORT.map((parameter) => ({
  ...parameter,
  isIdle: true,
  ...(parameter.half === undefined && {
    description:
      'Taken so that one parameter serves every table: the rows belong to no report, and are the same for each.',
    about:
      'Taken so that one value serves every table: the rows belong to no report, and are the same for each.',
    words: { live: 'The same: the rows belong to no report.' },
  }),
}));

/** Whether a report's rows depend on the forecast report asked for. */
export function isOfReport(parameters: readonly ReportParameter[]): boolean {
  return parameters.some(({ name, isIdle }) => name === 'report' && isIdle !== true);
}

/** Which demands. */
export const WHICH_DEMANDS: readonly ReportParameter[] = [
  many('main_lob', 'text', 'Line of business; case and spacing do not matter.'),
  many('state', 'text', 'State code of the demand, or `N/A`.'),
  many('case_type', 'text', 'Case type.'),
  many('platform', 'text', 'Platform of the line of business.'),
  many('locality', 'workType', 'Locality of the demand: Domestic or Global.'),
  many('work_type', 'workType', 'Work type of the demand, which is its locality.'),
];

/** A half-open range of months. */
export const MONTH_RANGE: readonly ReportParameter[] = [
  one('from', 'text', 'Earliest month_start: a date `2025-05-01` or a month `2025-05`.'),
  one('to', 'text', 'month_start must lie before it (half-open range): a date or a month.'),
];

/** A half-open range of days. */
export const DAY_RANGE: readonly ReportParameter[] = [
  one('from', 'text', 'Earliest date: a date `2025-05-01` or a month `2025-05`.'),
  one('to', 'text', 'The date must lie before it (half-open range): a date or a month.'),
];

/** A half-open range of weeks. */
export const WEEK_RANGE: readonly ReportParameter[] = [
  one('week_from', 'text', 'Earliest week_start: a date `2025-04-28` or a week `2025-W18`.'),
  one('week_to', 'text', 'week_start must lie before it (half-open range): a date or a week.'),
];

/** Whose assignments. */
export const WHICH_PEOPLE: readonly ReportParameter[] = [
  many('resource_cn', 'text', 'CN of the person.'),
  many('location', 'workType', 'Where the person sits: Domestic or Global.'),
];

/** Which people of the roster. */
export const WHICH_RESOURCES: readonly ReportParameter[] = [
  many('platform', 'text', 'Primary platform of the person.'),
  many('location', 'workType', 'Where the person sits: Domestic or Global.'),
  many('state', 'text', 'State code that the person may serve; people for ALL states always match.'),
  many('skill', 'text', 'Case type among the skills.'),
  one('active', 'boolean', 'Only active or only inactive people.'),
];

/** How much of a flat table. */
export const TABLE_PART: readonly ReportParameter[] = [
  one('limit', 'integer', 'At most so many rows of a flat table, the first in its order.'),
  many('columns', 'text', 'Only these columns of a flat table, in this order; also separated by commas.'),
  one('count', 'boolean', 'true: one row with the number of rows, in place of the rows.'),
];

/** Only active or inactive rows. */
export const WHICH_TIERS: readonly ReportParameter[] = [
  one('active', 'boolean', 'Only active or only inactive tiers.'),
];

/** Flat or nested. */
export const LAYOUT: readonly ReportParameter[] = [
  one('layout', 'layout', 'flat (default): columns and rows; nested: one document for dashboards.'),
];

/** What is compared. */
export const COMPARISON: readonly ReportParameter[] = [
  one(
    'mode',
    'mode',
    'report (default): this report beside an older one on the same calendar months; month: each month beside the one before it.',
  ),
  one(
    'against',
    'month',
    'Older report month such as `2025-02` (mode report). Default: the next older report.',
  ),
];

/** Length of ranked lists. */
export const TOP: readonly ReportParameter[] = [
  one('top', 'integer', 'How many demands the lists of shortages and surpluses name: 1 to 100, default 10.'),
];

/** The arguments of a report's GraphQL field. */
export function argumentsOf(parameters: readonly ReportParameter[]): ReportArgument[] {
  return parameters
    .filter(({ half }) => half === undefined)
    .flatMap(({ variable, kind, list, description, about = description, words = {} }) => [
      { variable, kind, list, description: about },
      ...Object.entries(words).map(([word, meaning]) => argument(word, meaning)),
    ]);
}

function argument(variable: string, description: string): ReportArgument {
  return { variable, kind: 'boolean', list: false, description };
}
