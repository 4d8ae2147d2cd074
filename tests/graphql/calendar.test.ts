import { graphql } from 'graphql';
import { buildSchema } from '../../src/app/schema';
import { countStatements } from '../../src/platform/database/pool/statement-count';
import { insertHoliday, insertMonthConfigs } from '../support/factories/calendar';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertMonthConfigs(server.database, 2025, ['Domestic', 'Global']);
  await insertHoliday(server.database, '2025-05-26');
});
afterAll(() => server.close());

const GENERATE = `mutation ($input: GenerateWeeksInput!) { generateWeeks(input: $input) {
  year workTypes created updated unchanged keptManual skippedClosed weeks { weekNumber }
  discrepancies { month year weekdays configuredWorkingDays impliedHolidays knownHolidays message }
  userErrors { path message code } } }`;

test('a year is generated as a dry run first, then for good', async () => {
  const input = { year: 2025, workTypes: ['DOMESTIC'] };
  const dry = await server.graphql(GENERATE, { input: { ...input, dryRun: true } });
  expect(dry.data).toMatchObject({ generateWeeks: { created: 52, userErrors: [] } });
  const real = await server.graphql<{ generateWeeks: Record<string, unknown> }>(GENERATE, { input });
  expect(real.data.generateWeeks).toMatchObject({
    year: 2025,
    workTypes: ['DOMESTIC'],
    created: 52,
    unchanged: 0,
    skippedClosed: [],
    // The factory sets all 22 weekdays of May as working days, but 26 May is a holiday.
    discrepancies: [
      { month: '2025-05', weekdays: 22, configuredWorkingDays: 22, impliedHolidays: 0, knownHolidays: 1 },
    ],
  });
});

test('a year is checked for weeks that generating would change and months that do not add up', async () => {
  const check = async () => {
    const { data } = await server.graphql<{
      calendarCheck: { staleWeeks: { weekNumber: number }[]; discrepancies: { month: string }[] };
    }>(
      `{ calendarCheck(year: 2025) { staleWeeks { weekNumber workType } discrepancies { month workType } } }`,
    );
    return data.calendarCheck;
  };
  const may = { month: '2025-05', workType: 'DOMESTIC' };
  expect(await check()).toEqual({ staleWeeks: [], discrepancies: [may] });
  // 4 July 2025 is a Friday of week 27.
  await insertHoliday(server.database, '2025-07-04');
  const july = { month: '2025-07', workType: 'DOMESTIC' };
  expect(await check()).toEqual({
    staleWeeks: [{ weekNumber: 27, workType: 'DOMESTIC' }],
    discrepancies: [may, july],
  });
  const close = 'mutation { closeMonth(month: "2025-07") { userErrors { message } } }';
  expect((await server.graphql<{ closeMonth: object }>(close)).data.closeMonth).toEqual({ userErrors: [] });
  expect(await check()).toEqual({ staleWeeks: [], discrepancies: [may] });
  await server.graphql('mutation { reopenMonth(month: "2025-07") { userErrors { message } } }');
  await server.database.query(`DELETE FROM holiday WHERE holiday_date = '2025-07-04'`);
});

test('nested fields of weeks cost the same statements for two weeks and for fifty', async () => {
  const schema = buildSchema();
  const ask = (first: number) =>
    countStatements(() =>
      graphql({
        schema,
        source: `{ weekConfigs(first: ${first}) { nodes {
          id isClosed holidays { name } monthConfig { isClosed weeks { weekNumber } } } } }`,
        contextValue: server.newScope(),
      }),
    );
  const [few, many] = [await ask(2), await ask(50)];
  expect(many.result.errors).toBeUndefined();
  expect(many.result.data).toMatchObject({ weekConfigs: { nodes: { length: 50 } } });
  // The list, closings, holidays, months, weeks of the months.
  expect([few.statements, many.statements]).toEqual([5, 5]);
});

test('months without configuration come back as user errors that name them', async () => {
  const { data } = await server.graphql<{ generateWeeks: { created: null; userErrors: unknown[] } }>(
    GENERATE,
    {
      input: { year: 2024, workTypes: ['GLOBAL'] },
    },
  );
  expect(data.generateWeeks.created).toBeNull();
  expect(data.generateWeeks.userErrors).toHaveLength(12);
  expect(data.generateWeeks.userErrors[0]).toEqual({
    path: ['year'],
    message: 'January 2024 Global has no month configuration; set or import it first',
    code: 'VALIDATION',
  });
});

