import { percent } from '../format/number';

/** What was done, in words; what is not listed is shown as it is recorded. */
const ACTIONS: Readonly<Record<string, string>> = {
  'allocation.execute': 'Allocation applied',
  'allocation.rebalance': 'Rebalanced',
  'assignment.assignWeeks': 'Weeks assigned',
  'assignment.bulk': 'Weeks assigned',
  'assignment.change': 'Assignment changed',
  'assignment.copyWeek': 'Week copied',
  'assignment.create': 'Week assigned',
  'assignment.deallocate': 'Week freed',
  'assignment.freeWeeks': 'Weeks freed',
  'assignment.move': 'Weeks moved',
  'assignment.moveWeeks': 'Weeks moved',
  'assignment.pin': 'Weeks pinned',
  'assignment.pinWeeks': 'Weeks pinned or unpinned',
  'assignment.setWeekProduction': 'Production of single weeks changed',
  'assignment.unpin': 'Weeks unpinned',
  'change_set.revert': 'Change taken back',
  'demo.begin': 'Loading of demo data begun',
  'demo.load': 'Demo data loaded',
  'demo.step': 'Demo file loaded',
  'forecast.set': 'Forecast changed',
  'holiday.delete': 'Holiday removed',
  'holiday.seed': 'Holidays of a year added',
  'holiday.set': 'Holiday set',
  'import.assignments': 'Assignments imported',
  'import.forecast': 'Forecast imported',
  'import.holidays': 'Holidays imported',
  'import.month_config': 'Months imported',
  'import.roster': 'Roster imported',
  'import.target_cph': 'Cases an hour imported',
  'key.create': 'Key made',
  'key.revoke': 'Key revoked',
  'month.close': 'Month closed',
  'month.reopen': 'Month reopened',
  'month_config.set': 'Month configured',
  'resource.applyRamp': 'Ramp applied',
  'resource.create': 'Person added',
  'resource.deactivate': 'Person deactivated',
  'resource.reactivate': 'Person reactivated',
  'resource.setProduction': 'Production changed',
  'resource.update': 'Person changed',
  'summary.recompute': 'Figures recomputed',
  'tier.create': 'Tier added',
  'tier.deactivate': 'Tier deactivated',
  'tier.update': 'Tier changed',
  'week.generate': 'Weeks of a year generated',
  'week.set': 'Week configured',
};

/** Kinds of changes that the filter offers. */
export const KINDS: readonly { id: string; text: string }[] = [
  { id: 'assignment', text: 'Assignments' },
  { id: 'allocation', text: 'Allocations' },
  { id: 'resource', text: 'People' },
  { id: 'import', text: 'Imports' },
  { id: 'forecast', text: 'Forecasts' },
  { id: 'week', text: 'Weeks' },
  { id: 'month', text: 'Closing of months' },
  { id: 'month_config', text: 'Months' },
  { id: 'holiday', text: 'Holidays' },
  { id: 'tier', text: 'Tiers' },
  { id: 'change_set', text: 'Changes taken back' },
  { id: 'key', text: 'Keys' },
];

/** `Weeks assigned` for `assignment.assignWeeks`. */
export const actionText = (action: string): string => ACTIONS[action] ?? action;

const ENTITIES: Readonly<Record<string, string>> = {
  api_key: 'Key',
  forecast: 'Forecast',
  forecast_report: 'Report',
  forecast_report_month: 'Month of a report',
  holiday: 'Holiday',
  month_close: 'Closed month',
  month_configuration: 'Month',
  production_capacity_tier: 'Tier',
  resource_production_step: 'Production step',
  resource_v2: 'Person',
  resource_week_exception: 'Percentage of a week',
  target_cph: 'Cases an hour',
  week_configuration: 'Week',
  weekly_resource_assignment: 'Week of a person',
};

/** `Tier` for `production_capacity_tier`. */
export const entityText = (entity: string): string => ENTITIES[entity] ?? entity.replaceAll('_', ' ');

/** `AA000001 · 2026 · W40` for the key of a row. */
export function keyText(entity: string, entityKey: string): string {
  const parts = JSON.parse(entityKey) as (string | number)[];
  const isWeek = ['weekly_resource_assignment', 'resource_production_step', 'resource_week_exception'];
  if (isWeek.includes(entity) && parts.length === 3)
    return `${parts[0]} · ${parts[1]}-W${String(parts[2]).padStart(2, '0')}`;
  return parts.join(' · ');
}

function plainKey(key: string): string {
  try {
    return (JSON.parse(key) as (string | number)[]).join(' · ');
  } catch {
    // A name with a bracket in it stays as it is written.
    return key;
  }
}

/** What the server reports of a change with its keys, tables and acts in the words of this page. */
export function plainly(message: string): string {
  return message
    .replace(/^\[[^\]]*\]/, plainKey)
    .replace(/\((\w+\.\w+), /g, (_all, action: string) => `(${actionText(action)}, `)
    .replace(/\(([a-z]+_\w+)\)$/, (_all, entity: string) => `(${entityText(entity).toLowerCase()})`);
}

/** Columns that the server keeps for itself, or that the key of the row says already. */
const HIDDEN = new Set(['id', 'version', 'year', 'week_number', 'resource_cn', 'assigned_by', 'set_by']);
const isHidden = (column: string): boolean => HIDDEN.has(column) || column.endsWith('_datetime');

/** One column that differs. */
export interface Difference {
  column: string;
  before: string | undefined;
  after: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;

function shown(column: string, value: unknown): string {
  if (value === null || value === '') return '(none)';
  if (/percentage|shrinkage|occupancy/.test(column)) return percent(Number(value));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What differs between a row before and after; of a new or a removed row all that it says. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [was, is] = [before as Row | null, after as Row | null];
  const columns = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return columns
    .filter((column) => !isHidden(column))
    .filter((column) => JSON.stringify(was?.[column]) !== JSON.stringify(is?.[column]))
    .filter((column) => (was && is) || (was ?? is)?.[column] !== null)
    .map((column) => ({
      column: column.replaceAll('_', ' '),
      before: was ? shown(column, was[column]) : undefined,
      after: is ? shown(column, is[column]) : undefined,
    }));
}
