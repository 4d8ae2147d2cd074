/**
 * Small plans next to both bounds: the one that allows fractions of weeks, and that of whole person-weeks.
 *
 *   node -r ./scripts/register.cjs bench/allocation/whole-weeks.ts [instances per shape]
 */
import { planAllocation } from '../../src/features/allocation/engine/plan';
import type { AllocationOptions } from '../../src/features/allocation/engine/contract/types';
import { loadIntegerSolver } from '../../src/features/allocation/worker/integer-solver.service';
import { PLAIN, randomInput } from '../../tests/unit/allocation/fixture';

const INSTANCES = Number(process.argv[2] ?? 20);
const SHAPES = [
  { people: 5, demands: 20, weeks: 1 },
  { people: 10, demands: 30, weeks: 1 },
  { people: 60, demands: 30, weeks: 1 },
  { people: 10, demands: 10, weeks: 4 },
  { people: 25, demands: 12, weeks: 4 },
  { people: 60, demands: 30, weeks: 4 },
];
const OPTIONS: readonly (readonly [name: string, options: AllocationOptions])[] = [
  ['cases alone', PLAIN],
  ['defaults', {}],
];

const mean = (list: readonly number[]): string =>
  (list.reduce((sum, x) => sum + x, 0) / list.length).toFixed(2);

async function main(): Promise<void> {
  const integerSolver = await loadIntegerSolver();
  console.log(
    'people × demands × weeks | options | gap, fractions % | gap, whole weeks % | proved best | seconds, most',
  );
  for (const shape of SHAPES)
    for (const [name, options] of OPTIONS) {
      const runs = Array.from({ length: INSTANCES }, (_, i) => {
        const started = performance.now();
        const input = randomInput(i + 1, shape);
        const { solve } = planAllocation(input, options, { now: () => performance.now(), integerSolver });
        return { ...solve, seconds: (performance.now() - started) / 1_000 };
      });
      const { people, demands, weeks } = shape;
      console.log(
        [
          `${people} × ${demands} × ${weeks}`,
          name,
          mean(runs.map(({ gapPct }) => gapPct)),
          mean(runs.map(({ gapPct, wholeWeeks }) => wholeWeeks?.gapPct ?? gapPct)),
          `${runs.filter(({ wholeWeeks }) => wholeWeeks?.isBest).length} of ${INSTANCES}`,
          Math.max(...runs.map(({ seconds }) => seconds)).toFixed(1),
        ].join(' | '),
      );
    }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
