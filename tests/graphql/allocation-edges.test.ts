import { onObserved } from '../../src/platform/observation/observed';
import { startTestServer, type TestServer } from '../support/http';
import {
  addForecast,
  addPeople,
  addReport,
  addStep,
  addWeeks2025,
  closeMonthOf,
  DEMAND,
} from '../support/factories/assignment';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await addWeeks2025(server.database);
  await addReport(server.database);
});

afterAll(() => server.close());

/** Only May is asked about: 2025-W18 … W22, five weeks of 5 × 9 h × 0.9 = 40.5 h. */
beforeEach(async () => {
  await server.database.query(
    `TRUNCATE weekly_resource_assignment, monthly_capacity_summary, change_set_row, change_set_chunk, change_set, month_close, forecast,
       resource_production_step, resource_v2 CASCADE`,
  );
  await server.database.query(`UPDATE week_configuration SET working_days = 5`);
});

const NAME = 'mainLob state caseType';
const PLAN = `complete solve { bound value gapPct certified } counts { created deallocated updated unchanged }
  totals { before { met shortfall overAllocation } after { forecast capacity met shortfall shortfallPct overAllocation personWeeks } }
  demands(first: 1000) { nodes { ${NAME} month forecast fteRequired fteUnknown reason fillPct before { capacity } after { capacity shortfall fteCount fteEquivalent }
    weekly { week target capacity } tierBreakdown onePersonMore { cases hours } } }
  moves(first: 1000) { nodes { cn from { ${NAME} } to { ${NAME} } weeks type gainCases reason shortBefore because } }
  idle(first: 1000) { nodes { cn weeks reason bestDemand { ${NAME} } casesForgone } }
  warnings(first: 1000) { nodes { code message cn week month } } hiring { cases month profile { platform } }`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read freely and asserted on
type Free = any;

const MAY = { fromWeek: '2025-W18', toWeek: '2025-W22' };

/** A plan with the rows of its lists in place of their connections. */
function withRows(plan: Free): Free {
  const rows = (name: string) => plan[name]?.nodes;
  return (
    plan && {
      ...plan,
      demands: rows('demands'),
      moves: rows('moves'),
      idle: rows('idle'),
      warnings: rows('warnings'),
    }
  );
}

