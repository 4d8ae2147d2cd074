import { DomainError } from '../../../src/domain/errors';
import { resolveOptions } from '../../../src/features/allocation/engine/contract/options';
import { engineSettings } from '../../../src/features/allocation/options/plan-options.preset';
import { shownOptions } from '../../../src/features/allocation/options/plan-options.service';
import { readSettings } from '../../../src/features/allocation/options/plan-settings.service';

function refusal(choices: Parameters<typeof readSettings>[0]): string {
  try {
    readSettings(choices);
  } catch (error) {
    if (error instanceof DomainError)
      return `${error.issues[0]?.path ?? ''}: ${error.issues[0]?.message ?? ''}`;
    throw error;
  }
  throw new Error('expected a refusal');
}

test('nothing chosen leaves everything to the defaults', () => {
  expect(readSettings({})).toEqual({});
  expect(readSettings({ fairness: null, mainLobs: [], releaseManual: false, priorities: [] })).toEqual({});
});

test('choices come in one form whatever their order and spelling', () => {
  const settings = readSettings({
    platforms: ['Facets', ' Amisys ', 'Facets'],
    fromWeek: { year: 2025, week: 9 },
    deadlineSeconds: 3,
    changeCostBench: '7',
    fairness: '0',
    priorities: [{ mainLob: ' A  B ', weight: '2' }],
  });
  expect(settings).toEqual({
    fromWeek: '2025-W09',
    platforms: ['Amisys', 'Facets'],
    fairness: 0,
    changeCostBench: 7,
    priorities: [{ mainLob: 'A B', state: null, caseType: null, weight: 2 }],
    deadlineSeconds: 3,
  });
  expect(Object.keys(settings)).toEqual(
    'fromWeek platforms fairness changeCostBench priorities deadlineSeconds'.split(' '),
  );
});

test('the engine gets grouped settings, a part of a group leaves the others at their defaults', () => {
  expect(
    engineSettings({ fairness: 0, changeCostBench: 7, fromWeek: '2025-W09', platforms: ['Amisys'] }),
  ).toEqual({
    scope: { fromWeek: '2025-W09', platforms: ['Amisys'] },
    fairness: { delta: 0 },
    changeCost: { bench: 7 },
  });
  expect(resolveOptions({ changeCost: { bench: 7 } }, 0).changeCost).toEqual({ primary: 60, bench: 7 });
});

test('a plan shows its options with defaults filled in; what another option replaces is null', () => {
  expect(shownOptions('plan', { fairnessTolerancePct: 1 })).toMatchObject({
    fairness: null,
    fairnessTolerancePct: 1,
    switchCost: 5,
    mainLobs: [],
    effort: null,
    deadlineSeconds: null,
    maxChangedPct: null,
  });
  expect(shownOptions('rebalance', {})).toMatchObject({ fairness: 2, maxChangedPct: 6, targetGapPct: 0 });
});

test.each([
  [{ fairness: 101 }, 'options.fairness: 101 is not accepted; expected a number from 0 to 100'],
  [
    { deadlineSeconds: 2.5 },
    'options.deadlineSeconds: 2.5 is not accepted; expected a whole number from 0 to 3600',
  ],
  [{ hiringTop: 1001 }, 'options.hiringTop: 1001 is not accepted; expected a whole number from 0 to 1000'],
  [{ switchCost: -1 }, 'options.switchCost: -1 is not accepted; expected a number from 0 to 1000000'],
  [
    { fairness: '1', fairnessTolerancePct: '1' },
    'options.fairnessTolerancePct: "1" is not accepted; expected either fairness or fairnessTolerancePct',
  ],
  [
    { priorities: [{ mainLob: 'A', weight: '0' }] },
    'options.priorities.0.weight: "0" is not accepted; expected a number above 0, at most 1000000',
  ],
  [
    { fromWeek: { year: 2025, week: 20 }, toWeek: { year: 2025, week: 19 } },
    'options.toWeek: "2025-W19" is not accepted; expected a week not before 2025-W20, the first one',
  ],
])('%j is refused by name', (choices, message) => {
  expect(refusal(choices)).toBe(message);
});
