import type {
  AllocationDemand,
  AllocationInput,
  AllocationPerson,
  AllocationWeek,
  WorkType,
} from '../../../src/features/allocation/engine/contract/types';
import { type Random, seededRandom } from './random';

/** Instance sizes of docs/allocation.md: people × 26 weeks × demands. */
export const SIZES = {
  XS: { people: 60, demands: 40, states: 4, skills: 4, cohorts: 24, markets: 3 },
  S: { people: 300, demands: 150, states: 6, skills: 6, cohorts: 125, markets: 4 },
  M: { people: 3_000, demands: 800, states: 14, skills: 9, cohorts: 540, markets: 5 },
  L: { people: 20_000, demands: 3_000, states: 26, skills: 13, cohorts: 3_600, markets: 8 },
  XL: { people: 100_000, demands: 5_000, states: 30, skills: 13, cohorts: 5_600, markets: 10 },
} as const;

export type Size = keyof typeof SIZES;

const STATES =
  'AZ CA CO CT FL GA IA IL IN KS KY LA MA MI MN MO MS NC ND NE NH NJ NM NV NY OH OK OR PA TX'.split(' ');
const CASE_TYPES =
  'Enrollment,FTC-Basic,ADJ-Basic,COR-Basic,OMN-Basic,APP-Basic,FTC-COB,ADJ-COB,COR-COB,Claims,Appeals,Billing,Correspondence'.split(
    ',',
  );
const CPH = [12.5, 8, 6, 8, 5, 4, 12, 7.5, 6, 9.25, 3, 10, 11];
const MARKETS = 'Medicaid,MMP,Marketplace,Medicare,Commercial,Exchange,Duals,Dental,Vision,Pharmacy'.split(
  ',',
);
const PLATFORMS = ['Amisys', 'Facets'];
/** Demand ÷ supply of Amisys Domestic, Amisys Global, Facets Domestic, Facets Global. */
const PRESSURE = [1.08, 0.9, 1, 0.96];

/** A seeded workforce and forecast: the same size and seed give the same instance on every machine. */
export function generateInstance(size: Size, seed = 1): AllocationInput {
  const random = seededRandom(seed * 7919 + SIZES[size].people);
  const weeks = makeWeeks(random);
  const bare = makeDemands(size, random);
  const people = makePeople(size, random, weeks);
  const demands = addForecasts(bare, people, weeks, random);
  return {
    people,
    weeks,
    demands,
    assignments: [],
    closedMonths: [],
    tiers: [1, 0.75, 0.5, 0.25].map((percentage) => ({ percentage, isActive: true })),
  };
}

/** 2025-W14 … W39; the month is that of the Thursday, 4/5/4/5/4/4 weeks. */
function makeWeeks(random: Random): AllocationWeek[] {
  const months = ['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'];
  const lengths = [4, 5, 4, 5, 4, 4];
  const shrinkage = months.map(() => ({
    Domestic: random.int(100, 150) / 1000,
    Global: random.int(100, 150) / 1000,
  }));
  const weeks: AllocationWeek[] = [];
  months.forEach((month, m) => {
    for (let i = 0; i < (lengths[m] ?? 0); i += 1) {
      const number = 14 + weeks.length;
      const sunday = new Date(Date.UTC(2025, 3, 6 + 7 * weeks.length));
      const hoursOf = (type: WorkType) => {
        const days = random.next() < 0.15 ? 4 : 5;
        const lost = shrinkage[m]?.[type] ?? 0.1;
        return Math.round(days * (type === 'Domestic' ? 9 : 8.5) * (1 - lost) * 1e6) / 1e6;
      };
      weeks.push({
        key: `2025-W${number}`,
        month,
        endsOn: sunday.toISOString().slice(0, 10),
        hours: { Domestic: hoursOf('Domestic'), Global: hoursOf('Global') },
      });
    }
  });
  return weeks;
}

type Bare = Omit<AllocationDemand, 'months'> & { cph: number };

function makeDemands(size: Size, random: Random): Bare[] {
  const { demands: count, states, skills, markets } = SIZES[size];
  const byKey = new Map<string, Bare>();
  for (let tries = 0; byKey.size < count && tries < count * 200; tries += 1) {
    const platform = random.next() < 0.6 ? 'Amisys' : 'Facets';
    const locality: WorkType = random.next() < 0.65 ? 'Domestic' : 'Global';
    const market = MARKETS[random.int(0, markets - 1)] ?? '';
    const skill = skewed(random, skills);
    const isWhole = locality === 'Global' && random.next() < 0.4;
    const state = isWhole ? 'N/A' : (STATES[skewed(random, states)] ?? '');
    const mainLob = `${platform} ${market} ${locality}`;
    const caseType = CASE_TYPES[skill] ?? '';
    const key = JSON.stringify([mainLob, state, caseType]);
    byKey.set(key, { key, mainLob, state, caseType, platform, locality, cph: CPH[skill] ?? 8 });
  }
  return [...byKey.values()];
}

/** Low numbers more often than high ones. */
function skewed(random: Random, count: number): number {
  return Math.min(count - 1, Math.trunc(random.next() ** 1.3 * count));
}

interface Team {
  platform: string;
  location: WorkType;
  states: string[];
  skills: string[];
}

