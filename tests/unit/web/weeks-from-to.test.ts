import { readWeek, weeksFromTo } from '../../../web/app/format/date';

// 2026 has 53 ISO weeks, 2025 has 52.
test.each([
  ['2025-W18', '2025-W18', 1],
  ['2025-W18', '2025-W44', 27],
  ['2025-W52', '2026-W01', 2],
  ['2026-W49', '2027-W22', 27],
])('from %s to %s there are %i weeks', (first, last, weeks) =>
  expect(weeksFromTo(readWeek(first), readWeek(last))).toBe(weeks),
);
