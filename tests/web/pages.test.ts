import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { browserTest, findingsOf, openBrowser, watchedPage } from '../support/browser';
import { startTestServer, type TestServer } from '../support/http';

jest.setTimeout(60_000);

const root = path.join(__dirname, '../..');
let server: TestServer;
let browser: Browser | undefined;

beforeAll(async () => {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'pages'], { stdio: 'inherit' });
  server = await startTestServer();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server.close();
});

const open = async (): Promise<Browser> => (browser ??= await openBrowser());

test('files whose names have a hash are kept by browsers, everything else is asked for again', async () => {
  const page = await fetch(server.url);
  const [script = ''] = /\/assets\/[\w.-]+\.js/.exec(await page.text()) ?? [];
  const cached = async (address: string): Promise<string | null> =>
    (await fetch(`${server.url}${address}`)).headers.get('cache-control');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(await cached('/capacity')).toBe('no-cache');
  expect(await cached(script)).toBe('public, max-age=31536000, immutable');
  expect(page.headers.get('strict-transport-security')).toBeNull();
});

test('a section is answered with links to its own files, and files come compressed as they were built', async () => {
  const linksOf = async (address: string): Promise<string[]> =>
    (await (await fetch(`${server.url}${address}`)).text()).match(/(?<=href=")\/assets\/[\w.-]+/g) ?? [];
  const [overview, people] = [await linksOf('/'), await linksOf('/people/')];
  const own = people.filter((file) => !overview.includes(file));
  expect(own.map((file) => file.replace(/-[\w-]+\./, '.'))).toEqual(
    expect.arrayContaining(['/assets/people.js', '/assets/people.css']),
  );
  for (const encoding of ['br', 'gzip', 'identity']) {
    const bodies = await Promise.all(
      people.map((file) => fetch(`${server.url}${file}`, { headers: { 'accept-encoding': encoding } })),
    );
    for (const { status, headers } of bodies)
      expect([status, headers.get('vary')]).toEqual([200, 'accept-encoding']);
    const encodings = new Set(bodies.map(({ headers }) => headers.get('content-encoding') ?? 'identity'));
    // Files of a few bytes stay as they are.
    expect(encodings).toContain(encoding);
    for (const body of bodies)
      expect((await body.text()).length).toBe(
        (await (await fetch(body.url, { headers: { 'accept-encoding': 'identity' } })).text()).length,
      );
  }
});

test('a program at an address where nothing is gets the problem document', async () => {
  for (const [address, accept] of [
    ['/nope', '*/*'],
    ['/api/v2/nope', 'text/html,*/*'],
  ] as const) {
    const answer = await fetch(`${server.url}${address}`, { headers: { accept } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
  }
});

browserTest(
  'a browser at an address where nothing is gets a page that says so, with a way home',
  async () => {
    const { page, troubles } = await watchedPage(await open(), server.url);
    const answer = await page.goto(`${server.url}/nope`);
    expect(answer?.status()).toBe(404);
    await page.getByText('There is nothing at /nope').waitFor();
    expect(await page.title()).toBe('Nothing here · Headroom');
    expect(await findingsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    // The console of the browser names the status of the address.
    expect(troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
  },
);

browserTest('without a forecast the page says what to do first, and asks for nothing outside', async () => {
  const { page, troubles } = await watchedPage(await open(), server.url);
  await page.goto(server.url);
  await page.getByText('No forecast has been imported yet').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Overview');
  expect(await page.getByRole('link', { name: 'Import files' }).getAttribute('href')).toBe('/import');
  expect(await findingsOf(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

browserTest(
  'GraphiQL completes a field, marks an unknown one and runs a query, all from this origin',
  async () => {
    const { page, troubles } = await watchedPage(await open(), server.url);
    await page.goto(`${server.url}/graphiql/`);
    await page.getByRole('tab', { name: 'CapacityTree' }).waitFor();
    await page.getByRole('button', { name: 'New tab' }).click();
    const editor = page.getByRole('region', { name: 'Operation Editor' });
    await editor.locator('.view-lines').first().click();
    await page.keyboard.press('Control+A');
    // The editor closes braces itself.
    await page.keyboard.type('{ capacityTie', { delay: 30 });
    await page.locator('.suggest-widget').getByText('capacityTiers', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{ capacityTiers { nonsense ');
    await page.locator('.squiggly-error').first().waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{ capacityTiers { tierName ');
    await page.keyboard.press('Control+Enter');
    await page.locator('.result-window').getByText('Full Production').waitFor();
    expect(troubles).toEqual([]);
  },
);

browserTest('GraphiQL offers the stored operations and a field for the API key', async () => {
  const { page, troubles } = await watchedPage(await open(), server.url);
  await page.goto(`${server.url}/graphiql/`);
  await page.getByRole('button', { name: 'Show Stored operations' }).click();
  await page.getByRole('searchbox', { name: 'Find an operation' }).fill('tiers');
  await page.getByRole('region', { name: 'Stored operations' }).getByRole('button').first().click();
  await page.locator('.view-lines').getByText('capacityTiers').first().waitFor();
  await page.getByRole('button', { name: 'Show API key' }).click();
  await page.getByLabel('API key').getByRole('textbox').fill('secret');
  await page.getByRole('button', { name: 'Use' }).click();
  const sent = page.waitForRequest((request) => request.url().endsWith('/graphql'));
  await page.getByRole('button', { name: /Execute query/ }).click();
  expect((await sent).headers()['authorization']).toBe('Bearer secret');
  expect(troubles).toEqual([]);
});

browserTest(
  'GraphiQL shows a worked tab at the first click, and opens links with their query and variables',
  async () => {
    const { page, troubles } = await watchedPage(await open(), server.url);
    await page.goto(`${server.url}/graphiql/`);
    const trend = page.getByRole('tab', { name: 'Trend' });
    await trend.waitFor();
    // The list of tabs comes to rest.
    await page.waitForTimeout(1_000);
    await trend.click();
    await page.locator('.graphiql-tab[aria-selected=true]', { hasText: 'Trend' }).waitFor();
    const query = 'query Linked($active: Boolean) { capacityTiers(active: $active) { tierName } }';
    const search = new URLSearchParams({ query, variables: '{"active":true}' });
    // The address of the endpoint leads a browser to the editor.
    await page.goto(`${server.url}/graphql?${search.toString()}`);
    await page.locator('.graphiql-tab[aria-selected=true]', { hasText: 'Linked' }).waitFor();
    await page.getByText('"active": true').waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('Full Production').waitFor();
    expect(troubles).toEqual([]);
  },
);