function makeTeam(size: Size, random: Random): Team {
  const { states, skills } = SIZES[size];
  const location: WorkType = random.next() < 0.65 ? 'Domestic' : 'Global';
  const few = location === 'Global' ? random.int(0, 2) : random.int(1, 2);
  const pick = (list: string[], limit: number, n: number) => {
    const chosen = new Set<string>();
    while (chosen.size < n) chosen.add(list[skewed(random, limit)] ?? '');
    return [...chosen].sort();
  };
  return {
    platform: PLATFORMS[random.next() < 0.6 ? 0 : 1] ?? '',
    location,
    states: pick(STATES, states, few),
    skills: pick(CASE_TYPES, skills, random.int(1, 3)),
  };
}

function makePeople(size: Size, random: Random, weeks: readonly AllocationWeek[]): AllocationPerson[] {
  const { people: count, cohorts } = SIZES[size];
  const teams = Array.from({ length: cohorts }, () => makeTeam(size, random));
  return Array.from({ length: count }, (_, i) => {
    const inTeam = random.next() < 0.75;
    const team = inTeam ? (teams[random.int(0, teams.length - 1)] as Team) : makeTeam(size, random);
    const noSkills = random.next() < 0.003;
    return {
      cn: `CN${String(i + 1).padStart(6, '0')}`,
      ...team,
      skills: noSkills ? [] : team.skills,
      isActive: random.next() >= 0.005,
      hireDate: null,
      percentages: percentages(random, weeks.length),
    };
  });
}

/** 15 % ramp up, 10 % constant 75 or 50 %, 30 % take one or two weeks of leave, 4 % leave for good. */
function percentages(random: Random, weeks: number): number[] {
  const kind = random.next();
  const rampStart = random.int(-8, weeks - 6);
  const constant = kind < 0.2 ? 0.75 : kind < 0.25 ? 0.5 : 1;
  const list = Array.from({ length: weeks }, (_, w) => {
    if (kind >= 0.15) return constant;
    const step = Math.trunc((w - rampStart) / 3);
    return w < rampStart ? 0 : Math.min(1, 0.25 * (step + 1));
  });
  if (random.next() < 0.3) {
    const start = random.int(0, weeks - 2);
    list.fill(0, start, start + random.int(1, 2));
  }
  if (random.next() < 0.04) list.fill(0, random.int(4, weeks - 1));
  return list;
}

/** Forecasts in proportion to what the eligible people could do, log-normally spread, at each component's pressure. */
function addForecasts(
  bare: readonly Bare[],
  people: readonly AllocationPerson[],
  weeks: readonly AllocationWeek[],
  random: Random,
): AllocationDemand[] {
  const months = [...new Set(weeks.map((week) => week.month))];
  const shares = months.map((month) => supplyShares(bare, people, weeks, month));
  const size = bare.map(() => Math.exp(0.65 * random.normal()));
  const wanted = months.map((_, m) =>
    bare.map((_d, d) => (shares[m]?.[d] ?? 0) * (size[d] ?? 1) * Math.exp(0.12 * random.normal())),
  );
  months.forEach((_, m) =>
    scaleComponents({ bare, wanted: wanted[m] ?? [], shares: shares[m] ?? [] }, random),
  );
  return bare.map(({ cph, ...demand }, d) => ({
    ...demand,
    months: months.map((month, m) => ({
      month,
      forecast: random.next() < 0.01 ? 0 : Math.round((wanted[m]?.[d] ?? 0) * cph),
      targetCph: cph,
    })),
  }));
}

function component(side: { platform: string }, location: WorkType): number {
  return (side.platform === 'Amisys' ? 0 : 2) + (location === 'Domestic' ? 0 : 1);
}

function scaleComponents(
  { bare, wanted, shares }: { bare: readonly Bare[]; wanted: number[]; shares: readonly number[] },
  random: Random,
): void {
  PRESSURE.forEach((pressure, group) => {
    const mine = bare.flatMap((demand, d) => (component(demand, demand.locality) === group ? [d] : []));
    const supply = mine.reduce((sum, d) => sum + (shares[d] ?? 0), 0);
    const demand = mine.reduce((sum, d) => sum + (wanted[d] ?? 0), 0);
    const factor = (supply / (demand || 1)) * pressure * (1 + (random.next() - 0.5) * 0.08);
    for (const d of mine) wanted[d] = (wanted[d] ?? 0) * factor;
  });
}

/** Hours of each demand when everyone divides their month equally over what they can do. */
function supplyShares(
  bare: readonly Bare[],
  people: readonly AllocationPerson[],
  weeks: readonly AllocationWeek[],
  month: string,
): number[] {
  const shares = bare.map(() => 0);
  const byWork = new Map<string, number[]>();
  bare.forEach(({ platform, locality, caseType }, d) => {
    const key = `${platform}|${locality}|${caseType}`;
    const list = byWork.get(key);
    if (list === undefined) byWork.set(key, [d]);
    else list.push(d);
  });
  for (const person of people) {
    if (!person.isActive) continue;
    const eligible = person.skills.flatMap((skill) =>
      (byWork.get(`${person.platform}|${person.location}|${skill}`) ?? []).filter((d) => {
        const state = bare[d]?.state ?? '';
        return state === 'N/A' || person.states.includes(state);
      }),
    );
    let hours = 0;
    weeks.forEach((week, w) => {
      if (week.month === month) hours += (person.percentages[w] ?? 0) * (week.hours[person.location] ?? 0);
    });
    for (const d of eligible) shares[d] = (shares[d] ?? 0) + hours / eligible.length;
  }
  return shares;
}
