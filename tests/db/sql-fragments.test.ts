import fc from 'fast-check';
import { fteRequired } from '../../src/domain/capacity/fte';
import { percentageInWeek as kernelPercentage } from '../../src/domain/capacity/production';
import {
  productiveHours as kernelHours,
  weeklyCapacity as kernelCapacity,
} from '../../src/domain/capacity/weekly-capacity';
import { decimal, plain } from '../../src/domain/rounding';
import { textKey } from '../../src/domain/text-key';
import { weeksOfMonth } from '../../src/domain/time/iso-week';
import { monthFromStart } from '../../src/domain/time/month';
import { weeklyCapacity } from '../../src/features/assignment/sql';
import { isClosed, monthHours, productiveHours } from '../../src/features/calendar/sql';
import {
  assignedInSpelling,
  assignedTo,
  sameDemandMonth,
  sameReportMonth,
  sameSpelling,
} from '../../src/features/demand/sql';
import { ownPercentageInWeek, percentageInWeek } from '../../src/features/resource/sql';
import {
  fteRequired as requiredSql,
  fteUnknownReason,
} from '../../src/features/summary/table/fte-required.sql';
import type { Db } from '../../src/platform/database/db';
import { identifier, sql, type Sql } from '../../src/platform/database/sql';
import { addPeople } from '../support/factories/assignment';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
let db: Db;
beforeAll(async () => {
  app = await openTestApp();
  db = app.newScope().db;
});
afterAll(() => app.close());

/** The one value of a query. */
async function valueOf<T>(query: Sql): Promise<T | undefined> {
  const [row] = await db.query<{ value: T }>(query);
  return row?.value;
}

const places = (max: number, count: number) =>
  fc.integer({ min: 0, max: max * 10 ** count }).map((n) => plain(decimal(n).times(`1e-${count}`)));
const week = fc.record({
  workingDays: fc.integer({ min: 0, max: 7 }),
  workHours: places(24, 2).filter((hours) => hours !== '0'),
  shrinkage: places(1, 4).filter((shrinkage) => shrinkage !== '1'),
});
type Week = typeof week extends fc.Arbitrary<infer T> ? T : never;

const configured = ({ workingDays, workHours, shrinkage }: Week): Sql =>
  sql`(SELECT ${workingDays}::integer AS working_days, ${workHours}::numeric AS work_hours, ${shrinkage}::numeric AS shrinkage) c`;

