import { Client } from 'pg';
import { assign } from '../../src/features/assignment';
import { findAssignmentsByIds } from '../../src/features/assignment/table/assignment.repository';
import { DomainError } from '../../src/domain/errors';
import { openTestApp, type TestApp } from '../support/scope';
import {
  addAssignable,
  addForecast,
  addPeople,
  addStep,
  closeMonthOf,
  DEMAND,
} from '../support/factories/assignment';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await addAssignable(app.database);
});
afterAll(() => app.close());

const WEEK_18 = { year: 2025, week: 18 };
let nextWeek = 18;
const freshWeek = () => ({ year: 2025, week: (nextWeek += 1) });

function create(input: Partial<Parameters<typeof assign>[1]> = {}) {
  return assign(app.newScope(), { resourceCn: 'AA000001', week: freshWeek(), ...DEMAND, ...input });
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  return error as DomainError;
}

test('an assignment is manual, at the person’s percentage, under the live report of its month', async () => {
  const row = await create({
    week: WEEK_18,
    mainLob: ' amisys  MEDICAID domestic',
    resourceCn: 'aa000001\u00a0',
  });
  // Week 18 of 2025 has its Thursday on 1 May, so it belongs to May: index 1 of the report of April.
  expect(row).toMatchObject({
    resourceCn: 'AA000001',
    year: 2025,
    weekNumber: 18,
    reportMonth: 'April',
    reportYear: 2025,
    forecastMonthIndex: 1,
    demandMainLob: 'Amisys Medicaid DOMESTIC',
    assignmentType: 'manual',
    productionPercentage: '1',
    capacityTierId: 1,
    pinned: false,
    assignedBy: 'local',
  });
  const entries = await app.database.query(
    `SELECT entity_key, before, after->>'demand_state' AS state, after ? 'weekly_capacity' AS has_derived
     FROM change_set_entry WHERE entity = 'weekly_resource_assignment'`,
  );
  expect(entries).toEqual([
    { entity_key: '["AA000001", 2025, 18]', before: null, state: 'FL', has_derived: false },
  ]);
});

test('one assignment is two messages to PostgreSQL, and its answer is what is stored', async () => {
  await create();
  const sent = jest.spyOn(Client.prototype, 'query');
  try {
    const row = await create();
    // Beginning and reads; the row with its history, derivation, seal and commit.
    expect(sent).toHaveBeenCalledTimes(2);
    expect(row.weeklyCapacity).not.toBeNull();
    expect(await findAssignmentsByIds(app.newScope(), [row.id])).toEqual([row]);
  } finally {
    sent.mockRestore();
  }
});

test('the capacity is there when the transaction ends', async () => {
  const { id } = await create({ productionPercentage: '0.75' });
  const [row] = await app.database.query(
    'SELECT weekly_capacity FROM weekly_resource_assignment WHERE id = $1',
    [id],
  );
  // 0.75 × 5 days × 9 hours × 0.9 × 10 cases an hour = 303.75
  expect(Number((row as { weekly_capacity: string }).weekly_capacity)).toBe(303.75);
});

test.each([
  ['0.9', null, '0.9', 2],
  ['0.2', null, '0.2', 4],
  ['1', null, '1', 1],
  [null, 3, '0.5', 3],
  ['0.9', 1, '0.9', 2],
])('percentage %s with tier %s is stored as %s in tier %s', async (percentage, tier, stored, storedTier) => {
  const row = await create({ productionPercentage: percentage, capacityTierId: tier });
  expect([row.productionPercentage, row.capacityTierId]).toEqual([stored, storedTier]);
});

test('without percentage or tier the last production step at or before the week holds', async () => {
  await addPeople(app.database, { cn: 'RAMP01', percentage: '0.2' });
  await addStep(app.database, 'RAMP01', 20, '0.5');
  const before = await create({ resourceCn: 'RAMP01', week: { year: 2025, week: 19 } });
  const after = await create({ resourceCn: 'RAMP01', week: { year: 2025, week: 21 } });
  expect([before.productionPercentage, before.capacityTierId]).toEqual(['0.2', 4]);
  expect([after.productionPercentage, after.capacityTierId]).toEqual(['0.5', 3]);
});