async function preview(options: object = {}): Promise<Free> {
  const { data, errors } = await server.graphql<Free>(
    `mutation ($options: AllocationOptionsInput) { previewAllocation(options: $options) { plan { ${PLAN} } } }`,
    { options: { ...MAY, ...options } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return withRows(data.previewAllocation.plan);
}

async function execute(input: object = {}): Promise<Free> {
  const { data, errors } = await server.graphql<Free>(
    `mutation ($input: ExecuteAllocationInput) { executeAllocation(input: $input) {
       plan { ${PLAN} } changeSetId userErrors { code path message value reason } } }`,
    { input: { ...MAY, ...input } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return { ...data.executeAllocation, plan: withRows(data.executeAllocation.plan) };
}

const may = (plan: Free, caseType = DEMAND.caseType): Free =>
  plan.demands.find((row: Free) => row.month === '2025-05' && row.caseType === caseType);

const active = () =>
  server.database.query<{ cn: string; week: number; type: string; percentage: string; demand: string }>(
    `SELECT resource_cn AS cn, week_number AS week, assignment_type AS type, production_percentage::text AS percentage,
       demand_case_type AS demand FROM weekly_resource_assignment WHERE is_active ORDER BY 1, 2`,
  );

/** A stored row in one week of May. */
async function store(row: {
  cn: string;
  week: number;
  type?: string;
  pinned?: boolean;
  caseType?: string;
  note?: string;
}): Promise<void> {
  await server.database.query(
    `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type, pinned,
       note, assigned_by, assigned_datetime)
     VALUES (2025, $1, 'April', 2025, 1, $2, $3, $4, $5, 1, 1, $6, $7, $8, 'test', '2025-04-01Z')`,
    [
      row.week,
      row.cn,
      DEMAND.mainLob,
      DEMAND.state,
      row.caseType ?? DEMAND.caseType,
      row.type ?? 'manual',
      row.pinned ?? false,
      row.note ?? null,
    ],
  );
}

test('a person fills a demand: 5 weeks of 40.5 h at 10 CPH are 2,025 cases', async () => {
  await addForecast(server.database, { forecast: 2025 });
  await addPeople(server.database, { cn: 'AA000001' });
  const { plan } = await execute();
  // 2025 ÷ (5 × 40.5 × 10) = 1 person exactly.
  expect(may(plan)).toMatchObject({
    forecast: 2025,
    fteRequired: 1,
    fillPct: 100,
    reason: null,
    before: { capacity: 0 },
    after: { capacity: 2025, shortfall: 0, fteCount: 1, fteEquivalent: 1 },
    tierBreakdown: { '100%': 1, '75%': 0, '50%': 0, '25%': 0 },
  });
  expect(may(plan).weekly).toEqual(
    [18, 19, 20, 21, 22].map((week) => ({ week: `2025-W${week}`, target: 405, capacity: 405 })),
  );
  expect(plan.moves).toEqual([
    {
      cn: 'AA000001',
      from: null,
      to: DEMAND,
      weeks: ['2025-W18', '2025-W19', '2025-W20', '2025-W21', '2025-W22'],
      type: 'PRIMARY',
      gainCases: 2025,
      reason: 'FILLS_SHORTAGE',
      shortBefore: 2025,
      because: `fills ${DEMAND.mainLob} FL ${DEMAND.caseType} (short 2025)`,
    },
  ]);
  expect(plan.counts).toEqual({ created: 5, deallocated: 0, updated: 0, unchanged: 0 });
  expect((await active()).map((row) => row.week)).toEqual([18, 19, 20, 21, 22]);
});

test('percentages are exact and take the highest tier not above them', async () => {
  await addForecast(server.database, { forecast: 2025 });
  await addPeople(server.database, { cn: 'AA000001', percentage: '0.4' });
  await addStep(server.database, 'AA000001', 20, '0.9');
  await execute();
  const rows = await server.database.query(
    `SELECT a.week_number AS week, a.production_percentage::text AS percentage, t.tier_name AS tier, a.weekly_capacity::text AS capacity
     FROM weekly_resource_assignment a JOIN production_capacity_tier t ON t.id = a.capacity_tier_id ORDER BY 1`,
  );
  // 0.4 × 40.5 × 10 = 162, 0.9 × 40.5 × 10 = 364.5.
  expect(rows).toEqual([
    { week: 18, percentage: '0.4', tier: '25% Ramp', capacity: '162' },
    { week: 19, percentage: '0.4', tier: '25% Ramp', capacity: '162' },
    { week: 20, percentage: '0.9', tier: '75% Ramp', capacity: '364.5' },
    { week: 21, percentage: '0.9', tier: '75% Ramp', capacity: '364.5' },
    { week: 22, percentage: '0.9', tier: '75% Ramp', capacity: '364.5' },
  ]);
});

test('no people and no demands: an empty plan with bound 0 and gap 0', async () => {
  const plan = await preview();
  expect(plan).toMatchObject({
    complete: true,
    solve: { bound: 0, gapPct: 0, certified: true },
    demands: [],
    moves: [],
    idle: [],
    totals: { after: { forecast: 0, capacity: 0, shortfall: 0, shortfallPct: null } },
  });
});

test('a week without configuration: nobody is assigned in it, a warning names it, fte_required is unknown', async () => {
  await server.database.query(
    `DELETE FROM week_configuration WHERE week_number = 20 AND work_type = 'Domestic'`,
  );
  try {
    await addForecast(server.database, { forecast: 2025 });
    await addPeople(server.database, { cn: 'AA000001' });
    const { plan, userErrors } = await execute();
    expect(userErrors).toEqual([]);
    expect(may(plan)).toMatchObject({
      fteRequired: null,
      fteUnknown: 'NO_WEEK_CONFIG',
      after: { capacity: 1620 },
    });
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'NO_WEEK_CONFIG', week: '2025-W20', month: '2025-05' }),
    );
    expect(plan.idle).toContainEqual(
      expect.objectContaining({ weeks: ['2025-W20'], reason: 'NO_WEEK_CONFIG' }),
    );
    expect((await active()).map((row) => row.week)).toEqual([18, 19, 21, 22]);
  } finally {
    await server.database.query('TRUNCATE week_configuration');
    await addWeeks2025(server.database);
  }
});

test('a month none of whose weeks is configured: the preview warns, the execution is refused', async () => {
  await server.database.query(`DELETE FROM week_configuration WHERE week_number BETWEEN 18 AND 22`);
  try {
    await addForecast(server.database, { forecast: 2025 });
    await addPeople(server.database, { cn: 'AA000001' });
    const plan = await preview();
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'MONTH_NOT_CONFIGURED', month: '2025-05' }),
    );
    expect(may(plan)).toMatchObject({
      fteRequired: null,
      reason: 'NO_WEEK_CONFIG',
      after: { capacity: 0, shortfall: 2025 },
    });
    expect((await execute()).userErrors).toEqual([
      expect.objectContaining({ code: 'NO_WEEK_CONFIG', message: expect.stringContaining('May 2025') }),
    ]);
    expect(await active()).toEqual([]);
  } finally {
    await server.database.query('TRUNCATE week_configuration');
    await addWeeks2025(server.database);
  }
});