test('weeks are filtered by year, month name and work type, in pages, and counted when asked', async () => {
  const { data } = await server.graphql(`{
    weekConfigs(filter: { years: [2025], monthNames: ["may", "June"], workTypes: [DOMESTIC] }, first: 2, offset: 4) {
      totalCount pageInfo { hasNextPage } nodes { weekNumber month workingDays workHours isManual } } }`);
  // May has the weeks 18–22, June 23–26: the fifth and sixth are 22 (with the holiday) and 23.
  expect(data).toEqual({
    weekConfigs: {
      totalCount: 9,
      pageInfo: { hasNextPage: true },
      nodes: [
        { weekNumber: 22, month: '2025-05', workingDays: 4, workHours: 9, isManual: false },
        { weekNumber: 23, month: '2025-06', workingDays: 5, workHours: 9, isManual: false },
      ],
    },
  });
});

test('an unknown month name in a filter is refused, naming it', async () => {
  const { errors } = await server.graphql(
    '{ weekConfigs(filter: { monthNames: ["Mai"] }) { nodes { id } } }',
  );
  expect(errors?.[0]?.message).toContain('"Mai" is not accepted');
});

test('one week with its month, holidays and closing; null if it is not configured', async () => {
  const { data } = await server.graphql(`{
    week: weekConfig(year: 2025, weekNumber: 22, workType: DOMESTIC) {
      weekStartDate weekEndDate month shrinkage monthConfig { workingDays } holidays { holidayDate } isClosed }
    none: weekConfig(year: 2025, weekNumber: 22, workType: GLOBAL) { id } }`);
  expect(data).toEqual({
    week: {
      weekStartDate: '2025-05-26',
      weekEndDate: '2025-06-01',
      month: '2025-05',
      shrinkage: 0.1,
      monthConfig: { workingDays: 22 },
      holidays: [{ holidayDate: '2025-05-26' }],
      isClosed: false,
    },
    none: null,
  });
  const { errors } = await server.graphql(
    '{ weekConfig(year: 2025, weekNumber: 53, workType: GLOBAL) { id } }',
  );
  expect(errors?.[0]?.message).toContain('expected a week from 1 to 52');
});

test('a week set by hand is shown as manual; a wrong figure is refused with what is accepted', async () => {
  const SET = `mutation ($input: SetWeekConfigInput!) { setWeekConfig(input: $input) {
    weekConfig { workingDays isManual version } userErrors { path message code } } }`;
  const input = { year: 2025, weekNumber: 30, workType: 'DOMESTIC', workingDays: 4 };
  const set = await server.graphql(SET, { input });
  expect(set.data).toEqual({
    setWeekConfig: { weekConfig: { workingDays: 4, isManual: true, version: 2 }, userErrors: [] },
  });
  const stale = await server.graphql(SET, { input: { ...input, version: 1 } });
  expect(stale.data).toMatchObject({ setWeekConfig: { userErrors: [{ code: 'VERSION_CONFLICT' }] } });
  const wrong = await server.graphql(SET, { input: { ...input, shrinkage: 1, occupancy: 0 } });
  expect(wrong.errors?.[0]?.extensions).toMatchObject({
    code: 'VALIDATION',
    issues: [
      { path: 'occupancy', value: 0, message: expect.stringContaining('above 0 and at most 1') as string },
      { path: 'shrinkage', value: 1, message: expect.stringContaining('at least 0 and below 1') as string },
    ],
  });
});

