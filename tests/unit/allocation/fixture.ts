import { type Random, seededRandom } from '../../support/allocation/random';
import type {
  AllocationDemand,
  AllocationInput,
  AllocationOptions,
  AllocationPerson,
  AllocationWeek,
  ExistingAssignment,
} from '../../../src/features/allocation/engine/contract/types';

/** Hooks whose clock stands still. */
export const STILL = { now: () => 0 };

/** Plain cases: no fairness, no weekly profile, switches cost nothing, changes cost nothing, stints of any length. */
export const PLAIN: AllocationOptions = {
  fairness: { delta: 0 },
  profileWeight: 0,
  switchCost: 0,
  changeCost: { primary: 0, bench: 0 },
  minStintWeeks: 1,
};

/** Four weeks of May 2025, 40 hours each unless said otherwise. */
export function mayWeeks(hours: number | null = 40): AllocationWeek[] {
  return [18, 19, 20, 21].map((number, i) =>
    week(`2025-W${number}`, '2025-05', `2025-05-${String(4 + 7 * i).padStart(2, '0')}`, hours),
  );
}

export function week(key: string, month: string, endsOn: string, hours: number | null = 40): AllocationWeek {
  return { key, month, endsOn, hours: { Domestic: hours, Global: hours } };
}

/** An Amisys Domestic person of Florida who enrols. */
export function person(cn: string, overrides: Partial<AllocationPerson> = {}): AllocationPerson {
  return {
    cn,
    platform: 'Amisys',
    location: 'Domestic',
    states: ['FL'],
    skills: ['Enrollment'],
    isActive: true,
    hireDate: null,
    percentages: [1, 1, 1, 1],
    ...overrides,
  };
}

/** Florida Enrollment on Amisys Domestic in May at 10 cases per hour. */
export function demand(
  key: string,
  overrides: Partial<AllocationDemand> & { forecast?: number; cph?: number | null } = {},
): AllocationDemand {
  const { forecast = 100, cph = 10, ...rest } = overrides;
  return {
    key,
    mainLob: 'Amisys Medicaid Domestic',
    state: 'FL',
    caseType: 'Enrollment',
    platform: 'Amisys',
    locality: 'Domestic',
    months: [{ month: '2025-05', forecast, targetCph: cph }],
    ...rest,
  };
}

export function row(id: number, cn: string, overrides: Partial<ExistingAssignment> = {}): ExistingAssignment {
  return {
    id,
    cn,
    week: '2025-W18',
    demand: 'A',
    type: 'primary',
    pinned: false,
    percentage: 1,
    ...overrides,
  };
}

export function input(overrides: Partial<AllocationInput> = {}): AllocationInput {
  return {
    people: [person('P1')],
    weeks: mayWeeks(),
    demands: [demand('A')],
    assignments: [],
    closedMonths: [],
    tiers: [1, 0.75, 0.5, 0.25].map((percentage) => ({ percentage, isActive: true })),
    ...overrides,
  };
}

const STATES = ['FL', 'TX', 'NY'];
const SKILLS = ['Enrollment', 'Appeals', 'Claims'];

/** A small random instance with odd percentages, leave, locks and several months. */
export function randomInput(
  seed: number,
  { people, demands, weeks }: { people: number; demands: number; weeks: number },
): AllocationInput {
  const random = seededRandom(seed);
  const calendar = Array.from({ length: weeks }, (_, w) =>
    week(
      `2025-W${18 + w}`,
      w < Math.ceil(weeks / 2) ? '2025-05' : '2025-06',
      `2025-05-${String(4 + w).padStart(2, '0')}`,
      random.int(60, 90) / 2,
    ),
  );
  const months = [...new Set(calendar.map((entry) => entry.month))];
  const work = Array.from({ length: demands }, (_, d) => randomDemand(random, d, months));
  const staff = Array.from({ length: people }, (_, p) =>
    person(`P${String(p).padStart(3, '0')}`, {
      states: some(random, STATES),
      skills: some(random, SKILLS),
      isActive: random.next() > 0.05,
      percentages: calendar.map(() => [0, 0.25, 0.35, 0.75, 1, 1, 1][random.int(0, 6)] ?? 1),
    }),
  );
  const assignments = staff.flatMap((one, p) =>
    random.next() < 0.3
      ? [
          row(p + 1, one.cn, {
            demand: work[random.int(0, demands - 1)]?.key ?? '',
            pinned: random.next() < 0.5,
            type: random.next() < 0.3 ? 'manual' : 'primary',
          }),
        ]
      : [],
  );
  return input({ people: staff, weeks: calendar, demands: work, assignments });
}

function randomDemand(random: Random, d: number, months: readonly string[]): AllocationDemand {
  return demand(`D${d}`, {
    mainLob: `Amisys ${d} Domestic`,
    state: random.next() < 0.2 ? 'N/A' : (STATES[random.int(0, 2)] ?? ''),
    caseType: SKILLS[random.int(0, 2)] ?? '',
    months: months.map((month) => ({
      month,
      forecast: random.next() < 0.1 ? 0 : random.int(50, 1500),
      targetCph: random.next() < 0.05 ? null : random.int(20, 200) / 10,
    })),
  });
}

function some(random: Random, list: readonly string[]): string[] {
  return list.filter(() => random.next() < 0.55);
}
