import { freeRuns, isBeforeHire, unhiredRuns, type Person } from '../../../web/app/people/runs';
import type { WeekColumn } from '../../../web/app/people/week-column';

const WEEKS = ['2025-W21', '2025-W22', '2025-W23', '2025-W24'].map((key) => ({ key })) as WeekColumn[];
const person = (hireDate: string | null, busyElsewhere: string[] = []): Person =>
  ({ hireDate, busyElsewhere, work: new Map() }) as unknown as Person;

test('weeks that end before the day of hiring are not free; the week of that day is, whatever day it is', () => {
  // 1 June 2025 is the Sunday of week 22, 2 June the Monday of week 23.
  expect(freeRuns(person('2025-06-01'), WEEKS)).toEqual([[1, 3]]);
  expect(freeRuns(person('2025-06-02'), WEEKS)).toEqual([[2, 3]]);
  expect(unhiredRuns(person('2025-06-02'), WEEKS)).toEqual([[0, 1]]);
  expect(isBeforeHire(person('2025-06-02'), '2025-W22')).toBe(true);
});

test('who has no day of hiring was always there, and who works elsewhere is said to', () => {
  expect([freeRuns(person(null), WEEKS), unhiredRuns(person(null), WEEKS)]).toEqual([[[0, 3]], []]);
  expect(unhiredRuns(person('2025-06-02', ['2025-W22']), WEEKS)).toEqual([[0, 0]]);
});