test('a week with 0 working days is skipped without an error', async () => {
  await server.database.query('UPDATE week_configuration SET working_days = 0 WHERE week_number = 19');
  await addForecast(server.database, { forecast: 2025 });
  await addPeople(server.database, { cn: 'AA000001' });
  const { plan, userErrors } = await execute();
  expect(userErrors).toEqual([]);
  expect(may(plan).weekly[1]).toEqual({ week: '2025-W19', target: 0, capacity: 0 });
  expect((await active()).map((row) => row.week)).toEqual([18, 20, 21, 22]);
});

test('forecast 0: nobody is needed, primary rows there are released, pinned ones kept with a warning', async () => {
  await addForecast(server.database, { forecast: 0 });
  await addPeople(server.database, { cn: 'AA000001' }, { cn: 'AA000002' });
  await store({ cn: 'AA000001', week: 18, type: 'primary' });
  await store({ cn: 'AA000002', week: 18, type: 'primary', pinned: true });
  const { plan } = await execute();
  expect(may(plan)).toMatchObject({ fteRequired: 0, fillPct: null, reason: null });
  expect(plan.warnings).toContainEqual(
    expect.objectContaining({ code: 'LOCKED_ON_ZERO_FORECAST', cn: 'AA000002' }),
  );
  expect(plan.idle).toContainEqual(expect.objectContaining({ cn: 'AA000001', reason: 'NO_FORECAST' }));
  expect((await active()).map((row) => row.cn)).toEqual(['AA000002']);
});

test.each([['0'], [null]])(
  'CPH %s with a forecast: all of it is short, NO_CPH, never a NaN',
  async (targetCph) => {
    await addForecast(server.database, { forecast: 300, targetCph });
    await addPeople(server.database, { cn: 'AA000001' });
    const { plan } = await execute();
    expect(may(plan)).toMatchObject({
      fteRequired: null,
      reason: 'NO_CPH',
      after: { capacity: 0, shortfall: 300 },
      fillPct: 0,
    });
    expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'NO_CPH', month: '2025-05' }));
    expect(await active()).toEqual([]);
  },
);

