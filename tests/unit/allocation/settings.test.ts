import { DomainError } from '../../../src/domain/errors';
import { readSettings } from '../../../src/features/allocation/options/allocation-settings.rules';

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
    deadlineS: '2.5',
    changeCostBench: '7',
    fairness: '0',
    priorities: [{ mainLob: ' A  B ', weight: '2' }],
  });
  expect(settings).toEqual({
    fairness: { delta: 0 },
    changeCost: { primary: 60, bench: 7 },
    deadlineMs: 2_500,
    scope: { platforms: ['Amisys', 'Facets'], fromWeek: '2025-W09' },
    priorities: [{ mainLob: 'A B', state: null, caseType: null, weight: 2 }],
  });
});

test.each([
  [{ fairness: 101 }, 'options.fairness: 101 is not accepted; expected a number from 0 to 100'],
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