test('productive hours and weekly capacity are the kernel’s', async () => {
  await fc.assert(
    fc.asyncProperty(week, places(1, 4), places(9999, 4), async (hours, percentage, cph) => {
      const found = await db.first<{ hours: string; capacity: string }>(
        sql`SELECT trim_scale(${productiveHours('c')}) AS hours,
          ${weeklyCapacity(sql`${percentage}::numeric`, productiveHours('c'), sql`${cph}::numeric`)} AS capacity
        FROM ${configured(hours)}`,
      );
      expect(found).toEqual({
        hours: plain(kernelHours(hours)),
        capacity: plain(kernelCapacity({ ...hours, productionPercentage: percentage, targetCph: cph })),
      });
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a capacity is unknown where percentage, hours or CPH is', async () => {
  const unknown = sql`NULL::numeric`;
  const known = sql`1::numeric`;
  for (const [percentage, hours, cph] of [
    [unknown, known, known],
    [known, unknown, known],
    [known, known, unknown],
  ] as const)
    expect(await valueOf(sql`SELECT ${weeklyCapacity(percentage, hours, cph)} AS value`)).toBeNull();
});

test('the people required, and why they are unknown, are the kernel’s', async () => {
  const forecast = fc.oneof(
    fc.constant(0),
    fc.nat(20_000),
    fc.integer({ min: 2_000_000_000, max: 2_147_483_647 }),
  );
  // 0.0001 hours × 0.0001 CPH × 2 147 483 647 people make 21 cases: larger forecasts are too large to tell.
  const cph = fc.oneof(fc.constant(null), fc.constantFrom('0', '0.0001', '0.001'), places(30, 4));
  const weeks = fc.array(fc.option(fc.oneof(week, fc.constant(NEXT_TO_NOTHING)), { freq: 9 }), {
    minLength: 4,
    maxLength: 5,
  });
  const seen = new Set<string | undefined>();
  await fc.assert(
    fc.asyncProperty(forecast, cph, weeks, async (cases, targetCph, given) => {
      const hours = given.map((each) => each && kernelHours(each));
      const known = given.flatMap((each) => each ?? []);
      const sum = known.reduce((total, each) => total.plus(kernelHours(each)), decimal(0));
      const requirement = {
        forecast: sql`${cases}::integer`,
        targetCph: sql`${targetCph}::numeric`,
        hours: sql`${known.length === 0 ? null : plain(sum)}::numeric`,
      };
      const reason = fteUnknownReason(requirement, {
        configured: sql`${known.length}::integer`,
        inMonth: sql`${given.length}::integer`,
      });
      const found = await db.first(
        sql`SELECT ${reason} AS reason, ${requiredSql(requirement, reason)} AS value`,
      );
      const expected = fteRequired({
        forecast: cases,
        hours,
        targetCph: targetCph === null ? null : decimal(targetCph),
      });
      seen.add(expected.reason);
      expect(found).toEqual({ reason: expected.reason ?? null, value: expected.value });
    }),
    {
      numRuns: 200,
      examples: [
        [1000, '0.0001', [NEXT_TO_NOTHING, NEXT_TO_NOTHING, NEXT_TO_NOTHING, NEXT_TO_NOTHING]],
        [1000, '1', [NO_DAYS, NO_DAYS, NO_DAYS, NO_DAYS]],
        [1000, '1', [null, null, null, null]],
        [1000, '0', [NO_DAYS, NO_DAYS, NO_DAYS, NO_DAYS]],
        [1000, null, [NO_DAYS, NO_DAYS, NO_DAYS, NO_DAYS]],
        [0, null, [null, null, null, null]],
      ],
    },
  );
  expect(seen).toEqual(new Set([undefined, 'NO_CPH', 'ZERO_CPH', 'NO_WEEK_CONFIG', 'NO_HOURS', 'TOO_LARGE']));
}, 60_000);

const NEXT_TO_NOTHING: Week = { workingDays: 1, workHours: '0.01', shrinkage: '0.9999' };
const NO_DAYS: Week = { workingDays: 0, workHours: '8', shrinkage: '0' };

test('the hours of a month are those of its configured weeks', async () => {
  await db.execute(
    sql`INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
        working_days, work_hours, occupancy, shrinkage)
      SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6, 'May', '2025-05-01', 'Domestic', 5, 8, 0.9, 0.25
      FROM generate_series(18, 20) AS w`,
  );
  const months = sql`SELECT d::date AS month_start, 'Domestic' AS locality FROM (VALUES ('2025-05-01'), ('2025-06-01')) AS v (d)`;
  const rows = await db.query(
    sql`SELECT h.weeks, h.configured::integer AS configured, trim_scale(h.hours) AS hours
      FROM (${monthHours(months)}) h ORDER BY h.month_start`,
  );
  // May 2025 has five Thursdays; three weeks of 5 × 8 × 0.75 = 30 hours are configured.
  expect(rows).toEqual([
    { weeks: weeksOfMonth({ year: 2025, month: 5 }).length, configured: 3, hours: '90' },
    { weeks: weeksOfMonth({ year: 2025, month: 6 }).length, configured: 0, hours: null },
  ]);
});

test('a percentage in a week is the kernel’s, and an exception of the week comes before it', async () => {
  const percentage = places(1, 4);
  const isoWeek = fc.record({ year: fc.constantFrom(2024, 2025), week: fc.integer({ min: 1, max: 52 }) });
  const steps = fc.uniqueArray(fc.record({ at: isoWeek, percentage }), {
    maxLength: 6,
    selector: ({ at }) => `${at.year}-${at.week}`,
  });
  await fc.assert(
    fc.asyncProperty(
      percentage,
      steps,
      isoWeek,
      fc.option(percentage),
      async (base, given, asked, exception) => {
        await db.execute(sql`TRUNCATE resource_v2 CASCADE`);
        await addPeople(app.database, { cn: 'P1', percentage: base });
        for (const step of given)
          await db.execute(
            sql`INSERT INTO resource_production_step (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
            VALUES ('P1', ${step.at.year}, ${step.at.week}, ${step.percentage}, 't', now())`,
          );
        if (exception !== null)
          await db.execute(
            sql`INSERT INTO resource_week_exception (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
            VALUES ('P1', ${asked.year}, ${asked.week}, ${exception}, 't', now())`,
          );
        const at = [sql`${asked.year}::integer`, sql`${asked.week}::integer`] as const;
        const found = await db.first<{ own: string; now: string }>(
          sql`SELECT trim_scale(${ownPercentageInWeek('r', ...at)}) AS own, trim_scale(${percentageInWeek('r', ...at)}) AS now
          FROM resource_v2 r`,
        );
        const own = plain(
          kernelPercentage(
            decimal(base),
            given.map((step) => ({ ...step.at, percentage: step.percentage })),
            asked,
          ),
        );
        expect(found).toEqual({ own, now: exception ?? own });
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('keys of demand-months are the same when every part is, spellings when their text keys are', async () => {
  const month = fc.record({
    report_year: fc.constantFrom(2024, 2025),
    report_month: fc.constantFrom('March', 'April'),
    forecast_month_index: fc.constantFrom(1, 2),
  });
  const demand = fc.record({
    main_lob: fc.constantFrom('Amisys Medicaid', 'AMISYS MEDICAID', 'Facets'),
    state: fc.constantFrom('FL', 'fl', 'N/A'),
    case_type: fc.constantFrom('FTC', 'ftc'),
  });
  await fc.assert(
    fc.asyncProperty(fc.tuple(month, demand), fc.tuple(month, demand), async (a, b) => {
      const row = ([m, d]: typeof a, prefix = ''): Sql =>
        sql`SELECT ${m.report_year}::integer AS report_year, ${m.report_month}::text AS report_month,
          ${m.forecast_month_index}::integer AS forecast_month_index, ${d.main_lob}::text AS ${column(prefix, 'main_lob')},
          ${d.state}::text AS ${column(prefix, 'state')}, ${d.case_type}::text AS ${column(prefix, 'case_type')}`;
      const found = await db.first(
        sql`SELECT ${sameReportMonth('a', 'b')} AS month, ${sameDemandMonth('a', 'b')} AS demand,
          ${sameSpelling('a', 'b')} AS spelling, ${assignedTo('w', 'b')} AS assigned,
          ${assignedInSpelling('w', 'b')} AS respelled
        FROM (${row(a)}) a, (${row(b)}) b, (${row(a, 'demand_')}) w`,
      );
      const isMonth = JSON.stringify(a[0]) === JSON.stringify(b[0]);
      const isDemand = isMonth && JSON.stringify(a[1]) === JSON.stringify(b[1]);
      const keys = ([, d]: typeof a): string => Object.values(d).map(textKey).join('|');
      expect(found).toEqual({
        month: isMonth,
        demand: isDemand,
        spelling: keys(a) === keys(b),
        assigned: isDemand,
        respelled: keys(a) === keys(b),
      });
    }),
    { numRuns: 100 },
  );
}, 60_000);

function column(prefix: string, name: string): Sql {
  return identifier(`${prefix}${name}`);
}

test('a month has as many ISO weeks as the kernel says, from 1990 to 2060', async () => {
  const found = await db.query<{ start: string; weeks: number }>(
    sql`SELECT m.start::date AS start, iso_weeks_in_month(m.start::date) AS weeks
      FROM generate_series('1990-01-01'::date, '2060-12-01'::date, interval '1 month') AS m (start)`,
  );
  expect(found).toHaveLength(71 * 12);
  for (const { start, weeks } of found) expect(weeks).toBe(weeksOfMonth(monthFromStart(start)).length);
});

test('a month is closed while it has a row of closing', async () => {
  const may = isClosed(sql`'2025-05-01'::date`);
  expect(await valueOf(sql`SELECT ${may} AS value`)).toBe(false);
  await db.execute(
    sql`INSERT INTO month_close (month_start, closed_by, closed_datetime) VALUES ('2025-05-01', 't', now())`,
  );
  expect(await valueOf(sql`SELECT ${may} AS value`)).toBe(true);
});