test('people who cannot work are idle with the reason', async () => {
  await addForecast(server.database, { forecast: 100_000 });
  await addPeople(
    server.database,
    { cn: 'AWAY', percentage: '0' },
    { cn: 'LATER', hireDate: '2025-05-12' },
    { cn: 'NOSKILL', skills: '' },
    { cn: 'OTHER', platform: 'Facets' },
    { cn: 'ABROAD', location: 'Global', states: '' },
    { cn: 'STATELESS', states: '' },
    { cn: 'GONE', isActive: false },
  );
  await addForecast(server.database, {
    mainLob: 'Amisys Medicaid GLOBAL',
    state: 'N/A',
    locality: 'Global',
    forecast: 5000,
  });
  const { plan } = await execute();
  const reasons = Object.fromEntries(plan.idle.map((row: Free) => [row.cn, [row.reason, row.weeks.length]]));
  expect(reasons).toEqual({
    AWAY: ['NOT_AVAILABLE', 5],
    // W18 and W19 end on 4 and 11 May, before the hire date; W20 contains it.
    LATER: ['NOT_AVAILABLE', 2],
    NOSKILL: ['NO_SKILLS', 5],
    OTHER: ['NO_MATCHING_DEMAND', 5],
    STATELESS: ['NO_MATCHING_DEMAND', 5],
    GONE: ['INACTIVE', 5],
  });
  const people = [...new Set((await active()).map((row) => row.cn))];
  expect(people).toEqual(['ABROAD', 'LATER']);
});

test('manual rows are kept, counted and flagged; release_manual lets them move', async () => {
  await addForecast(server.database, { forecast: 4050 });
  await addForecast(server.database, { caseType: 'ADJ-Basic/NON MMP', forecast: 405, indexes: [1] });
  await addPeople(server.database, { cn: 'AA000001' }, { cn: 'BB000001', skills: 'COR-Basic' });
  await store({ cn: 'AA000001', week: 18, caseType: 'ADJ-Basic/NON MMP' });
  await store({ cn: 'BB000001', week: 18, note: 'lent', type: 'manual' });
  const kept = await execute();
  expect(kept.plan.warnings).toContainEqual(expect.objectContaining({ code: 'OVERRIDE', cn: 'BB000001' }));
  expect((await active()).filter((row) => row.type === 'manual')).toEqual([
    { cn: 'AA000001', week: 18, type: 'manual', percentage: '1', demand: 'ADJ-Basic/NON MMP' },
    { cn: 'BB000001', week: 18, type: 'manual', percentage: '1', demand: DEMAND.caseType },
  ]);
  const released = await execute({ releaseManual: true });
  expect(released.userErrors).toEqual([]);
  // Whoever is not eligible cannot be placed by allocation: the released row ends.
  expect((await active()).filter((row) => row.cn === 'BB000001')).toEqual([]);
  expect((await active()).filter((row) => row.type === 'manual')).toEqual([]);
});

test('pinned rows of an inactive person are kept with a warning', async () => {
  await addForecast(server.database, { forecast: 405 });
  await addPeople(server.database, { cn: 'AA000001', isActive: false });
  await store({ cn: 'AA000001', week: 18, type: 'primary', pinned: true });
  const { plan } = await execute();
  expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'LOCKED_INACTIVE', cn: 'AA000001' }));
  expect(await active()).toHaveLength(1);
});

test('fixed rows beyond the forecast: nobody is added, the surplus is reported', async () => {
  await addForecast(server.database, { forecast: 405, indexes: [1] });
  await addPeople(server.database, { cn: 'AA000001' }, { cn: 'AA000002' });
  for (const week of [18, 19, 20]) await store({ cn: 'AA000001', week });
  const { plan } = await execute();
  // 3 × 405 − 405.
  expect(plan.totals.after).toMatchObject({ met: 405, overAllocation: 810, personWeeks: 3 });
  expect(plan.warnings).toContainEqual(expect.objectContaining({ code: 'LOCKED_EXCEEDS_FORECAST' }));
  expect(plan.idle).toContainEqual(
    expect.objectContaining({ cn: 'AA000002', reason: 'ALL_MATCHING_DEMANDS_MET' }),
  );
});

