import { createApiKey } from '../../src/features/access';
import { FL, GLOBAL, insertWorkedExample } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';

let server: TestServer;
const keys: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  await insertWorkedExample(server.database, () => server.newScope());
  for (const [name, lobs] of Object.entries({ all: [], amisys: ['amisys *'] })) {
    const made = await server
      .newScope()
      .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role: 'viewer', lobs }));
    keys[name] = made.text;
  }
});
afterAll(() => server.close());

const bearer = (name: string): Record<string, string> => ({ authorization: `Bearer ${keys[name]}` });
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/api/v2/odata${path}`, { headers });
async function lobsOf(path: string, headers: Record<string, string>): Promise<string[]> {
  const { value } = (await (await get(path, headers)).json()) as { value: { main_lob: string }[] };
  return [...new Set(value.map(({ main_lob }) => main_lob))].sort();
}

it('needs credentials everywhere, and says so in the form of OData', async () => {
  for (const path of ['', '/', '/$metadata', '/tiers', '/tiers(1)', '/tiers/$count', '/nope']) {
    const response = await get(path);
    expect([path, response.status]).toEqual([path, 401]);
    expect(response.headers.get('www-authenticate')).toContain('Bearer realm="headroom"');
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.message).toContain('This needs an API key');
  }
});

it('takes a key as Bearer, as Basic, and in the address of a GET', async () => {
  const key = keys['all'] ?? '';
  const [, id = '', secret = ''] = /^(hr_[0-9a-z]+)_(.*)$/i.exec(key) ?? [];
  const basic = Buffer.from(`${id}:${secret}`).toString('base64');
  for (const path of ['', '/$metadata', '/tiers?$top=1']) {
    expect((await get(path, bearer('all'))).status).toBe(200);
    expect((await get(path, { authorization: `Basic ${basic}` })).status).toBe(200);
    expect((await get(`${path}${path.includes('?') ? '&' : '?'}api_key=${key}`)).status).toBe(200);
  }
});

it('never repeats a key that stood in the address', async () => {
  const headers = { prefer: 'maxpagesize=1' };
  const body = await (await get(`/tiers?api_key=${keys['all']}&$orderby=tier_name`, headers)).text();
  expect(body).toContain('@odata.nextLink');
  expect(body).not.toContain('hr_');
});

it('shows each caller its own lines of business only, in rows, counts and by key', async () => {
  for (const set of ['monthly_summary', 'weekly_detail', 'demands', 'capacity_by_tier', 'comparison']) {
    expect(await lobsOf(`/${set}`, bearer('all'))).toEqual([FL.mainLob, GLOBAL.mainLob]);
    expect(await lobsOf(`/${set}`, bearer('amisys'))).toEqual([FL.mainLob]);
  }
  const count = async (name: string): Promise<string> => (await get('/demands/$count', bearer(name))).text();
  expect([await count('all'), await count('amisys')]).toEqual(['2', '1']);
  const key = `/demands('facets commercial global|n/a|adj-cob')`;
  expect((await get(key, bearer('all'))).status).toBe(200);
  expect((await get(key, bearer('amisys'))).status).toBe(404);
  // A filter that asks for another LOB finds nothing.
  expect(await lobsOf(`/demands?$filter=main_lob eq '${GLOBAL.mainLob}'`, bearer('amisys'))).toEqual([]);
});

it('gives callers different tags: one’s answer is never another’s 304', async () => {
  const tag = (await get('/demands', bearer('all'))).headers.get('etag') ?? '';
  expect((await get('/demands', { ...bearer('all'), 'if-none-match': tag })).status).toBe(304);
  expect((await get('/demands', { ...bearer('amisys'), 'if-none-match': tag })).status).toBe(200);
});
