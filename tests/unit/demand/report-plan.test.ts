import fc from 'fast-check';
import {
  addMonths,
  compareMonths,
  monthName,
  monthStart,
  type CalendarMonth,
} from '../../../src/domain/time/month';
import { planMonths } from '../../../src/features/demand/forecast-report/report-plan.rules';
import type { ReportMonthRow } from '../../../src/features/demand/table/report.model';

const six = (report: CalendarMonth) => [1, 2, 3, 4, 5, 6].map((n) => addMonths(report, n));

/** Imports reports one after another in memory, as the plan says. */
function importAll(reports: readonly CalendarMonth[]): ReportMonthRow[] {
  let stored: ReportMonthRow[] = [];
  for (const report of reports) {
    const newestStart = stored
      .map((month) => month.reportStart)
      .sort()
      .at(-1);
    const plan = planMonths({ report, mapping: six(report), stored, closed: new Set(), newestStart });
    const frozen = new Set(
      plan.freezes.map((month) => `${month.reportYear} ${month.reportMonth} ${month.forecastMonthIndex}`),
    );
    stored = stored.map((month) =>
      frozen.has(`${month.reportYear} ${month.reportMonth} ${month.forecastMonthIndex}`)
        ? { ...month, isFrozen: true }
        : month,
    );
    if (!plan.isNew) continue;
    stored.push(
      ...plan.months.map((month) => ({
        ...plan.report,
        ...month,
        isFrozen: !month.isLive,
        frozenDatetime: null,
      })),
    );
  }
  return stored;
}

const report = fc.integer({ min: 0, max: 30 }).map((n) => addMonths({ year: 2024, month: 1 }, n));

describe('planning a report', () => {
  it('leaves each calendar month live under the newest report that covers it, whatever the order of imports', () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 12 }), (reports) => {
        const stored = importAll(reports);
        for (const start of new Set(stored.map((month) => month.monthStart))) {
          const live = stored.filter((month) => month.monthStart === start && !month.isFrozen);
          const covering = reports.filter((each) => six(each).some((month) => monthStart(month) === start));
          const newest = [...covering].sort(compareMonths).at(-1) as CalendarMonth;
          expect(live.map((month) => [month.reportMonth, month.reportYear])).toEqual([
            [monthName(newest.month), newest.year],
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a mapping that is not six different months', () => {
    const april = { year: 2025, month: 4 };
    const plan = (mapping: CalendarMonth[]) =>
      planMonths({ report: april, mapping, stored: [], closed: new Set(), newestStart: undefined });
    expect(() => plan(six(april).slice(1))).toThrow('expected 6 different calendar months');
    expect(() => plan([...six(april).slice(1), { year: 2025, month: 10 }])).toThrow('expected 6 different');
  });

  it('marks a live month that is closed, and no frozen one', () => {
    const april = { year: 2025, month: 4 };
    const plan = planMonths({
      report: april,
      mapping: six(april),
      stored: [],
      newestStart: '2025-03-01',
      closed: new Set(['2025-06-01', '2024-01-01']),
    });
    expect(plan.closedMonths).toEqual(['2025-06-01']);
    expect(plan.isCurrent).toBe(true);
  });
});
