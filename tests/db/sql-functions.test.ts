import fc from 'fast-check';
import { tierBreakdown, tierLabel } from '../../src/domain/capacity/tier-breakdown';
import { ceilDiv, decimal, plain, quotient } from '../../src/domain/rounding';
import { cleanName, textKey } from '../../src/domain/text-key';
import { parentMonth, weekStart, weeksInYear } from '../../src/domain/time/iso-week';
import { monthStart } from '../../src/domain/time/month';
import { latestTierCode, tierOfLatest } from '../../src/features/reports/tables/demand-selection.repository';
import type { Db } from '../../src/platform/database/db';
import { sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

// Functions of the database that say what a function of the kernel says; tests/db/sql-fragments compares the fragments.
let app: TestApp;
let db: Db;
beforeAll(async () => {
  app = await openTestApp();
  db = app.newScope().db;
});
afterAll(() => app.close());

const places = (max: number, count: number) =>
  fc
    .integer({ min: -max * 10 ** count, max: max * 10 ** count })
    .map((n) => plain(decimal(n).times(`1e-${count}`)));
const positive = (max: number, count: number) =>
  fc.integer({ min: 1, max: max * 10 ** count }).map((n) => plain(decimal(n).times(`1e-${count}`)));

test('quotients, and whole people, round as the kernel rounds', async () => {
  await fc.assert(
    fc.asyncProperty(places(100_000, 4), positive(500, 6), async (dividend, divisor) => {
      const found = await db.first(
        sql`SELECT trim_scale(quotient6(${dividend}::numeric, ${divisor}::numeric)) AS quotient,
          ceil_div(abs(${dividend}::numeric), ${divisor}::numeric) AS people`,
      );
      expect(found).toEqual({
        quotient: plain(quotient(decimal(dividend), decimal(divisor))),
        people: plain(ceilDiv(decimal(dividend).abs(), decimal(divisor))),
      });
    }),
    {
      numRuns: 150,
      // Halves of the sixth place: 1/2000000 = 0.0000005 rounds up, −0.0000005 away from zero; a whole quotient stays.
      examples: [
        ['0.0001', '200'],
        ['-0.0001', '200'],
        ['6', '2'],
        ['0', '3'],
      ],
    },
  );
}, 60_000);

test('keys of texts are the kernel’s, whatever letters they have', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('İSTANBUL', 'Straße ẞ', 'ÀÉ', 'N/A', 'ﬁ ADJ', ' Two  words\u00a0'),
  );
  const stored = text.map(cleanName).filter((clean) => !clean.includes('\u0000'));
  await fc.assert(
    fc.asyncProperty(stored, async (clean) => {
      expect(await db.first(sql`SELECT text_key(${clean}::text) AS key`)).toEqual({ key: textKey(clean) });
    }),
    { numRuns: 150, examples: [['ABCDEFGHIJKLMNOPQRSTUVWXYZ ÀÉ']] },
  );
}, 60_000);

test('every ISO week from 1990 to 2060 begins on the kernel’s Monday, in the kernel’s month', async () => {
  const found = await db.query<{ year: number; week: number; start: string; month: string }>(
    sql`SELECT y AS year, w AS week, iso_week_start(y, w)::text AS start, iso_week_month(y, w)::text AS month
      FROM generate_series(1990, 2060) y CROSS JOIN generate_series(1, 53) w ORDER BY y, w`,
  );
  const weeks = found.filter(({ year, week }) => week <= weeksInYear(year));
  expect(weeks.length).toBeGreaterThan(71 * 52);
  expect(weeks).toEqual(
    weeks.map(({ year, week }) => ({
      year,
      week,
      start: weekStart({ year, week }),
      month: monthStart(parentMonth({ year, week })),
    })),
  );
});

const percentage = fc.integer({ min: 1, max: 10_000 }).map((n) => plain(decimal(n).times('0.0001')));

test('labels of tiers are the kernel’s', async () => {
  await fc.assert(
    fc.asyncProperty(percentage, async (tier) => {
      expect(await db.first(sql`SELECT tier_label(${tier}::numeric) AS label`)).toEqual({
        label: tierLabel(tier),
      });
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('of a person’s weeks a report reads the tier of the latest, as the kernel does', async () => {
  const week = fc.record({
    cn: fc.constantFrom('A', 'B', 'C'),
    year: fc.constantFrom(2024, 2025),
    week: fc.integer({ min: 1, max: 52 }),
    tierPercentage: percentage,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(week, { minLength: 1, maxLength: 8 }), async (weeks) => {
      const rows = JSON.stringify(
        weeks.map((one) => ({ cn: one.cn, year: one.year, week_number: one.week, tier: one.tierPercentage })),
      );
      const found = await db.query<{ tier: string; people: number }>(
        sql`SELECT trim_scale(${tierOfLatest(sql`p.code`)}) AS tier, count(*)::integer AS people
          FROM (SELECT a.cn, max(${latestTierCode({ tier: sql`a.tier` })}) AS code
            FROM jsonb_to_recordset(${rows}::jsonb) AS a (cn text, year integer, week_number integer, tier numeric)
            GROUP BY a.cn) p
          GROUP BY 1`,
      );
      const people = Object.fromEntries(found.map(({ tier, people: count }) => [tierLabel(tier), count]));
      expect(people).toEqual(
        Object.fromEntries(tierBreakdown(weeks, []).map(({ label, count }) => [label, count])),
      );
    }),
    { numRuns: 80 },
  );
}, 60_000);