test('closed months keep their rows as they are', async () => {
  await addForecast(server.database, { forecast: 4050 });
  await addPeople(server.database, { cn: 'AA000001' });
  await store({ cn: 'AA000001', week: 18, type: 'primary' });
  await closeMonthOf(server.database, '2025-05-01');
  const { plan, userErrors } = await execute({ fromWeek: null, toWeek: '2025-W26' });
  expect(userErrors).toEqual([]);
  expect(plan.demands.map((row: Free) => row.month)).not.toContain('2025-05');
  const weeks = (await active()).map((row) => row.week);
  // June is 2025-W23 … W26.
  expect(weeks).toEqual([18, 23, 24, 25, 26]);
});

test('a scope leaves other LOBs, platforms and weeks alone; an unknown LOB is refused with the nearest', async () => {
  await addForecast(server.database, { forecast: 4050 });
  await addForecast(server.database, {
    mainLob: 'Facets Medicaid DOMESTIC',
    platform: 'Facets',
    forecast: 4050,
  });
  await addPeople(server.database, { cn: 'AA000001' }, { cn: 'FF000001', platform: 'Facets' });
  await execute({ mainLobs: ['amisys medicaid domestic'], fromWeek: '2025-W19', toWeek: '2025-W20' });
  expect((await active()).map((row) => [row.cn, row.week])).toEqual([
    ['AA000001', 19],
    ['AA000001', 20],
  ]);
  await execute({ platforms: ['Facets'], fromWeek: '2025-W18', toWeek: '2025-W18' });
  expect((await active()).map((row) => [row.cn, row.week])).toEqual([
    ['AA000001', 19],
    ['AA000001', 20],
    ['FF000001', 18],
  ]);
  const refused = await execute({ mainLobs: ['Amisys Medicaid DOMESTC'] });
  expect(refused.userErrors).toEqual([
    expect.objectContaining({
      code: 'VALIDATION',
      path: ['options', 'mainLobs'],
      message: expect.stringContaining('did you mean "Amisys Medicaid DOMESTIC"?'),
    }),
  ]);
  // Nothing is near: no guess.
  const far = await execute({ mainLobs: ['Zzzzzzzz'] });
  expect(far.userErrors).toEqual([
    expect.objectContaining({
      message: '"Zzzzzzzz" is not among the demands of the current report',
    }),
  ]);
});

test('a small plan says how it stands among plans of whole weeks, which fractions hide', async () => {
  // One person, one week of 40.5 h; two demands of 20.25 h each at 10 CPH. A week serves one: 202.5 of 405 cases.
  await addForecast(server.database, { forecast: 202, indexes: [1] });
  await addForecast(server.database, { caseType: 'ADJ-Basic/NON MMP', forecast: 202, indexes: [1] });
  await addPeople(server.database, { cn: 'AA000001' });
  const { data } = await server.graphql<Free>(
    `mutation { previewAllocation(options: {fromWeek: "2025-W18", toWeek: "2025-W18", fairness: 0}, waitSeconds: 60) {
      userErrors { message } plan { solve { gapPct wholeWeeks { bound gapPct isBest } } } } }`,
  );
  expect(data.previewAllocation.userErrors).toEqual([]);
  const { gapPct, wholeWeeks } = data.previewAllocation.plan.solve;
  expect(gapPct).toBeCloseTo(50, 6);
  expect(wholeWeeks).toMatchObject({ gapPct: 0, isBest: true });
  expect(wholeWeeks.bound).toBeCloseTo(202, 3);
});

