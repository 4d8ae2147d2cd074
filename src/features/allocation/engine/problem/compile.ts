import { ceilInt } from '../../../../domain/rounding';
import { textKey } from '../../../../domain/text-key';
import { canonicalOrder, type CanonicalInput } from '../contract/canonical';
import { compileCells } from './compile-cells';
import { compileEligibility } from './eligibility';
import type { ResolvedOptions } from '../contract/options';
import { MICRO, type Problem, TEN_THOUSAND } from './problem';
import type { AllocationInput, AllocationWarning, WorkType } from '../contract/types';
import { scaleUp } from '../contract/validate';

/** Domestic and Global in the order of their indices. */
export const WORK_TYPES: readonly WorkType[] = ['Domestic', 'Global'];

/** Turns validated input into typed arrays in canonical order. */
export function compileProblem(input: AllocationInput, options: ResolvedOptions): Problem {
  const order = canonicalOrder(input);
  const warnings: AllocationWarning[] = [];
  const platforms = options.scope.platforms && new Set(options.scope.platforms.map(textKey));
  const problem: Problem = {
    ...order,
    ...compileCalendar(order, input, options),
    ...compileDemands(order, options, warnings),
    rows: input.assignments,
    rowDemand: demandsOfRows(order, input),
    tiers: input.tiers,
    personCount: order.people.length,
    weekCount: order.weeks.length,
    demandCount: order.demands.length,
    monthCount: order.months.length,
    location: Uint8Array.from(order.people, (person) => WORK_TYPES.indexOf(person.location)),
    personOpen: Uint8Array.from(order.people, ({ platform }) =>
      (platforms?.has(textKey(platform)) ?? true) ? 1 : 0,
    ),
    locality: Uint8Array.from(order.demands, (demand) => WORK_TYPES.indexOf(demand.locality)),
    eligibility: compileEligibility(order.people, order.demands),
    ...emptyCells(order.people.length * order.weeks.length),
    need: new Float64Array(order.demands.length * order.months.length),
    price: new Float64Array(order.demands.length * order.months.length),
    lockedLoad: new Float64Array(order.demands.length * order.months.length),
    warnings,
  };
  compileNeeds(problem);
  compileCells(problem, order.weekSource, options);
  return problem;
}

function demandsOfRows({ demands }: CanonicalInput, { assignments }: AllocationInput): Int32Array {
  const index = new Map(demands.map((demand, d) => [demand.key, d]));
  return Int32Array.from(assignments, (row) => index.get(row.demand) ?? -1);
}

function emptyCells(cells: number) {
  return {
    percent: new Uint16Array(cells),
    cell: new Int32Array(cells),
    locked: new Uint8Array(cells),
    baseRow: new Int32Array(cells).fill(-1),
    base: new Int32Array(cells).fill(-1),
    baseIsBench: new Uint8Array(cells),
  };
}

function compileCalendar(
  { weeks, months }: CanonicalInput,
  input: AllocationInput,
  options: ResolvedOptions,
) {
  const closed = new Set(input.closedMonths);
  const { fromWeek, toWeek } = options.scope;
  const monthOpen = Uint8Array.from(months, (month) => (closed.has(month) ? 0 : 1));
  const weekMonth = Int32Array.from(weeks, (week) => months.indexOf(week.month));
  const monthStart = new Int32Array(months.length + 1);
  weekMonth.forEach((m, w) => {
    monthStart[m + 1] = w + 1;
  });
  const weekOpen = Uint8Array.from(weeks, ({ key }, w) => {
    const inside = (fromWeek === undefined || key >= fromWeek) && (toWeek === undefined || key <= toWeek);
    return inside ? (monthOpen[weekMonth[w] ?? 0] ?? 0) : 0;
  });
  const hours = new Int32Array(weeks.length * 2);
  weeks.forEach((week, w) => {
    WORK_TYPES.forEach((type, t) => {
      const value = week.hours[type];
      hours[w * 2 + t] = value === null ? -1 : scaleUp(value, MICRO);
    });
  });
  return { monthOpen, weekMonth, monthStart, weekOpen, hours };
}

function compileDemands(
  { demands, months }: CanonicalInput,
  { scope, priorities }: ResolvedOptions,
  warnings: AllocationWarning[],
) {
  const lobs = scope.mainLobs && new Set(scope.mainLobs.map(textKey));
  const platforms = scope.platforms && new Set(scope.platforms.map(textKey));
  const forecast = new Float64Array(demands.length * months.length);
  const isForecast = new Uint8Array(forecast.length);
  const cph = new Int32Array(demands.length * months.length).fill(-1);
  demands.forEach((demand, d) => {
    for (const entry of demand.months) {
      const m = months.indexOf(entry.month);
      if (m < 0) {
        const message = `forecast of ${entry.month} is ignored: no week of that month was given`;
        warnings.push({ code: 'MONTH_WITHOUT_WEEKS', message, demand: demand.key, month: entry.month });
        continue;
      }
      forecast[d * months.length + m] = entry.forecast;
      isForecast[d * months.length + m] = 1;
      if (entry.targetCph !== null) {
        cph[d * months.length + m] = scaleUp(entry.targetCph, TEN_THOUSAND);
      }
    }
  });
  return {
    forecast,
    isForecast,
    cph,
    weight: Float64Array.from(demands, (demand) => priorities[demand.key] ?? demand.priority ?? 1),
    demandOpen: Uint8Array.from(demands, ({ mainLob, platform }) =>
      (lobs?.has(textKey(mainLob)) ?? true) && (platforms?.has(textKey(platform)) ?? true) ? 1 : 0,
    ),
  };
}

/** Hours that cover each forecast and what an hour is worth; a month whose hours are all zero keeps its need (and its shortage). */
function compileNeeds(problem: Problem): void {
  const { demandCount, monthCount, demandOpen, monthOpen, forecast, cph, weight, need, price } = problem;
  for (let d = 0; d < demandCount; d += 1) {
    for (let m = 0; m < monthCount; m += 1) {
      const dm = d * monthCount + m;
      if (demandOpen[d] === 0 || monthOpen[m] === 0 || forecast[dm] === 0 || (cph[dm] as number) <= 0)
        continue;
      need[dm] = ceilInt(((forecast[dm] as number) * MICRO * TEN_THOUSAND) / (cph[dm] as number));
      price[dm] = ((weight[d] as number) * (cph[dm] as number)) / TEN_THOUSAND / MICRO;
    }
  }
}
