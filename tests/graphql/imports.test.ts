import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const IMPORT_ROWS = `mutation ($kind: ImportKind!, $rows: [JSON!]!, $options: ImportOptionsInput) {
  importRows(kind: $kind, rows: $rows, options: $options) {
    result {
      dryRun counts { created updated unchanged skipped failed }
      rows { row key status column value message code }
      rowsTruncated warnings { code message } unknownColumns skippedClosed
    }
    userErrors { path message code reason value }
  }
}`;

interface Answer {
  importRows: { result: Record<string, unknown> | null; userErrors: Record<string, unknown>[] };
}

const importRows = async (kind: string, rows: unknown[], options?: object) => {
  const { data, errors } = await server.graphql<Answer>(IMPORT_ROWS, { kind, rows, options });
  expect(errors).toBeUndefined();
  return data.importRows;
};

const PERSON = {
  cn: 'aa000001',
  location: 'Domestic',
  primaryPlatform: 'Amisys',
  skills: 'FTC',
  state_list: 'FL',
};

test('rows as objects are imported as a file with those columns, camelCase or snake_case', async () => {
  const { result, userErrors } = await importRows('ROSTER', [
    PERSON,
    { ...PERSON, cn: 'AA000002', shoe: 39 },
  ]);
  expect(userErrors).toEqual([]);
  expect(result).toEqual({
    dryRun: false,
    counts: { created: 2, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
    rows: [1, 2].map((row) => ({
      row,
      key: `AA00000${row}`,
      status: 'CREATED',
      column: null,
      value: null,
      message: null,
      code: null,
    })),
    rowsTruncated: false,
    warnings: [],
    unknownColumns: ['shoe'],
    skippedClosed: [],
  });
});

test('a refused row comes back as data, with its row and column, and nothing is saved', async () => {
  const { result, userErrors } = await importRows('ROSTER', [
    { ...PERSON, cn: 'AA000003' },
    { ...PERSON, cn: 'AA000004', location: 'Moon' },
  ]);
  expect(userErrors).toMatchObject([
    { path: ['rows', '2', 'location'], code: 'VALIDATION', reason: 'INVALID_VALUE', value: 'Moon' },
  ]);
  expect(result).toMatchObject({ counts: { created: 0, failed: 1 }, rows: [{ row: 2, status: 'FAILED' }] });
  expect(await server.database.query(`SELECT cn FROM resource_v2 WHERE cn = 'AA000003'`)).toEqual([]);
});

test('options pass: dry run, and bad rows skipped', async () => {
  const rows = [PERSON, { ...PERSON, cn: 'AA000005' }, { ...PERSON, cn: '' }];
  const { result } = await importRows('ROSTER', rows, { dryRun: true, onError: 'SKIP', onConflict: 'SKIP' });
  expect(result).toMatchObject({
    dryRun: true,
    counts: { created: 1, skipped: 1, failed: 1 },
    rows: [{ status: 'SKIPPED' }, { status: 'CREATED' }, { status: 'FAILED' }],
  });
});

test('a forecast as rows needs its report month, and then is stored', async () => {
  const demand = { main_lob: 'Facets Medicare', state: 'N/A', case_type: 'FTC', target_cph: 13.8 };
  const rows = [{ ...demand, month1: 1, month2: 2, month3: 3, month4: 4, month5: 5, month6: 6 }];
  expect((await importRows('FORECAST', rows)).userErrors).toMatchObject([
    { path: ['report_month'], code: 'VALIDATION' },
  ]);
  const { result } = await importRows('FORECAST', rows, { reportMonth: 'April 2025' });
  expect(result).toMatchObject({ counts: { created: 1 } });
  expect(
    await server.database.query(
      'SELECT sum(forecast)::integer AS cases, max(target_cph)::float AS cph FROM forecast',
    ),
  ).toEqual([{ cases: 21, cph: 13.8 }]);
});

test.each<[string, unknown[], string]>([
  ['no rows', [], 'rows'],
  ['a row that is no object', [PERSON, 'AA000006'], 'rows.1'],
  ['a cell that is a list', [{ ...PERSON, skills: ['FTC'] }], 'rows.0.skills'],
])('%s is refused', async (_name, rows, path) => {
  const { result, userErrors } = await importRows('ROSTER', rows);
  expect(result).toBeNull();
  expect(userErrors).toMatchObject([{ path: path.split('.'), code: 'VALIDATION' }]);
});

test('a file can stand in the request itself, and is recognised and imported', async () => {
  const csv = 'date,work_type,name\n2025-07-04,Domestic,Independence Day\n';
  const file = { name: 'holidays.csv', content: Buffer.from(csv).toString('base64') };
  const known = await server.graphql<{ recogniseFile: { kinds: { kind: string }[] } }>(
    'mutation ($file: ImportFileInput!) { recogniseFile(file: $file) { kinds { kind } userErrors { message } } }',
    { file },
  );
  expect(known.data.recogniseFile.kinds.map(({ kind }) => kind)).toContain('HOLIDAYS');
  const imported = await server.graphql<{ importFile: unknown }>(
    'mutation ($file: ImportFileInput!) { importFile(kind: HOLIDAYS, file: $file) { result { counts { created } } userErrors { message } } }',
    { file },
  );
  expect(imported.data.importFile).toEqual({ result: { counts: { created: 1 } }, userErrors: [] });
  const broken = await server.graphql<{ importFile: { userErrors: { path: string[] }[] } }>(
    'mutation { importFile(kind: HOLIDAYS, file: { name: "x.csv", content: "not base64!" }) { userErrors { path } } }',
  );
  expect(broken.data.importFile.userErrors).toEqual([{ path: ['file', 'content'] }]);
});

test('importFile over GraphQL says how files are sent', async () => {
  const { data } = await server.graphql<{ importFile: unknown }>(
    'mutation { importFile(kind: ROSTER) { result { dryRun } userErrors { path message code } } }',
  );
  expect(data.importFile).toEqual({
    result: null,
    userErrors: [
      {
        path: ['file'],
        code: 'VALIDATION',
        message: expect.stringMatching(/REST multipart upload to POST .*bulk-import with the field `file`/),
      },
    ],
  });
});
