import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { browserTest, findingsOf, openBrowser, overflowOf, watchedPage } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { freePort, startServerProcess, type ServerProcess } from '../support/server-process';

jest.setTimeout(90_000);

const root = path.join(__dirname, '../..');
let database: TestDatabase;
let provider: ChildProcess;
let issuer: string;
let server: ServerProcess;
let browser: Browser | undefined;

beforeAll(async () => {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'pages'], { stdio: 'inherit' });
  database = await createTestDatabase();
  await insertWeeks(database);
  await insertReport(database, {
    demands: [{ caseType: 'Claims' }, { mainLob: 'Facets Medicare GLOBAL', caseType: 'Appeals' }],
  });
  const port = await freePort();
  provider = spawn(
    process.execPath,
    [path.join(root, 'tests/support/identity-provider.mjs'), `http://127.0.0.1:${port}/auth/callback`],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  [issuer] = (await once(createInterface({ input: provider.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ];
  server = await startServerProcess(database.url, {
    PORT: String(port),
    HEADROOM_AUTH: 'oidc',
    HEADROOM_OIDC_ISSUER: issuer,
    HEADROOM_OIDC_CLIENT_ID: 'headroom',
    HEADROOM_OIDC_CLIENT_SECRET: 'a-secret-of-tests',
    HEADROOM_ROLE_MAP: 'headroom-planners=planner,headroom-admins=admin',
  });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server.stop();
  provider.kill();
  await database.drop();
});

/** A browser of its own for each person; what the provider's pages fetch elsewhere is not there. */
async function open(address: string): Promise<{ page: Page; troubles: () => string[] }> {
  browser ??= await openBrowser();
  const { page, troubles } = await watchedPage(browser, server.url);
  await page.route(
    (url) => ![server.url, issuer].includes(url.origin),
    (route) => route.abort(),
  );
  await page.goto(`${server.url}${address}`);
  // The provider is another origin by design, and its pages are its own.
  const ofProvider = (trouble: string): boolean =>
    trouble.startsWith(`left: ${issuer}`) || /fonts\.googleapis|ERR_FAILED/.test(trouble);
  return { page, troubles: () => troubles.filter((trouble) => !ofProvider(trouble)) };
}

const link = (page: Page) => page.getByRole('link', { name: 'Sign in with your organisation' });

/** Follows the link to the provider, says there who it is, and agrees. */
async function signIn(page: Page, name: string): Promise<void> {
  await link(page).click();
  await page.waitForURL(`${issuer}/**`);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]', { hasText: 'Continue' }).click();
  await page.waitForURL(`${server.url}/**`);
}

const offered = async (page: Page): Promise<string[]> =>
  (await page.getByRole('navigation', { name: 'Sections' }).getByRole('link').allTextContents()).map((text) =>
    text.trim(),
  );

browserTest(
  'a planner signs in with the identity provider, lands where they wanted to, and signs out',
  async () => {
    const { page, troubles } = await open('/reports?tab=tiers');
    await link(page).waitFor();
    expect(await page.getByRole('textbox', { name: 'API key' }).count()).toBe(0);
    expect(await findingsOf(page)).toEqual([]);
    await signIn(page, 'pia.planner');
    await page.getByRole('region', { name: 'Production tiers' }).waitFor();
    expect(new URL(page.url()).search).toBe('?tab=tiers');
    await page.getByText('pia.planner').waitFor();
    expect(await offered(page)).toEqual([
      ...[
        'Overview',
        'Capacity',
        'People',
        'Calendar',
        'Import',
        'Allocation',
        'Reports',
        'Connect',
        'History',
      ],
    ]);
    expect(await page.getByRole('button', { name: 'New tier …' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await link(page).waitFor();
    const answer = await page.request.get(`${server.url}/api/v2/capacity-tiers`);
    expect(answer.status()).toBe(401);
    expect(troubles()).toEqual([]);
  },
);

browserTest('a viewer is offered less, an administrator more', async () => {
  const { page: viewer, troubles } = await open('/');
  await signIn(viewer, 'vera.viewer');
  await viewer.getByText('vera.viewer').waitFor();
  expect(await offered(viewer)).toEqual([
    ...['Overview', 'Capacity', 'People', 'Calendar', 'Reports', 'Connect', 'History'],
  ]);
  await viewer.goto(`${server.url}/allocation`);
  await viewer.getByText('Allocation is not open to you').waitFor();
  expect(troubles()).toEqual([]);

  const { page: admin } = await open('/reports?tab=tiers');
  await signIn(admin, 'ada.admin');
  await admin.getByRole('button', { name: 'New tier …' }).waitFor();
});

browserTest('who has no role here, or cancels at the provider, is told so where they sign in', async () => {
  const { page, troubles } = await open('/capacity');
  await signIn(page, 'gus.guest');
  await page
    .getByText(/gus\.guest has no role here: the claim roles holds none of viewer, planner, admin/)
    .waitFor();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  expect(await findingsOf(page)).toEqual([]);
  // It is said once.
  await page.reload();
  await link(page).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);

  const { page: other } = await open('/');
  await link(other).click();
  await other.getByRole('link', { name: 'Cancel' }).click();
  await other.getByText(/Signing in failed/).waitFor();
  expect(troubles()).toEqual([]);
});

browserTest('an answer that this browser did not ask for signs nobody in, and the page says so', async () => {
  const { page } = await open('/auth/callback?code=x&state=y');
  await page.getByText(/This sign-in was not begun in this browser/).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
  // A program gets the problem document.
  const answer = await fetch(`${server.url}/auth/callback?code=x&state=y`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    401,
    'application/problem+json; charset=utf-8',
  ]);
});

browserTest('a provider that does not answer is said where people sign in', async () => {
  const alone = await startServerProcess(database.url, {
    HEADROOM_AUTH: 'oidc',
    HEADROOM_OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    HEADROOM_OIDC_CLIENT_ID: 'headroom',
  });
  try {
    const { page } = await open('/');
    await page.unrouteAll();
    await page.goto(alone.url);
    await link(page).click();
    await page.getByText('The identity provider cannot be asked just now').waitFor();
    await link(page).waitFor();
  } finally {
    await alone.stop();
  }
});
