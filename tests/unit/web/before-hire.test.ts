import { stateRuns, weekStates, type WeekState } from '../../../web/app/people/runs';
import type { WeekColumn } from '../../../web/app/people/week-column';

const WEEKS = ['2025-W21', '2025-W22', '2025-W23', '2025-W24'].map((key) => ({ key })) as WeekColumn[];
const runs = (state: WeekState, hireDate: string | null, busyElsewhere: string[] = []): [number, number][] =>
  stateRuns(weekStates({ hireDate, busyElsewhere }, new Map(), WEEKS), state);

test('weeks that end before the day of hiring are not free; the week of that day is, whatever day it is', () => {
  // 1 June 2025 is the Sunday of week 22, 2 June the Monday of week 23.
  expect(runs('free', '2025-06-01')).toEqual([[1, 3]]);
  expect(runs('free', '2025-06-02')).toEqual([[2, 3]]);
  expect(runs('unhired', '2025-06-02')).toEqual([[0, 1]]);
});

test('who has no day of hiring was always there, and who works elsewhere is said to', () => {
  expect([runs('free', null), runs('unhired', null)]).toEqual([[[0, 3]], []]);
  expect(runs('unhired', '2025-06-02', ['2025-W22'])).toEqual([[0, 0]]);
  expect(runs('busy', '2025-06-02', ['2025-W22'])).toEqual([[1, 1]]);
});

test('what somebody does before the day of hiring is shown as done', () => {
  const work = new Map([['2025-W21', {}]]) as unknown as Parameters<typeof weekStates>[1];
  expect(weekStates({ hireDate: '2025-06-02', busyElsewhere: [] }, work, WEEKS)).toEqual([
    'taken',
    'unhired',
    'free',
    'free',
  ]);
});
