import { findActive } from '../../src/features/assignment/table/assignment.repository';
import { seededNumbers } from '../../src/demo/random';
import {
  applyRamp,
  assign,
  changeProduction,
  copyWeek,
  deallocate,
  moveAssignments,
  setPinned,
  setProduction,
} from '../../src/features/assignment';
import { closeMonth, reopenMonth, setWeekConfig } from '../../src/features/calendar';
import { setForecast, setTargetCph } from '../../src/features/demand';
import { updateResource } from '../../src/features/resource';
import { sql } from '../../src/platform/database/sql';
import type { WriteScope } from '../../src/platform/scope/request-scope';
import { addAssignable, addForecast, addPeople, DEMAND } from './factories/assignment';
import { foretoldRefusal, revertAsForetold } from './revertible';
import type { TestApp } from './scope';

/** The people of random changes. */
export const PEOPLE = Array.from({ length: 12 }, (_, i) => `AA00001${i.toString(36).toUpperCase()}`);
const GLOBAL = { mainLob: 'Facets Medicare', state: 'N/A', caseType: 'FTC' };
/** The demands of random changes. */
export const DEMANDS = [
  DEMAND,
  { ...DEMAND, state: 'GA' },
  { ...DEMAND, caseType: 'ADJ-Basic/NON MMP' },
  GLOBAL,
];
const MONTHS = ['May', 'June', 'July', 'August', 'September', 'October'] as const;

/** One seed always gives the same operations. */
export function seeded(seed: number) {
  const next = seededNumbers(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  return { below, pick };
}

/** Where random choices come from. */
export type Chance = ReturnType<typeof seeded>;
/** One random change; it may be refused. */
export type Operation = (tx: WriteScope, chance: Chance) => Promise<unknown>;

const PERCENTAGES = ['0', '0.2', '0.35', '0.5', '0.75', '0.9', '1', '0.3333'];
const week = ({ below }: Chance) => ({ year: 2025, week: 18 + below(26) });
const anyAssignment = async (tx: WriteScope, { below }: Chance): Promise<number> => {
  const rows = await tx.db.query<{ id: number }>(
    sql`SELECT id FROM weekly_resource_assignment WHERE is_active ORDER BY id`,
  );
  return rows[below(rows.length)]?.id ?? 0;
};
const someAssignments = async (tx: WriteScope, chance: Chance): Promise<number[]> => {
  const ids: number[] = [];
  for (let left = 1 + chance.below(4); left > 0; left -= 1) ids.push(await anyAssignment(tx, chance));
  return ids;
};
const override = { override: true, note: 'random' };

/** A person-week that is taken is left alone: inside another change its refusal would end that one. */
const assignOne: Operation = async (tx, chance) => {
  const person = { cn: chance.pick(PEOPLE), week: week(chance) };
  const input = {
    resourceCn: person.cn,
    week: person.week,
    ...chance.pick(DEMANDS),
    productionPercentage: chance.below(3) === 0 ? chance.pick(PERCENTAGES) : null,
    ...override,
  };
  return (await findActive(tx, [person])).length > 0 ? undefined : assign(tx, input);
};

const OPERATIONS_BY_WEIGHT: readonly (readonly [number, Operation])[] = [
  [40, assignOne],
  [
    10,
    async (tx, chance) =>
      moveAssignments(tx, await someAssignments(tx, chance), { ...chance.pick(DEMANDS), ...override }),
  ],
  [8, async (tx, chance) => deallocate(tx, await anyAssignment(tx, chance))],
  [
    8,
    async (tx, c) =>
      changeProduction(tx, await anyAssignment(tx, c), { productionPercentage: c.pick(PERCENTAGES) }),
  ],
  [4, async (tx, chance) => setPinned(tx, await someAssignments(tx, chance), chance.below(2) === 0)],
  [
    5,
    (tx, c) =>
      setProduction(tx, {
        resourceCns: [c.pick(PEOPLE)],
        fromWeek: week(c),
        productionPercentage: c.pick(PERCENTAGES),
      }),
  ],
  [
    3,
    (tx, c) =>
      applyRamp(tx, {
        resourceCns: [c.pick(PEOPLE), c.pick(PEOPLE)],
        fromWeek: week(c),
        ramp: [{ weeks: 1 + c.below(5), percentage: c.pick(PERCENTAGES) }, { percentage: '1' }],
      }),
  ],
  [3, (tx, c) => copyWeek(tx, { fromWeek: week(c), toWeeks: [week(c)], onConflict: 'SKIP' })],
  [
    6,
    (tx, c) => {
      const { year, week: weekNumber } = week(c);
      const workType = c.pick(['Domestic', 'Global'] as const);
      return setWeekConfig(tx, {
        year,
        weekNumber,
        workType,
        workingDays: c.below(8),
        shrinkage: c.pick(['0', '0.1', '0.1234']),
      });
    },
  ],
  [
    5,
    (tx, c) => {
      const { mainLob, caseType } = c.pick(DEMANDS);
      return setTargetCph(tx, { mainLob, caseType, targetCph: c.pick(['0', '8', '12.5', '13.8']) });
    },
  ],
  [
    5,
    (tx, c) =>
      setForecast(tx, {
        forecastMonth: `${c.pick(MONTHS)} 2025`,
        ...c.pick(DEMANDS),
        forecast: c.below(3_000),
      }),
  ],
  [3, (tx, c) => updateResource(tx, c.pick(PEOPLE), { location: c.pick(['Domestic', 'Global']) })],
  [2, (tx, c) => closeMonth(tx, { month: c.pick(MONTHS), year: 2025 })],
  [4, (tx, c) => reopenMonth(tx, { month: c.pick(MONTHS), year: 2025 })],
  [
    5,
    async (tx, c) => {
      const id = tx.changeSetId - 1 - c.below(5);
      await revertAsForetold(tx, id, await foretoldRefusal(tx, id));
    },
  ],
];
/** Changes as often as they weigh. */
export const DECK = OPERATIONS_BY_WEIGHT.flatMap(([weight, operation]) =>
  Array.from({ length: weight }, () => operation),
);

/** People, weeks and a report to change; summaries up to date. */
export async function addRandomGround(app: TestApp): Promise<void> {
  await addAssignable(app.database);
  await addForecast(app.database, DEMANDS[1]);
  await addForecast(app.database, DEMANDS[2]);
  await addForecast(app.database, { ...GLOBAL, platform: 'Facets', locality: 'Global', targetCph: null });
  await addPeople(app.database, ...PEOPLE.map((cn) => ({ cn })));
  await app.newScope().write({ action: 'test', lock: 'exclusive' }, (tx) => {
    for (const month of ['05', '06', '07', '08', '09', '10']) tx.stale.month(`2025-${month}-01`);
    return Promise.resolve();
  });
}
