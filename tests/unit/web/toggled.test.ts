import { toggled } from '../../../web/app/people/view';

const TWO = { cns: ['A', 'B'], from: '2025-W18', to: '2025-W20' };

test('somebody more joins in the weeks that are chosen, wherever they were added', () => {
  expect(toggled(TWO, 'C', '2025-W30')).toEqual({ ...TWO, cns: ['A', 'B', 'C'] });
});

test('whoever is chosen already is left out', () => {
  expect(toggled(TWO, 'A', '2025-W18')).toEqual({ ...TWO, cns: ['B'] });
});

test('nothing is chosen any more once the last one is left out, and one week once somebody is first', () => {
  expect(toggled({ ...TWO, cns: ['A'] }, 'A', '2025-W19')).toBeUndefined();
  expect(toggled(undefined, 'A', '2025-W19')).toEqual({ cns: ['A'], from: '2025-W19', to: '2025-W19' });
});

test('no more than 200 people are chosen', () => {
  const many = { ...TWO, cns: Array.from({ length: 200 }, (_, index) => `P${index}`) };
  expect(toggled(many, 'A', '2025-W18')).toEqual(many);
});
