import { aboutStatement, accessStatement } from '../tables/about.repository';
import {
  calendarDaysStatement,
  calendarMonthsStatement,
  reportsStatement,
} from '../tables/calendar-dimension.repository';
import { capacityByTierStatement } from '../tables/capacity-by-tier.repository';
import { capacityByTierDocument } from '../documents/capacity-by-tier.service';
import { chartsDocument } from '../documents/charts.service';
import { comparisonStatement } from '../tables/comparison.repository';
import { comparisonDocument, comparisonWarnings, sidesOf } from '../documents/comparison.service';
import type { ReportDefinition } from './definition.model';
import {
  calendarWeeksStatement,
  demandsStatement,
  resourcesStatement,
  tiersStatement,
} from '../tables/dimension.repository';
import { monthlySummaryStatement } from '../tables/monthly-summary.repository';
import {
  ANY_REPORT,
  COMPARISON,
  DAY_RANGE,
  LAYOUT,
  MONTH_RANGE,
  TABLE_PART,
  TOP,
  WEEK_RANGE,
  WHICH_DEMANDS,
  WHICH_PEOPLE,
  WHICH_REPORT,
  WHICH_RESOURCES,
  WHICH_TIERS,
} from './report-parameters.rules';
import { NO_REPORT } from '../tables/report-columns.rules';
import { resourceAssignmentsStatement } from '../tables/resource-assignments.repository';
import { weeklyDetailStatement } from '../tables/weekly-detail.repository';

const BY_MONTH = { column: 'month_start', from: 'from', to: 'to' } as const;
const BY_WEEK = { column: 'week_start', from: 'week_from', to: 'week_to' } as const;

