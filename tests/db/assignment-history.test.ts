import { bulkAssign } from '../../src/features/assignment';
import { assignmentKey } from '../../src/features/assignment/table/assignment-history.sql';
import { sql } from '../../src/platform/database/sql';
import { addAssignable, DEMAND } from '../support/factories/assignment';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
});
afterEach(() => app.close());

test('a set keeps every column of its assignments in the history but the derived capacity', async () => {
  const assignments = [{ resourceCn: 'AA000001', week: { year: 2025, week: 19 }, ...DEMAND }];
  await app.newScope().write({ action: 'assignment.bulk' }, (tx) => bulkAssign(tx, { assignments }));
  const [entry] = await app.database.query(
    `SELECT e.entity_key AS key, e.before AS before, e.after = to_jsonb(a) - 'weekly_capacity' AS is_whole
     FROM change_set_entry e CROSS JOIN weekly_resource_assignment a WHERE e.entity = 'weekly_resource_assignment'`,
  );
  expect(entry).toEqual({ key: '["AA000001", 2025, 19]', before: null, is_whole: true });
});

test('an assignment has one key in the history however its CN is spelled', async () => {
  const cns = ['AA000001', 'TBH-001', 'A "B"', 'A\\B', 'Ü 1', 'A\tB', '\u0001', '漢😀'];
  const keys = await app.newScope().db.query(
    sql`SELECT ${assignmentKey('a')} AS key, jsonb_build_array(a.resource_cn, a.year, a.week_number)::text AS expected
     FROM (SELECT unnest(${cns}::text[]) AS resource_cn, 2025 AS year, 1 AS week_number) a`,
  );
  expect(keys).toHaveLength(8);
  for (const { key, expected } of keys) expect(key).toBe(expected);
});
