import fc from 'fast-check';
import {
  addWeeks,
  compareWeeks,
  formatIsoWeek,
  isIsoWeek,
  isWeekday,
  type IsoWeek,
  parentMonth,
  parseIsoWeek,
  requireIsoWeek,
  weekdaysOfMonth,
  weekdaysOfWeek,
  weekEnd,
  weekOfDate,
  weeksBetween,
  weeksInYear,
  weeksOfMonth,
  weekStart,
} from '../../../src/domain/time/iso-week';

const DAY_MS = 86_400_000;

/** A date of 1900–2200 by the platform's own calendar, independent of the code under test. */
const anyDate = fc
  .integer({ min: Date.UTC(1900, 0, 1) / DAY_MS, max: Date.UTC(2200, 11, 31) / DAY_MS })
  .map((day) => new Date(day * DAY_MS));
const iso = (date: Date) => date.toISOString().slice(0, 10);

/** ISO week the textbook way: go to the Thursday, count the weeks since its 1 January. */
function referenceWeek(date: Date): IsoWeek {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS + 1) / 7) };
}

const anyWeek = anyDate.map(referenceWeek).filter(({ year }) => year <= 2200);
const anyMonth = fc.record({
  year: fc.integer({ min: 1900, max: 2199 }),
  month: fc.integer({ min: 1, max: 12 }),
});

describe('ISO weeks', () => {
  it.each([
    ['2020-12-27', '2020-W52'],
    ['2020-12-28', '2020-W53'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-01', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2025-05-01', '2025-W18'],
    ['2025-12-28', '2025-W52'],
    ['2025-12-29', '2026-W01'],
    ['2026-12-28', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['1900-01-01', '1900-W01'],
    ['2000-02-29', '2000-W09'],
  ])('%s lies in %s', (date, week) => {
    expect(formatIsoWeek(weekOfDate(date))).toBe(week);
  });

  it.each([
    ['2025-W18', '2025-04-28', '2025-05-04'],
    ['2025-W01', '2024-12-30', '2025-01-05'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
  ])('%s runs from %s to %s', (text, start, end) => {
    const week = parseIsoWeek(text);
    expect([weekStart(week), weekEnd(week)]).toEqual([start, end]);
  });

  it('has 53 weeks in long years only', () => {
    expect([2020, 2026, 2032].map(weeksInYear)).toEqual([53, 53, 53]);
    expect([2021, 2024, 2025, 2027].map(weeksInYear)).toEqual([52, 52, 52, 52]);
  });

  it('knows which weeks exist', () => {
    expect(isIsoWeek({ year: 2026, week: 53 })).toBe(true);
    expect(isIsoWeek({ year: 2025, week: 53 })).toBe(false);
    expect(isIsoWeek({ year: 2025, week: 0 })).toBe(false);
    expect(isIsoWeek({ year: 2025, week: 1.5 })).toBe(false);
    expect(isIsoWeek({ year: 1899, week: 1 })).toBe(false);
    expect(isIsoWeek({ year: NaN, week: 1 })).toBe(false);
  });

  it('agrees with the platform calendar on every date, and each date lies within its week', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const week = weekOfDate(iso(date));
        expect(week).toEqual(referenceWeek(date));
        const monday = new Date(`${weekStart(week)}T00:00:00Z`);
        expect(monday.getUTCDay()).toBe(1);
        const offset = (date.getTime() - monday.getTime()) / DAY_MS;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(6);
        expect(weekEnd(week)).toBe(iso(new Date(monday.getTime() + 6 * DAY_MS)));
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back from its Monday and from its text', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        expect(weekOfDate(weekStart(week))).toEqual(week);
        expect(parseIsoWeek(formatIsoWeek(week))).toEqual(week);
      }),
    );
  });
});

describe('parseIsoWeek', () => {
  it('refuses week 53 of a short year and says how many weeks it has', () => {
    expect(() => parseIsoWeek('2025-W53')).toThrow(
      'week: "2025-W53" does not exist: 2025 has the ISO weeks 1 to 52',
    );
    expect(parseIsoWeek('2026-W53')).toEqual({ year: 2026, week: 53 });
  });

  it.each(['2025-W00', '2026-W54', '2025-W99'])('refuses %s', (text) => {
    expect(() => parseIsoWeek(text)).toThrow('does not exist');
  });

  it.each(['1899-W10', '2201-W01', '0000-W01'])('refuses the year of %s', (text) => {
    expect(() => parseIsoWeek(text, 'from')).toThrow(
      `from: "${text}" is out of range: expected an ISO year from 1900 to 2200`,
    );
  });

  it.each(['2025W18', '2025-18', '2025-W5', '2025-w18', 'W18', '', 'today', '2025-W18-1', null, 202518])(
    'refuses %j with an example of what it reads',
    (text) => {
      expect(() => parseIsoWeek(text)).toThrow('expected an ISO week such as 2025-W18');
    },
  );
});

describe('requireIsoWeek', () => {
  it('passes a real week and names the part that is wrong otherwise', () => {
    expect(requireIsoWeek({ year: 2026, week: 53 })).toEqual({ year: 2026, week: 53 });
    expect(() => requireIsoWeek({ year: 2025, week: 53 }, 'week_number')).toThrow(
      'week_number: 53 is not accepted; expected a week from 1 to 52, the ISO weeks of 2025',
    );
    expect(() => requireIsoWeek({ year: 1800, week: 1 })).toThrow('expected an ISO year from 1900 to 2200');
  });
});

