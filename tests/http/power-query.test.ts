import { DefaultSettings, TaskUtils } from '@microsoft/powerquery-parser';
import { createApiKey } from '../../src/features/access';
import { POWER_BI_TABLES } from '../../src/features/reports/registry/reports.preset';
import { insertReport } from '../support/factories/demand';
import { FL, freezeMonths, insertWorkedExample, recompute } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';
import {
  CredentialsNeeded,
  HeadroomError,
  PowerQueryTable,
  type PowerQueryOptions,
} from '../support/power-query';

/** April 2025 of the worked example, whose July to October June's report has taken over. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await insertWorkedExample(server.database, () => server.newScope());
  await freezeMonths(server.database, { year: 2025, month: 'April' }, [3, 4, 5, 6]);
  await insertReport(server.database, {
    report: { year: 2025, month: 6 },
    demands: [{ ...FL, months: [7, 8, 9, 10, 11, 12] }],
  });
  await server.database.query(
    `UPDATE resource_v2 SET first_name = '=1+1', last_name = 'O"Hara, Ann' WHERE cn = 'AA1'`,
  );
  await recompute(() => server.newScope());
});
afterAll(() => server.close());

async function scriptOf(name: string, search = ''): Promise<string> {
  const response = await fetch(`${server.url}/api/v2/reports/powerbi/${name}.pq${search}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${name}: ${response.status} ${text}`);
  return text;
}
const tableOf = async (
  name: string,
  search = '',
  options: PowerQueryOptions = {},
): Promise<PowerQueryTable> => new PowerQueryTable(await scriptOf(name, search), options);

const NAMES = POWER_BI_TABLES.map(({ name }) => name);
const ofReport = (name: string): boolean =>
  POWER_BI_TABLES.find((table) => table.name === name)?.definition.parameters.some(
    (p) => p.name === 'report',
  ) ?? false;

test.each(NAMES)(
  'the script of %s is well-formed M, also for incremental refresh and Basic',
  async (name) => {
    const { definition } = POWER_BI_TABLES.find((table) => table.name === name) ?? {};
    for (const search of ['', '?auth=basic', ...(definition?.incremental ? ['?incremental=true'] : [])]) {
      const parsed = await TaskUtils.tryLexParse(DefaultSettings, await scriptOf(name, search));
      expect([name, search, TaskUtils.isParseStageOk(parsed)]).toEqual([name, search, true]);
    }
  },
);

test.each(NAMES)(
  'the requests of %s yield the typed rows of the report, every month from its live report',
  async (name) => {
    const table = await tableOf(name);
    const rows = await table.rows();
    const live = ofReport(name) ? '?report=live' : '';
    const json = (await (await fetch(`${server.url}/api/v2/reports/powerbi/${name}${live}`)).json()) as {
      columns: string[];
      rows: unknown[][];
    };
    expect(table.columnNames).toEqual(json.columns);
    // The moment of the answer itself differs where the clock goes on; here it stands still.
    expect(rows).toEqual(json.rows);
    if (name !== 'access') expect(rows.length).toBeGreaterThan(0);
    expect(await table.count()).toBe(rows.length);
    const [first = '', second = ''] = [...table.columnNames].reverse();
    const preview = await table.rows({ limit: 2, names: [second, first] });
    expect(preview).toEqual(
      rows.slice(0, 2).map((row) => [second, first].map((column) => row[table.columnNames.indexOf(column)])),
    );
    expect(table.sent.at(-1)?.url).toContain(`limit=2&columns=${second}%2C${first}`);
  },
);

test('every table has the same base address, so that one credential serves all', async () => {
  const bases = await Promise.all(NAMES.map(async (name) => (await tableOf(name)).baseUrl));
  expect(new Set(bases)).toEqual(new Set([`${server.url}/api/v2/reports/powerbi`]));
  // “Test connection” calls it.
  expect((await fetch(bases[0] ?? '')).status).toBe(200);
});

test('a refresh reads every table at once and slowly: all succeed, each within the time that Power BI waits', async () => {
  const tables = await Promise.all(NAMES.map((name) => tableOf(name, '', { pauseMs: 20 })));
  const started = Date.now();
  const all = await Promise.all(tables.map((table) => table.rows()));
  expect(Date.now() - started).toBeLessThan(100_000);
  expect(all.map((rows) => rows.length)).toEqual(await Promise.all(tables.map((table) => table.count())));
  expect(new Set(tables.flatMap(({ sent }) => sent.map(({ status }) => status)))).toEqual(new Set([200]));
}, 120_000);

test('a table that does not come in time is given up, as Power BI does', async () => {
  const table = await tableOf('tiers', '', { timeoutMs: 300 });
  const locked = server.database.query(
    `DO $$ BEGIN LOCK TABLE data_version IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(1); END $$`,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await expect(table.rows()).rejects.toThrow(/timeout/i);
  await locked;
  expect((await table.rows()).length).toBeGreaterThan(3);
});

test('what has not changed is not sent again', async () => {
  const table = await tableOf('monthly-summary');
  const first = await table.rows();
  expect(await table.rows()).toEqual(first);
  expect(table.sent.map(({ status }) => status)).toEqual([200, 304]);
  await server.newScope().write({ action: 'test.touch' }, () => Promise.resolve());
  expect(await table.rows()).toEqual(first);
  expect(table.sent.at(-1)?.status).toBe(200);
});

test('a refusal is said in the server’s own words', async () => {
  const script = await scriptOf('monthly-summary');
  const gone = new PowerQueryTable(script.replace('report = "live"', 'report = "2024-01"'));
  const error: unknown = await gone.rows().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HeadroomError);
  expect(String(error)).toContain(
    'report: "2024-01" is not accepted; expected one of 2025-06, 2025-04, or live',
  );
  const misspelled = new PowerQueryTable(
    script.replace('RelativePath = "monthly-summary"', 'RelativePath = "monthly"'),
  );
  await expect(misspelled.rows()).rejects.toBeInstanceOf(HeadroomError);
  // The script itself is refused like the table.
  await expect(scriptOf('monthly-summary', '?report=2024-01')).rejects.toThrow('400');
  await expect(scriptOf('monthly-summary', '?limit=5')).rejects.toThrow('unknown query parameter');
});

test('filters, quotes in them too, reach the server as they were given', async () => {
  const states = await tableOf('monthly-summary', '?state=FL&state=N%2FA');
  expect(new Set((await states.rows({ names: ['state'] })).flat())).toEqual(new Set(['FL', 'N/A']));
  const odd = await tableOf('monthly-summary', `?main_lob=${encodeURIComponent('A "B" #(lf)')}`);
  expect(await odd.rows()).toEqual([]);
  expect(new URL(odd.sent[0]?.url ?? '').searchParams.get('main_lob')).toBe('A "B" #(lf)');
});

test('incremental refresh asks for one period, half open', async () => {
  const range = { start: '2025-06-01', end: '2025-07-01' };
  const table = await tableOf('monthly-summary', '?incremental=true', { range });
  expect(new Set((await table.rows({ names: ['month'] })).flat())).toEqual(new Set(['Jun-25']));
  const weeks = await tableOf('weekly-detail', '?incremental=true', { range });
  // Mondays in June 2025: 2, 9, 16, 23 and 30.
  expect([...new Set((await weeks.rows({ names: ['week_key'] })).flat())].sort()).toEqual([
    ...[202523, 202524, 202525, 202526, 202527],
  ]);
  // A period without rows is an empty table with all its columns.
  const empty = await tableOf('weekly-detail', '?incremental=true', {
    range: { start: '2031-01-01', end: '2031-02-01' },
  });
  expect(await empty.rows()).toEqual([]);
});

test('a tier that is stored later is a column more, and a column that a script names and the server lacks is null', async () => {
  const old = await scriptOf('monthly-summary');
  await server.database.query(
    `INSERT INTO production_capacity_tier (tier_name, capacity_percentage, display_order) VALUES ('New', 0.6, 5)`,
  );
  const before = new PowerQueryTable(old);
  expect((await before.rows()).length).toBeGreaterThan(0);
  expect((await tableOf('monthly-summary')).columnNames).toContain('tier_60');
  const future = new PowerQueryTable(
    old.replace('tier_25 = Int64.Type', 'tier_25 = Int64.Type,\n        tier_12 = Int64.Type'),
  );
  expect(new Set((await future.rows()).map((row) => row[future.columnNames.indexOf('tier_12')]))).toEqual(
    new Set([null]),
  );
});

test('a server that is busy is asked again when it says', async () => {
  const table = await tableOf('tiers');
  const answers = [503, 429];
  const real = globalThis.fetch;
  globalThis.fetch = (...args) => {
    const status = answers.shift();
    return status === undefined
      ? real(...args)
      : Promise.resolve(new Response('{}', { status, headers: { 'retry-after': '1' } }));
  };
  try {
    expect((await table.rows()).length).toBeGreaterThan(3);
  } finally {
    globalThis.fetch = real;
  }
  expect(table.sent.map(({ status }) => status)).toEqual([503, 429, 200]);
});

describe('with sign-in', () => {
  let guarded: TestServer;
  beforeAll(async () => {
    guarded = await startTestServer({ HEADROOM_AUTH: 'keys' });
    await insertWorkedExample(guarded.database, () => guarded.newScope());
  });
  afterAll(() => guarded.close());

  async function makeKey(lobs: string[] = []): Promise<string> {
    const { text } = await guarded
      .newScope()
      .write({ action: 'key.create' }, (tx) =>
        createApiKey(tx, { name: `Power BI ${lobs.length} ${Date.now()}`, role: 'viewer', lobs }),
      );
    return text;
  }
  const guardedScript = async (name: string, key: string, search = ''): Promise<string> =>
    (
      await fetch(`${guarded.url}/api/v2/reports/powerbi/${name}.pq${search}`, {
        headers: { authorization: `Bearer ${key}` },
      })
    ).text();

  test('the key in the address and Basic (id and secret) both work; without one Power BI asks for credentials', async () => {
    const key = await makeKey();
    const script = await guardedScript('monthly-summary', key);
    expect(script).not.toContain(key);
    expect(await new PowerQueryTable(script, { key }).rows()).toHaveLength(12);
    const [, id = '', secret = ''] = /^hr_([0-9a-f]{12})_(.*)$/.exec(key) ?? [];
    const basic = await guardedScript('monthly-summary', key, '?auth=basic');
    expect(basic).not.toContain('ApiKeyName');
    expect(await new PowerQueryTable(basic, { basic: `${id}:${secret}` }).rows()).toHaveLength(12);
    await expect(new PowerQueryTable(script).rows()).rejects.toBeInstanceOf(CredentialsNeeded);
    await expect(new PowerQueryTable(basic, { basic: `${id}:wrong` }).rows()).rejects.toBeInstanceOf(
      CredentialsNeeded,
    );
  });

  test('a key that is limited to some LOBs sees no other in any table', async () => {
    const key = await makeKey(['Facets *']);
    for (const { name } of POWER_BI_TABLES) {
      const table = new PowerQueryTable(await guardedScript(name, key), { key });
      const rows = await table.rows();
      const at = table.columnNames.indexOf('main_lob');
      expect([name, JSON.stringify(rows).includes('Amisys Medicaid')]).toEqual([name, false]);
      if (at >= 0)
        expect([name, [...new Set(rows.map((row) => row[at]))]]).toEqual([
          name,
          ['Facets Commercial GLOBAL'],
        ]);
      expect([name, await table.count()]).toEqual([name, rows.length]);
    }
  });
});
