import type { Relation, TableFacts } from './project.model';

/** Three years; the last 18 months that are read anew end a year ahead, since forecasts lie in the future. */
const POLICY = { years: 3, months: 18, ahead: 12 } as const;
const KEYS = ['demand_key', 'week_key', 'month_start', 'week_start', 'resource_cn', 'tier_id', 'computed_at'];

/** Tables of the model with what they say beside their columns. */
export const MODEL_TABLES: readonly TableFacts[] = [
  {
    name: 'monthly_summary',
    path: 'monthly-summary',
    hidden: KEYS,
    sums: ['forecast', 'capacity', 'gap', 'fte_equivalent'],
    policy: POLICY,
  },
  {
    name: 'weekly_detail',
    path: 'weekly-detail',
    hidden: KEYS,
    sums: ['capacity', 'fte_equivalent'],
    policy: POLICY,
  },
  {
    name: 'resource_assignments',
    path: 'resource-assignments',
    hidden: KEYS,
    sums: ['capacity'],
    policy: POLICY,
  },
  {
    name: 'capacity_by_tier',
    path: 'capacity-by-tier',
    hidden: KEYS,
    sums: ['capacity', 'fte_equivalent'],
    policy: POLICY,
  },
  {
    name: 'demands',
    path: 'demands',
    hidden: ['demand_key'],
    hierarchies: [{ name: 'LOB, state, case type', columns: ['main_lob', 'state', 'case_type'] }],
  },
  { name: 'resources', path: 'resources' },
  {
    name: 'tiers',
    path: 'tiers',
    hidden: ['tier_id', 'tier_column'],
    sortBy: { tier_name: 'display_order' },
  },
  { name: 'calendar_weeks', path: 'calendar-weeks', hidden: ['week_key'], sortBy: { month: 'month_start' } },
  {
    name: 'calendar_months',
    path: 'calendar-months',
    sortBy: { month: 'month_start' },
    hierarchies: [{ name: 'Year, quarter, month', columns: ['year', 'quarter', 'month'] }],
  },
  {
    name: 'calendar_days',
    path: 'calendar-days',
    dateColumn: 'date',
    hidden: ['week_key'],
    sortBy: { month: 'month_start', report_month: 'report_month_start' },
  },
  { name: 'reports', path: 'reports' },
  { name: 'about', path: 'about' },
  { name: 'access', path: 'access', hidden: ['login', 'main_lob'] },
];

const of = (from: string, column: string, to: string, key = column): Relation => ({
  from: [from, column],
  to: [to, key],
});

/** Facts belong to dimensions, each by one way: no filter has two. */
export const RELATIONS: readonly Relation[] = [
  ...['monthly_summary', 'weekly_detail', 'resource_assignments', 'capacity_by_tier'].flatMap((fact) => [
    of(fact, 'demand_key', 'demands'),
    of(fact, 'month_start', 'calendar_months'),
  ]),
  ...['weekly_detail', 'resource_assignments'].flatMap((fact) => [
    of(fact, 'week_key', 'calendar_weeks'),
    of(fact, 'week_start', 'calendar_days', 'date'),
  ]),
  of('monthly_summary', 'month_start', 'calendar_days', 'date'),
  of('resource_assignments', 'resource_cn', 'resources'),
  of('resource_assignments', 'tier_id', 'tiers'),
  of('capacity_by_tier', 'tier_id', 'tiers'),
];