/** Every report of Headroom. Adding one is adding an entry here. */
export const REPORTS: readonly ReportDefinition[] = [
  {
    path: 'powerbi/monthly-summary',
    field: 'reportMonthlySummary',
    title: 'Monthly summary',
    description: 'Forecast, capacity, gap and people of every demand in each of the report’s six months.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...TABLE_PART],
    kind: 'fact',
    key: ['demand_key', 'month_start'],
    order: ['main_lob', 'state', 'case_type', 'month_start'],
    layouts: ['flat'],
    incremental: BY_MONTH,
    statement: (context, report = NO_REPORT) => monthlySummaryStatement(context, report),
    figures: true,
  },
  {
    path: 'powerbi/weekly-detail',
    field: 'reportWeeklyDetail',
    title: 'Weekly detail',
    description: 'People, FTE and capacity of every demand in each ISO week of the report’s months.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...WEEK_RANGE, ...TABLE_PART],
    kind: 'fact',
    key: ['demand_key', 'week_key'],
    order: ['main_lob', 'state', 'case_type', 'month_start', 'week_key'],
    layouts: ['flat'],
    incremental: BY_WEEK,
    statement: (context, report = NO_REPORT) => weeklyDetailStatement(context, report),
    figures: true,
  },
  {
    path: 'powerbi/resource-assignments',
    field: 'reportResourceAssignments',
    title: 'Resource assignments',
    description: 'Who works on which demand in which ISO week, at which tier and percentage.',
    parameters: [
      ...WHICH_REPORT,
      ...WHICH_DEMANDS,
      ...WHICH_PEOPLE,
      ...MONTH_RANGE,
      ...WEEK_RANGE,
      ...TABLE_PART,
    ],
    kind: 'fact',
    key: ['resource_cn', 'week_key'],
    order: ['resource_cn', 'week_key'],
    layouts: ['flat'],
    incremental: BY_WEEK,
    statement: (context, report = NO_REPORT) => resourceAssignmentsStatement(context, report),
    figures: true,
  },
  {
    path: 'powerbi/calendar-weeks',
    field: 'reportCalendarWeeks',
    title: 'Calendar weeks',
    description:
      'Dimension table: ISO weeks that are configured or that reports cover, with their month and the hours of both work types.',
    parameters: [...ANY_REPORT, ...MONTH_RANGE, ...WEEK_RANGE, ...TABLE_PART],
    kind: 'dimension',
    key: ['week_key'],
    layouts: ['flat'],
    statement: (context) => calendarWeeksStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/tiers',
    field: 'reportTiers',
    title: 'Tiers',
    description: 'Dimension table: production capacity tiers.',
    parameters: [...ANY_REPORT, ...WHICH_TIERS, ...TABLE_PART],
    kind: 'dimension',
    key: ['tier_id'],
    order: ['tier_percentage desc', 'tier_name'],
    layouts: ['flat'],
    statement: (context) => tiersStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/demands',
    field: 'reportDemands',
    title: 'Demands',
    description: 'Dimension table: the demands of the report with platform, market and locality.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...TABLE_PART],
    kind: 'dimension',
    key: ['demand_key'],
    order: ['main_lob', 'state', 'case_type'],
    layouts: ['flat'],
    statement: (context, report = NO_REPORT) => demandsStatement(context, report),
    figures: false,
  },
  {
    path: 'powerbi/resources',
    field: 'reportResources',
    title: 'Resources',
    description: 'Dimension table: people.',
    parameters: [...ANY_REPORT, ...WHICH_RESOURCES, ...TABLE_PART],
    kind: 'dimension',
    key: ['resource_cn'],
    layouts: ['flat'],
    statement: (context) => resourcesStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/calendar-months',
    field: 'reportCalendarMonths',
    title: 'Calendar months',
    description: 'Dimension table: calendar months with the report that each is live in.',
    parameters: [...ANY_REPORT, ...MONTH_RANGE, ...TABLE_PART],
    kind: 'dimension',
    key: ['month_start'],
    layouts: ['flat'],
    statement: (context) => calendarMonthsStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/calendar-days',
    field: 'reportCalendarDays',
    title: 'Calendar days',
    description:
      'Dimension table: days of whole years, without gaps, with ISO week, months, quarter, working days and holidays.',
    parameters: [...ANY_REPORT, ...DAY_RANGE, ...TABLE_PART],
    kind: 'dimension',
    key: ['date'],
    layouts: ['flat'],
    statement: (context) => calendarDaysStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/reports',
    field: 'reportForecastReports',
    title: 'Reports',
    description: 'Dimension table: stored forecast reports.',
    parameters: [...ANY_REPORT, ...TABLE_PART],
    kind: 'dimension',
    key: ['report'],
    layouts: ['flat'],
    statement: () => reportsStatement(),
    figures: false,
  },
  {
    path: 'powerbi/about',
    field: 'reportAbout',
    title: 'About',
    description: 'One row: how fresh the figures are, and the first warnings.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...TABLE_PART],
    kind: 'dimension',
    key: ['data_version'],
    layouts: ['flat'],
    statement: (context) => aboutStatement(context),
    figures: true,
  },
  {
    path: 'powerbi/access',
    field: 'reportAccess',
    title: 'Access',
    description: 'Which login may see which line of business: for row-level security of a model.',
    parameters: [...ANY_REPORT, ...TABLE_PART],
    kind: 'dimension',
    key: ['login', 'main_lob'],
    layouts: ['flat'],
    statement: (context) => accessStatement(context),
    readsGrants: true,
    figures: false,
  },
  {
    path: 'dashboard/charts-data',
    field: 'reportChartsData',
    title: 'Charts data',
    description: 'Series by month and week, top shortages and surpluses, and the heat map of LOB by month.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...WEEK_RANGE, ...TOP],
    layouts: ['nested'],
    document: async ({ db }, context) => ({ fields: await chartsDocument(db, context, context.report) }),
    figures: true,
  },
  {
    path: 'capacity-by-tier',
    field: 'reportCapacityByTier',
    title: 'Capacity by tier',
    description:
      'People by the tier of their latest week of the month, FTE and capacity by the tier of each week.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...LAYOUT, ...TABLE_PART],
    kind: 'fact',
    key: ['demand_key', 'month_start', 'tier', 'tier_id'],
    order: ['main_lob', 'state', 'case_type', 'month_start', 'tier_percentage desc', 'tier_id'],
    powerBiPath: 'powerbi/capacity-by-tier',
    layouts: ['flat', 'nested'],
    incremental: BY_MONTH,
    statement: (context, report = NO_REPORT) => capacityByTierStatement(context, report),
    document: async ({ db }, context) => ({
      fields: await capacityByTierDocument(db, context, context.report),
    }),
    figures: true,
  },
  {
    path: 'comparison',
    field: 'reportComparisonTable',
    title: 'Comparison',
    description:
      'A report beside an older one on the same calendar months, or each month beside the one before it.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...COMPARISON, ...LAYOUT, ...TABLE_PART],
    kind: 'fact',
    key: ['demand_key', 'month_start'],
    powerBiPath: 'powerbi/comparison',
    layouts: ['flat', 'nested'],
    statement: (context, report = NO_REPORT) =>
      comparisonStatement(context, sidesOf(context) ?? { report, prior: undefined, shift: 0 }),
    document: comparisonDocument,
    figures: true,
    warnings: comparisonWarnings,
  },
];

/** The report at a path below `/reports`. */
export function findDefinition(path: string): ReportDefinition | undefined {
  return REPORTS.find((definition) => definition.path === path);
}

/** A flat table that Power BI reads: its name, e.g. `monthly-summary`, and its report. */
export interface PowerBiTable {
  name: string;
  /** Path below `/reports`. */
  path: string;
  definition: ReportDefinition;
}

const POWER_BI = 'powerbi/';

/** Where Power BI reads a report's flat table. */
export function powerBiPathOf({ path, powerBiPath = path }: ReportDefinition): string | undefined {
  return powerBiPath.startsWith(POWER_BI) ? powerBiPath : undefined;
}

/** Every table of Power BI, facts first. */
export const POWER_BI_TABLES: readonly PowerBiTable[] = REPORTS.flatMap((definition) => {
  const path = powerBiPathOf(definition);
  return path === undefined ? [] : [{ name: path.slice(POWER_BI.length), path, definition }];
}).sort((a, b) => Number(b.definition.kind === 'fact') - Number(a.definition.kind === 'fact'));
