import { assign, bulkAssign, type AssignmentInput } from '../../src/features/assignment';
import type { DomainError } from '../../src/domain/errors';
import { openTestApp, type TestApp } from '../support/scope';
import { addAssignable, addForecast, addPeople, DEMAND } from '../support/factories/assignment';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
  await addForecast(app.database, { caseType: 'ADJ-Basic/NON MMP', targetCph: '8' });
  const people = Array.from({ length: 40 }, (_, i) => ({ cn: `RACE${String(i).padStart(2, '0')}` }));
  await addPeople(app.database, ...people);
});
afterAll(() => app.close());

test('of four who race for one person-week one wins and three learn who holds it', async () => {
  for (let week = 18; week < 38; week += 1) {
    const race = [1, 2, 3, 4].map(() =>
      assign(app.newScope(), { resourceCn: 'AA000001', week: { year: 2025, week }, ...DEMAND }),
    );
    const results = await Promise.allSettled(race);
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const lost = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as DomainError] : [],
    );
    expect(won).toHaveLength(1);
    expect(lost.map((error) => error.code)).toEqual(['DOUBLE_BOOKING', 'DOUBLE_BOOKING', 'DOUBLE_BOOKING']);
    for (const error of lost) expect(error.details.existing).toMatchObject({ id: won[0]?.id });
  }
});

const rowsFor = (caseType: string, weeks: number[], order: 1 | -1): AssignmentInput[] => {
  const rows = weeks.flatMap((week) =>
    Array.from({ length: 40 }, (_, i) => ({
      resourceCn: `RACE${String(i).padStart(2, '0')}`,
      week: { year: 2025, week },
      ...DEMAND,
      caseType,
    })),
  );
  return order === 1 ? rows : rows.reverse();
};

test('opposed bulk orders end without a visible deadlock and leave one active assignment a person-week', async () => {
  for (let round = 0; round < 10; round += 1) {
    const weeks = [18 + round, 30 - round];
    const results = await Promise.allSettled(
      [1, -1, 1, -1].map((order, i) =>
        app.newScope().write({ action: 'assignment.bulk' }, (tx) =>
          bulkAssign(tx, {
            assignments: rowsFor(i % 2 === 0 ? DEMAND.caseType : 'ADJ-Basic/NON MMP', weeks, order as 1 | -1),
            onConflict: 'REPLACE',
            onDuplicate: 'last',
          }),
        ),
      ),
    );
    expect(results.map((result) => (result.status === 'rejected' ? String(result.reason) : 'ok'))).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
    ]);
  }
  const [violations] = await app.database.query(
    `SELECT count(*)::integer AS double FROM (SELECT 1 FROM weekly_resource_assignment WHERE is_active
     GROUP BY resource_cn, year, week_number HAVING count(*) > 1) d`,
  );
  expect(violations).toEqual({ double: 0 });
  const wrong = await app.database.query(
    `SELECT s.case_type, s.forecast_month_index, s.total_capacity::float8, coalesce(sum(a.weekly_capacity), 0)::float8 AS sum
     FROM monthly_capacity_summary s
     LEFT JOIN weekly_resource_assignment a ON a.is_active AND a.forecast_month_index = s.forecast_month_index
       AND a.demand_case_type = s.case_type AND a.demand_main_lob = s.main_lob AND a.demand_state = s.state
     GROUP BY s.id HAVING s.total_capacity <> coalesce(sum(a.weekly_capacity), 0)`,
  );
  expect(wrong).toEqual([]);
}, 60_000);

test('of two bulks that race with ERROR one is saved whole and the other not at all', async () => {
  const weeks = [40, 41];
  const results = await Promise.allSettled(
    [1, -1].map((order) =>
      app
        .newScope()
        .write({ action: 'assignment.bulk' }, (tx) =>
          bulkAssign(tx, { assignments: rowsFor(DEMAND.caseType, weeks, order as 1 | -1) }),
        ),
    ),
  );
  const lost = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as DomainError] : [],
  );
  expect(lost).toHaveLength(1);
  expect(lost[0]?.issues[0]?.code).toBe('DOUBLE_BOOKING');
  const [count] = await app.database.query(
    'SELECT count(*)::integer AS rows FROM weekly_resource_assignment WHERE week_number IN (40, 41) AND is_active',
  );
  expect(count).toEqual({ rows: 80 });
});