test('month configurations list their weeks; setting one lists the weeks now stale', async () => {
  const set = await server.graphql(`mutation {
    setMonthConfig(input: { month: "2025-05", workType: DOMESTIC, workHours: 8 }) {
      monthConfig { month workHours version } staleWeeks { weekNumber workHours } userErrors { message } } }`);
  expect(set.data).toEqual({
    setMonthConfig: {
      monthConfig: { month: '2025-05', workHours: 8, version: 2 },
      staleWeeks: [18, 19, 20, 21, 22].map((weekNumber) => ({ weekNumber, workHours: 9 })),
      userErrors: [],
    },
  });
  const list = await server.graphql(`{
    monthConfigs(filter: { years: [2025], monthNames: ["May"] }) { totalCount nodes { workType weeks { weekNumber } isClosed } } }`);
  expect(list.data).toEqual({
    monthConfigs: {
      totalCount: 2,
      nodes: [
        {
          workType: 'DOMESTIC',
          weeks: [18, 19, 20, 21, 22].map((weekNumber) => ({ weekNumber })),
          isClosed: false,
        },
        { workType: 'GLOBAL', weeks: [], isClosed: false },
      ],
    },
  });
});

test('holidays are set, listed, seeded and deleted', async () => {
  const set = await server.graphql(`mutation {
    setHoliday(input: { holidayDate: "2025-12-24", workType: GLOBAL, name: "Christmas Eve" }) {
      holiday { id holidayDate workType name version } staleWeeks { weekNumber } userErrors { message } } }`);
  expect(set.data).toMatchObject({
    setHoliday: { holiday: { holidayDate: '2025-12-24', workType: 'GLOBAL', version: 1 }, staleWeeks: [] },
  });
  const seeded = await server.graphql(`mutation {
    seedHolidays(input: { country: "US", year: 2025, workType: GLOBAL }) { created skipped userErrors { message } } }`);
  expect(seeded.data).toEqual({ seedHolidays: { created: 11, skipped: 0, userErrors: [] } });
  const list = await server.graphql(`{
    holidays(filter: { years: [2025], monthNames: ["December"], workTypes: [GLOBAL] }) { totalCount nodes { holidayDate name } } }`);
  expect(list.data).toEqual({
    holidays: {
      totalCount: 2,
      nodes: [
        { holidayDate: '2025-12-24', name: 'Christmas Eve' },
        { holidayDate: '2025-12-25', name: 'Christmas Day' },
      ],
    },
  });
  const DELETE = `mutation { deleteHoliday(holidayDate: "2025-12-24", workType: GLOBAL) {
    holiday { name } userErrors { code message } } }`;
  expect((await server.graphql(DELETE)).data).toMatchObject({
    deleteHoliday: { holiday: { name: 'Christmas Eve' }, userErrors: [] },
  });
  expect((await server.graphql(DELETE)).data).toMatchObject({
    deleteHoliday: { holiday: null, userErrors: [{ code: 'NOT_FOUND' }] },
  });
});

test('a closed month refuses its weeks until it is reopened', async () => {
  const CLOSE = `mutation { closeMonth(month: "2025-09", note: "audited") {
    closedMonth { month closedBy note } userErrors { code message } } }`;
  expect((await server.graphql(CLOSE)).data).toEqual({
    closeMonth: {
      closedMonth: { month: '2025-09', closedBy: 'local', note: 'audited' },
      userErrors: [],
    },
  });
  expect((await server.graphql(CLOSE)).data).toMatchObject({
    closeMonth: { userErrors: [{ code: 'CONFLICT', message: 'September 2025 is closed already' }] },
  });
  const SET = `mutation { setWeekConfig(input: { year: 2025, weekNumber: 37, workType: DOMESTIC, workingDays: 1 }) {
    weekConfig { workingDays } userErrors { code message } } }`;
  expect((await server.graphql(SET)).data).toMatchObject({
    setWeekConfig: { weekConfig: null, userErrors: [{ code: 'MONTH_CLOSED' }] },
  });
  const shown = await server.graphql(`{ closedMonths { month closedDatetime }
    weekConfig(year: 2025, weekNumber: 37, workType: DOMESTIC) { isClosed workingDays } }`);
  expect(shown.data).toEqual({
    closedMonths: [{ month: '2025-09', closedDatetime: '2025-04-02T12:00:00.000Z' }],
    weekConfig: { isClosed: true, workingDays: 5 },
  });
  await server.graphql('mutation { reopenMonth(month: "2025-09") { userErrors { message } } }');
  expect((await server.graphql(SET)).data).toMatchObject({
    setWeekConfig: { weekConfig: { workingDays: 1 } },
  });
  const { data } = await server.graphql('{ closedMonths { id } }');
  expect(data).toEqual({ closedMonths: [] });
});
