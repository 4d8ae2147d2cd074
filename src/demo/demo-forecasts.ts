import { ceilInt, floorInt, roundInt } from '../domain/rounding';

import type { DemoMonth } from './demo-calendar';
import type { DemoDemand } from './demo-demands';
import type { DemoTeams } from './demo-people';
import type { DemoStaffing } from './demo-staffing';
import type { Random } from './random';

/** One line of a forecast export; the arrays run over its six months. */
export interface ForecastLine {
  demand: DemoDemand;
  callTypeId: string;
  cph: number;
  /** Cases, or how V1 wrote none: blank or `#N/A`. */
  forecast: (number | '#N/A' | null)[];
  /** V1's own results: people required, people available, cases they do. */
  required: number[];
  available: number[];
  capacity: number[];
}

/** Both reports: the older one covers the first six months, the current one the last six. */
export interface DemoForecasts {
  older: ForecastLine[];
  current: ForecastLine[];
}

interface Site {
  demands: readonly DemoDemand[];
  teams: DemoTeams;
  months: readonly DemoMonth[];
  staffing: DemoStaffing;
}

const MONTHS_PER_REPORT = 6;
/** This LOB's CPH has decimals, and the older report shows them rounded as V1 did. */
const ROUNDED_CPH_LOB = 'Facets Medicaid';

/** Forecasts that the staffing covers to 70–120 % nearly everywhere, with a few hot spots and idle teams. */
export function demoForecasts(site: Site, random: Random): DemoForecasts {
  const chance = random.fork('forecasts');
  const now = site.demands.map((demand) => casesOf(demand, site, chance));
  const before = now.map((cases) => {
    const drift = chance.between(0.93, 1.08);
    return cases.map((value) => roundInt(value * drift * chance.between(0.98, 1.02)));
  });
  const { vanishing, fresh } = site.teams;
  const older = site.demands
    .filter((demand) => demand !== fresh)
    .map((demand) => line(demand, before[demand.index] ?? [], { site, from: 0, roundedCph: true }));
  const current = site.demands
    .filter((demand) => demand !== vanishing)
    .map((demand) => line(demand, now[demand.index] ?? [], { site, from: 1, roundedCph: false }));
  return { older, current: splitOne(current, site.teams) };
}

/** Cases of the seven months: what the usual team can do, divided by the coverage the demand is meant to show. */
function casesOf(demand: DemoDemand, site: Site, chance: Random): number[] {
  const staffed = total(site.staffing.hours[demand.index] ?? []);
  const full = total(site.months.map((month) => month.hours[demand.workType]));
  const coverage = coverageAim(chance);
  const trend = chance.between(-0.015, 0.02);
  const unstaffed = demand === site.teams.fresh || chance.chance(0.5) ? chance.between(0.4, 0.9) : 0;
  const people = staffed > 0 ? staffed / full / coverage : unstaffed;
  return site.months.map((month, position) => {
    const season = 1 + trend * (position - 3) + chance.between(-0.03, 0.03);
    return roundInt(people * month.hours[demand.workType] * demand.cph * season);
  });
}

function coverageAim(chance: Random): number {
  const draw = chance.next();
  if (draw < 0.05) return chance.between(0.45, 0.65);
  if (draw < 0.1) return chance.between(1.3, 1.7);
  return chance.between(0.76, 1.14);
}

function line(
  demand: DemoDemand,
  cases: readonly number[],
  report: { site: Site; from: number; roundedCph: boolean },
): ForecastLine {
  const { site, from } = report;
  const months = site.months.slice(from, from + MONTHS_PER_REPORT);
  const forecast = cases.slice(from, from + MONTHS_PER_REPORT);
  const perPerson = months.map((month) => month.hours[demand.workType] * demand.cph);
  const available = (site.staffing.heads[demand.index] ?? []).slice(from, from + MONTHS_PER_REPORT);
  return {
    demand,
    callTypeId: demand.callTypeId,
    cph: report.roundedCph && demand.mainLob === ROUNDED_CPH_LOB ? roundInt(demand.cph) : demand.cph,
    forecast: forecast.map((value, position) => (value > 0 ? value : noCases(demand.index + position))),
    required: forecast.map((value, position) => ceilInt(value / (perPerson[position] ?? 1))),
    available,
    capacity: available.map((heads, position) => floorInt(heads * (perPerson[position] ?? 0))),
  };
}

function noCases(variant: number): '#N/A' | null | number {
  if (variant % 3 === 0) return '#N/A';
  return variant % 3 === 1 ? null : 0;
}

/** The busiest demand comes in two lines with different call type ids, as real exports have it. */
function splitOne(lines: ForecastLine[], teams: DemoTeams): ForecastLine[] {
  const size = (candidate: ForecastLine): number => total(candidate.forecast.map(Number));
  const open = lines.filter(
    (candidate) => candidate.demand !== teams.fresh && candidate.demand.state !== 'N/A',
  );
  const busiest = open.reduce((best, candidate) => (size(candidate) > size(best) ? candidate : best));
  const minor = busiest.forecast.map((value) => (typeof value === 'number' ? floorInt(value * 0.3) : value));
  const major = busiest.forecast.map((value, position) =>
    typeof value === 'number' ? value - Number(minor[position]) : value,
  );
  const none = busiest.forecast.map(() => 0);
  return lines.flatMap((candidate) =>
    candidate === busiest
      ? [
          { ...busiest, forecast: major },
          {
            ...busiest,
            callTypeId: `${busiest.callTypeId}B`,
            forecast: minor,
            required: none,
            available: none,
            capacity: none,
          },
        ]
      : [candidate],
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + (Number.isFinite(value) ? value : 0), 0);
}