test('an inactive tier is refused, naming the active ones', async () => {
  await app.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, is_active, deactivated_datetime) VALUES ('Old', 0.6, false, now())`,
  );
  const error = await refusal(create({ capacityTierId: 5 }));
  expect(error.code).toBe('VALIDATION');
  expect(error.message).toMatch(/tier 5 \(Old\) is inactive; expected one of 1 \(Full Production\)/);
});

test('a taken person-week is answered with the assignment that holds it', async () => {
  const week = freshWeek();
  const first = await create({ week });
  const error = await refusal(create({ week }));
  expect(error.code).toBe('DOUBLE_BOOKING');
  expect(error.details.existing).toMatchObject({ id: first.id, demandMainLob: 'Amisys Medicaid DOMESTIC' });
  expect(error.message).toContain(`assignment ${first.id}`);
});

test('every reason why a person is not eligible is an issue of its own, and an override needs a note', async () => {
  await addPeople(app.database, {
    cn: 'WRONG1',
    platform: 'Facets',
    location: 'Global',
    states: 'TX',
    skills: 'COR',
    isActive: false,
    hireDate: '2025-12-31',
  });
  const week = { year: 2025, week: 30 };
  const error = await refusal(create({ resourceCn: 'WRONG1', week }));
  expect(error.code).toBe('INELIGIBLE');
  expect(error.issues.map((issue) => issue.code)).toEqual([
    'INACTIVE',
    'PLATFORM',
    'LOCATION',
    'SKILL',
    'STATE',
    'NOT_HIRED',
  ]);
  const noNote = await refusal(create({ resourceCn: 'WRONG1', week, override: true, note: ' ' }));
  expect(noNote.issues[0]?.path).toBe('note');
  const row = await create({ resourceCn: 'WRONG1', week, override: true, note: 'agreed with the client' });
  expect(row.note).toBe('agreed with the client');
});

test('a week without configuration, a month without report, an unknown demand and a closed month are refused', async () => {
  await app.database.query('DELETE FROM week_configuration WHERE week_number = 40');
  expect((await refusal(create({ week: { year: 2025, week: 40 } }))).code).toBe('NO_WEEK_CONFIG');
  expect((await refusal(create({ week: { year: 2025, week: 10 } }))).code).toBe('NO_REPORT');
  const unknown = await refusal(create({ caseType: 'FTC-Basic/Non MMPP' }));
  expect(unknown.code).toBe('UNKNOWN_DEMAND');
  expect(unknown.message).toContain('FTC-Basic/Non MMP');
  await closeMonthOf(app.database, '2025-10-01');
  expect((await refusal(create({ week: { year: 2025, week: 42 } }))).code).toBe('MONTH_CLOSED');
  expect((await refusal(create({ resourceCn: 'NOBODY' }))).code).toBe('NOT_FOUND');
  await expect(create({ week: { year: 2025, week: 53 } })).rejects.toThrow(/1 to 52/);
});

test('a demand that the report knows in other months only gets a row of 0 cases with its CPH', async () => {
  await addForecast(app.database, { caseType: 'ADJ-Basic/NON MMP', indexes: [1], targetCph: '8' });
  await create({ caseType: 'adj-basic/non mmp', week: { year: 2025, week: 33 } });
  const rows = await app.database.query(
    `SELECT forecast_month_index, forecast, target_cph, is_vanished FROM forecast
     WHERE case_type = 'ADJ-Basic/NON MMP' ORDER BY 1`,
  );
  // Week 33 belongs to August, index 4 of the report of April.
  expect(rows).toEqual([
    { forecast_month_index: 1, forecast: 1000, target_cph: '8', is_vanished: false },
    { forecast_month_index: 4, forecast: 0, target_cph: '8', is_vanished: true },
  ]);
});