describe('week arithmetic', () => {
  it('crosses years of 52 and 53 weeks', () => {
    expect(addWeeks({ year: 2020, week: 53 }, 1)).toEqual({ year: 2021, week: 1 });
    expect(addWeeks({ year: 2025, week: 52 }, 1)).toEqual({ year: 2026, week: 1 });
    expect(addWeeks({ year: 2027, week: 1 }, -1)).toEqual({ year: 2026, week: 53 });
    expect(addWeeks({ year: 2025, week: 18 }, 0)).toEqual({ year: 2025, week: 18 });
  });

  it('lists half-open ranges', () => {
    expect(weeksBetween({ year: 2026, week: 52 }, { year: 2027, week: 2 }).map(formatIsoWeek)).toEqual([
      '2026-W52',
      '2026-W53',
      '2027-W01',
    ]);
    expect(weeksBetween({ year: 2025, week: 18 }, { year: 2025, week: 18 })).toEqual([]);
    expect(weeksBetween({ year: 2025, week: 19 }, { year: 2025, week: 18 })).toEqual([]);
  });

  it('orders weeks by year, then week', () => {
    expect(compareWeeks({ year: 2025, week: 52 }, { year: 2026, week: 1 })).toBeLessThan(0);
    expect(compareWeeks({ year: 2025, week: 2 }, { year: 2025, week: 1 })).toBeGreaterThan(0);
    expect(compareWeeks({ year: 2025, week: 2 }, { year: 2025, week: 2 })).toBe(0);
  });

  it('adds and takes away to the same week, and a range is as long as its distance', () => {
    fc.assert(
      fc.property(anyWeek, fc.integer({ min: 0, max: 300 }), (week, n) => {
        const later = addWeeks(week, n);
        expect(addWeeks(later, -n)).toEqual(week);
        expect(weeksBetween(week, later)).toHaveLength(n);
        expect(Math.sign(compareWeeks(later, week))).toBe(Math.sign(n));
      }),
    );
  });
});

describe('parent months', () => {
  it.each([
    ['2025-W18', 2025, 5], // Thursday 1 May 2025
    ['2025-W01', 2025, 1], // Thursday 2 January, though it starts in 2024
    ['2020-W53', 2020, 12], // Thursday 31 December, though it ends in 2021
    ['2026-W53', 2026, 12],
    ['2025-W31', 2025, 7], // Thursday 31 July, though it ends on 3 August
  ])('%s belongs to %d-%d', (text, year, month) => {
    expect(parentMonth(parseIsoWeek(text))).toEqual({ year, month });
  });

  it('gives a month the 4 or 5 weeks whose Thursday it holds', () => {
    // Thursdays of May 2025: 1, 8, 15, 22, 29
    expect(weeksOfMonth({ year: 2025, month: 5 }).map(formatIsoWeek)).toEqual([
      '2025-W18',
      '2025-W19',
      '2025-W20',
      '2025-W21',
      '2025-W22',
    ]);
    // Thursdays of December 2026: 3, 10, 17, 24, 31
    expect(weeksOfMonth({ year: 2026, month: 12 }).map(formatIsoWeek)).toEqual([
      '2026-W49',
      '2026-W50',
      '2026-W51',
      '2026-W52',
      '2026-W53',
    ]);
    expect(weeksOfMonth({ year: 2025, month: 6 })).toHaveLength(4);
  });

  it('partitions the weeks of every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), (year) => {
        const months = Array.from({ length: 12 }, (_, index) => ({ year, month: index + 1 }));
        const weeks = months.flatMap(weeksOfMonth);
        expect(weeks).toEqual(
          Array.from({ length: weeksInYear(year) }, (_, index) => ({ year, week: index + 1 })),
        );
      }),
    );
  });

  it('is the month whose list holds the week, and its year is the ISO year', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const month = parentMonth(week);
        expect(month.year).toBe(week.year);
        expect(weeksOfMonth(month)).toContainEqual(week);
      }),
    );
  });
});

describe('weekdays', () => {
  it('lists Monday to Friday of a week', () => {
    expect(weekdaysOfWeek({ year: 2025, week: 18 })).toEqual([
      '2025-04-28',
      '2025-04-29',
      '2025-04-30',
      '2025-05-01',
      '2025-05-02',
    ]);
  });

  it.each([
    [2025, 1, 23],
    [2025, 2, 20],
    [2025, 5, 22],
    [2025, 6, 21],
    [2024, 2, 21], // leap year: 29 days from Thursday to Thursday
    [2025, 12, 23],
  ])('counts those of %d-%d as %d', (year, month, expected) => {
    expect(weekdaysOfMonth({ year, month })).toBe(expected);
  });

  it('agrees with the platform calendar', () => {
    fc.assert(
      fc.property(anyMonth, ({ year, month }) => {
        const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
        const weekdays = Array.from({ length: days }, (_, i) =>
          new Date(Date.UTC(year, month - 1, i + 1)).getUTCDay(),
        );
        expect(weekdaysOfMonth({ year, month })).toBe(weekdays.filter((day) => day >= 1 && day <= 5).length);
      }),
    );
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(isWeekday(iso(date))).toBe(![0, 6].includes(date.getUTCDay()));
      }),
    );
  });
});
