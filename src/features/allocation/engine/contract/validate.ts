import { describe, DomainError, type Issue } from '../../../../domain/errors';
import type { AllocationInput, AllocationOptions } from './types';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const WEEK = /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/;
const SHOWN = 50;

/** Collects what is wrong; one error names up to 50 of them. */
class Findings {
  readonly issues: Issue[] = [];
  count = 0;

  check(ok: boolean, path: string, value: unknown, accepted: string): void {
    if (ok) return;
    this.count += 1;
    if (this.issues.length >= SHOWN) return;
    this.issues.push({ path, message: `${describe(value)} is not accepted; expected ${accepted}`, value });
  }

  raise(): void {
    const first = this.issues[0];
    if (first === undefined) return;
    const more = this.count > 1 ? ` (and ${this.count - 1} more)` : '';
    throw new DomainError('VALIDATION', `${first.path}: ${first.message}${more}`, this.issues);
  }
}

/** Refuses input that contradicts itself or holds numbers no formula accepts. */
export function validateInput(input: AllocationInput): void {
  const found = new Findings();
  checkWeeks(input, found);
  checkPeople(input, found);
  checkDemands(input, found);
  checkAssignments(input, found);
  found.raise();
}

/** True for numbers of at most `places` decimals in range (15 significant digits). */
function hasPlaces(value: number, scale: number, max: number): boolean {
  if (!Number.isFinite(value) || value < 0 || value > max) return false;
  const scaled = value * scale;
  return Math.abs(scaled - scaleUp(value, scale)) <= 1e-9 * (scaled + 1);
}

/** value × scale as the nearest whole number, for values ≥ 0. */
export function scaleUp(value: number, scale: number): number {
  return Math.trunc(value * scale + 0.5);
}

function checkWeeks({ weeks }: AllocationInput, found: Findings): void {
  const months = new Map<string, string>();
  let last = '';
  for (const week of weeks) {
    const path = `weeks.${week.key}`;
    found.check(WEEK.test(week.key), path, week.key, 'a week such as 2025-W18');
    found.check(MONTH.test(week.month), `${path}.month`, week.month, 'a month such as 2025-05');
    found.check(!months.has(week.key), path, week.key, 'each week once, in one month');
    months.set(week.key, week.month);
    for (const type of ['Domestic', 'Global'] as const) {
      const hours = week.hours[type];
      const ok = hours === null || hasPlaces(hours, 1e6, 168);
      found.check(ok, `${path}.hours.${type}`, hours, '0–168 hours of at most 6 decimals, or null');
    }
  }
  for (const [key, month] of [...months].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    found.check(
      month >= last,
      `weeks.${key}.month`,
      month,
      `a month not before ${last}: months follow weeks`,
    );
    last = month;
  }
}

function checkPeople({ people, weeks }: AllocationInput, found: Findings): void {
  const seen = new Set<string>();
  const good = new Set<number>();
  for (const { cn, percentages, location } of people) {
    found.check(!seen.has(cn), 'people.cn', cn, 'each cn once');
    seen.add(cn);
    found.check(isWorkType(location), `people.${cn}.location`, location, 'Domestic or Global');
    found.check(
      percentages.length === weeks.length,
      `people.${cn}.percentages`,
      percentages.length,
      `${weeks.length} percentages, one per week`,
    );
    for (const percentage of percentages) {
      if (good.has(percentage)) continue;
      const ok = hasPlaces(percentage, 1e4, 1);
      found.check(ok, `people.${cn}.percentages`, percentage, '0–1 with at most 4 decimals');
      if (ok) good.add(percentage);
    }
  }
}

function isWorkType(value: unknown): boolean {
  return value === 'Domestic' || value === 'Global';
}

function checkDemands({ demands }: AllocationInput, found: Findings): void {
  const seen = new Set<string>();
  for (const demand of demands) {
    const path = `demands.${demand.key}`;
    found.check(!seen.has(demand.key), path, demand.key, 'each demand once');
    seen.add(demand.key);
    found.check(isWorkType(demand.locality), `${path}.locality`, demand.locality, 'Domestic or Global');
    const priority = demand.priority ?? 1;
    found.check(isWeight(priority), `${path}.priority`, priority, 'a number above 0');
    const months = new Set<string>();
    for (const { month, forecast, targetCph } of demand.months) {
      const at = `${path}.${month}`;
      found.check(!months.has(month), at, month, 'each month once');
      months.add(month);
      const whole = Number.isSafeInteger(forecast) && forecast >= 0 && forecast <= 1e9;
      found.check(whole, `${at}.forecast`, forecast, 'a whole number of cases from 0 to 1,000,000,000');
      const ok = targetCph === null || hasPlaces(targetCph, 1e4, 1e5);
      found.check(ok, `${at}.target_cph`, targetCph, '0–100,000 with at most 4 decimals, or null');
    }
  }
}

function isWeight(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function checkAssignments({ assignments }: AllocationInput, found: Findings): void {
  for (const { id, percentage } of assignments) {
    found.check(Number.isSafeInteger(id) && id > 0, 'assignments.id', id, 'a whole number above 0');
    found.check(
      hasPlaces(percentage, 1e4, 1),
      `assignments.${id}.percentage`,
      percentage,
      '0–1 with at most 4 decimals',
    );
  }
}

function isAmount(value: number | undefined): boolean {
  return value === undefined || (Number.isFinite(value) && value >= 0);
}

function checkFairness(fairness: AllocationOptions['fairness'], found: Findings): void {
  if (fairness === undefined) return;
  const value = 'delta' in fairness ? fairness.delta : fairness.tolerancePct;
  found.check(Number.isFinite(value) && value >= 0 && value <= 100, 'fairness', value, '0–100');
}

/** Refuses options outside their range, field by field. */
export function validateOptions(options: AllocationOptions): void {
  const found = new Findings();
  const { fairness, changeCost, priorities = {} } = options;
  const amounts: [string, number | undefined][] = [
    ['switch_cost', options.switchCost],
    ['change_cost.primary', changeCost?.primary],
    ['change_cost.bench', changeCost?.bench],
    ['profile_weight', options.profileWeight],
    ['deadline_ms', options.deadlineMs],
    ['hiring_top', options.hiringTop],
    ['min_stint_weeks', options.minStintWeeks],
    ['max_switches_per_person', options.maxSwitchesPerPerson],
  ];
  for (const [path, value] of amounts) {
    found.check(isAmount(value), path, value, 'a number ≥ 0');
  }
  checkFairness(fairness, found);
  for (const [key, value] of Object.entries(priorities)) {
    found.check(isWeight(value), `priorities.${key}`, value, 'a number above 0');
  }
  found.raise();
}