test('a weight decides which of two demands one person serves', async () => {
  await addForecast(server.database, { forecast: 2025, indexes: [1] });
  await addForecast(server.database, { caseType: 'ADJ-Basic/NON MMP', forecast: 2025, indexes: [1] });
  await addPeople(server.database, { cn: 'AA000001' });
  const priorities = [{ mainLob: DEMAND.mainLob, caseType: 'ADJ-Basic/NON MMP', weight: 50 }];
  await execute({ priorities, fairness: 0 });
  expect(new Set((await active()).map((row) => row.demand))).toEqual(new Set(['ADJ-Basic/NON MMP']));
  const refused = await execute({ priorities: [{ mainLob: 'Nothing', weight: 2 }] });
  expect(refused.userErrors[0]).toMatchObject({
    code: 'UNKNOWN_DEMAND',
    path: ['options', 'priorities', '0'],
  });
});

test('options out of range name the field, the value and what is accepted', async () => {
  const refused = await execute({ fairness: 200 });
  expect(refused.userErrors).toEqual([
    expect.objectContaining({
      code: 'VALIDATION',
      path: ['options', 'fairness'],
      value: 200,
      message: expect.stringContaining('0 to 100'),
    }),
  ]);
  const weeks = await execute({ fromWeek: '2025-W30', toWeek: '2025-W20' });
  expect(weeks.userErrors[0]).toMatchObject({ path: ['options', 'toWeek'], value: '2025-W20' });
});

test('questions about the stored assignments are answered', async () => {
  await addForecast(server.database, { forecast: 100_000, indexes: [1] });
  await addPeople(server.database, { cn: 'AA000001' }, { cn: 'AA000002', percentage: '0' });
  await execute();
  const { data, errors } = await server.graphql<Free>(
    `query ($demand: DemandNameInput!) {
       away: whyNotAssigned(resourceCn: "aa000002", week: "2025-W18") { assigned { mainLob } reason }
       there: whyNotAssigned(resourceCn: "AA000001", week: "2025-W18") { assigned { caseType } isFixed reason }
       whyShort(demand: $demand, month: "2025-05-01") { reason shortfall onePersonMore { cases hours demandsHelped } }
       hiringValue(top: 3) { cases month hours profile { platform location } }
     }`,
    { demand: { ...DEMAND, mainLob: 'amisys medicaid domestic' } },
  );
  expect(errors).toBeUndefined();
  expect(data.away).toEqual({ assigned: null, reason: 'NOT_AVAILABLE' });
  expect(data.there).toEqual({ assigned: { caseType: DEMAND.caseType }, isFixed: false, reason: null });
  // 100,000 − 2,025 cases are short; one person more brings 5 × 40.5 h × 10.
  expect(data.whyShort).toEqual({
    reason: 'TOO_FEW_ELIGIBLE',
    shortfall: 97_975,
    onePersonMore: { cases: 2025, hours: 202.5, demandsHelped: 1 },
  });
  expect(data.hiringValue[0]).toEqual({
    cases: 2025,
    month: '2025-05',
    hours: 202.5,
    profile: { platform: 'Amisys', location: 'DOMESTIC' },
  });
});

test('questions of one request share one plan, and one that is refused leaves the others answered', async () => {
  await addForecast(server.database, { forecast: 100_000, indexes: [1, 2] });
  await addPeople(server.database, { cn: 'AA000001' });
  const batches: unknown[] = [];
  const stop = onObserved('batch', (batch) => {
    if (batch.loader === 'explanation') batches.push(batch.size);
  });
  const { data, errors } = await server.graphql<Record<string, { shortfall: number } | null>>(
    `query ($demand: DemandNameInput!) {
       may: whyShort(demand: $demand, month: "2025-05") { shortfall }
       june: whyShort(demand: $demand, month: "2025-06") { shortfall }
       over: whyNotAssigned(resourceCn: "AA000001", week: "2025-W02") { reason }
     }`,
    { demand: DEMAND },
  );
  stop();
  expect(batches).toEqual([3]);
  expect([data['may']?.shortfall, data['june']?.shortfall, data['over']]).toEqual([100_000, 100_000, null]);
  expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('2025-W02')]);
});
