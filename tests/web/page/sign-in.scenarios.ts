import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

/** Keys of people with different rights. */
export interface Keys {
  admin: string;
  planner: string;
  /** Limited to Amisys lines of business. */
  viewer: string;
}

/** A server that asks who is there, and the keys it accepts. */
export interface AccessWorld {
  world: PageWorld;
  key: (who: keyof Keys) => string;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'API key' });
const sections = (page: Page) => page.getByRole('navigation', { name: 'Sections' });

/** Types a key where the page asks for it. */
export async function signIn(page: Page, key: string): Promise<void> {
  await field(page).fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await field(page).waitFor({ state: 'detached' });
}

/** Who is asked, what a role is offered, and how a session ends. */
export function signInScenarios({ world, key }: AccessWorld): void {
  browserTest(
    'nobody sees anything before signing in; by keyboard alone the key leads to the address asked for',
    async () => {
      const { page, troubles } = await world.open('/reports?tab=tiers');
      await field(page).waitFor();
      expect(await findingsOf(page)).toEqual([]);
      await field(page).focus();
      await page.keyboard.type(key('planner'));
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Production tiers' }).waitFor();
      await sections(page).getByText('Paul').first().waitFor();
      expect(await page.getByRole('button', { name: 'New tier …' }).count()).toBe(0);
      expect(troubles).toEqual([]);
    },
  );

  browserTest('a key that is not known is refused beside the field, in the server’s words', async () => {
    const { page } = await world.open('/', { theme: 'dark', width: 360 });
    await field(page).fill('hr_000000000000_nothing');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/key/i);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await findingsOf(page)).toEqual([]);
  });

  browserTest('a viewer is offered neither sections nor acts that the role does not have', async () => {
    const { page, troubles } = await world.open('/');
    await signIn(page, key('viewer'));
    await sections(page).getByText('viewer · 1 line of business').waitFor();
    const offered = (await sections(page).getByRole('link').allTextContents()).map((text) => text.trim());
    expect(offered).toContain('Overview');
    for (const title of ['Import', 'Allocation', 'Access']) expect(offered).not.toContain(title);
    await page.goto(`${world.server().url}/import`);
    await page.getByText('Import is not open to you').waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest('signing out asks again, and nothing that was read stays', async () => {
    const { page, troubles } = await world.open('/connect');
    await signIn(page, key('viewer'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await field(page).waitFor();
    // The browser's own list of cookies follows the answer, on a busy machine after the page.
    while ((await page.context().cookies()).length > 0);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.locator('body').textContent()).not.toContain('Vera');
    expect(troubles).toEqual([]);
  });

  browserTest('a sign-out that the server does not take is said, and the session goes on', async () => {
    const { page } = await world.open('/connect');
    await signIn(page, key('viewer'));
    const answer = {
      status: 503,
      contentType: 'application/json',
      body: '{"detail":"The database is away"}',
    };
    await page.route('**/auth/session', (route) =>
      route.request().method() === 'DELETE' ? route.fulfill(answer) : route.continue(),
    );
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Not signed out: The database is away').waitFor();
    await page.unroute('**/auth/session');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await field(page).waitFor();
  });

  browserTest(
    'a session that ends asks again over the page; what was under way goes on from there',
    async () => {
      const { page } = await world.open('/reports?tab=tiers');
      await signIn(page, key('admin'));
      await page.getByRole('button', { name: 'New tier …' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Night shift');
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
      await signIn(page, key('admin'));
      await page.getByRole('rowheader', { name: 'Night shift' }).waitFor();
      expect(new URL(page.url()).search).toBe('?tab=tiers');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('rowheader', { name: 'Night shift' }).waitFor({ state: 'detached' });
    },
  );
}
