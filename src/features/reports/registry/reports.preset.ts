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
  COMPARISON,
  LAYOUT,
  MONTH_RANGE,
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
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE],
    layouts: ['flat'],
    key: ['main_lob', 'state', 'case_type', 'month_start'],
    incremental: BY_MONTH,
    statement: (context, report = NO_REPORT) => monthlySummaryStatement(context, report),
    figures: true,
  },
  {
    path: 'powerbi/weekly-detail',
    field: 'reportWeeklyDetail',
    title: 'Weekly detail',
    description: 'People, FTE and capacity of every demand in each ISO week of the report’s months.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...WEEK_RANGE],
    layouts: ['flat'],
    key: ['main_lob', 'state', 'case_type', 'week_start'],
    incremental: BY_WEEK,
    statement: (context, report = NO_REPORT) => weeklyDetailStatement(context, report),
    figures: true,
  },
  {
    path: 'powerbi/resource-assignments',
    field: 'reportResourceAssignments',
    title: 'Resource assignments',
    description: 'Who works on which demand in which ISO week, at which tier and percentage.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...WHICH_PEOPLE, ...MONTH_RANGE, ...WEEK_RANGE],
    layouts: ['flat'],
    key: ['resource_cn', 'week_start'],
    incremental: BY_WEEK,
    statement: (context, report = NO_REPORT) => resourceAssignmentsStatement(context, report),
    figures: true,
  },
  {
    path: 'powerbi/calendar-weeks',
    field: 'reportCalendarWeeks',
    title: 'Calendar weeks',
    description: 'Dimension table: configured ISO weeks with their month and the hours of both work types.',
    parameters: [...MONTH_RANGE, ...WEEK_RANGE],
    layouts: ['flat'],
    key: ['week_start'],
    statement: (context) => calendarWeeksStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/tiers',
    field: 'reportTiers',
    title: 'Tiers',
    description: 'Dimension table: production capacity tiers.',
    parameters: WHICH_TIERS,
    layouts: ['flat'],
    key: ['tier_id'],
    statement: (context) => tiersStatement(context),
    figures: false,
  },
  {
    path: 'powerbi/demands',
    field: 'reportDemands',
    title: 'Demands',
    description: 'Dimension table: the demands of the report with platform, market and locality.',
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS],
    layouts: ['flat'],
    key: ['demand_key'],
    statement: (context, report = NO_REPORT) => demandsStatement(context, report),
    figures: false,
  },
  {
    path: 'powerbi/resources',
    field: 'reportResources',
    title: 'Resources',
    description: 'Dimension table: people.',
    parameters: WHICH_RESOURCES,
    layouts: ['flat'],
    key: ['resource_cn'],
    statement: (context) => resourcesStatement(context),
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
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...LAYOUT],
    layouts: ['flat', 'nested'],
    key: ['main_lob', 'state', 'case_type', 'month_start', 'tier'],
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
    parameters: [...WHICH_REPORT, ...WHICH_DEMANDS, ...MONTH_RANGE, ...COMPARISON, ...LAYOUT],
    layouts: ['flat', 'nested'],
    key: ['main_lob', 'state', 'case_type', 'month_start'],
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
