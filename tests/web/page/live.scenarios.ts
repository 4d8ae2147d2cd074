import type { Page } from 'playwright-core';
import { browserTest } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

const TIERS = '/reports?tab=tiers';

async function addTier(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New tier …' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
  await tier(page, name).waitFor();
}

const tier = (page: Page, name: string) => page.getByRole('rowheader', { name });

async function undo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
  await tier(page, name).waitFor({ state: 'detached' });
}

/** What somebody else does, seen at once and without losing one's place. */
export function liveScenarios(world: PageWorld): void {
  browserTest(
    'two browsers see each other’s change without reloading; whose change it is gets no notice',
    async () => {
      const mine = await world.open(TIERS);
      const theirs = await world.open(TIERS);
      for (const { page } of [mine, theirs]) await page.getByRole('button', { name: 'New tier …' }).waitFor();
      await theirs.page.evaluate('window.stillHere = true');
      await addTier(mine.page, 'Half days');
      await tier(theirs.page, 'Half days').waitFor({ timeout: 3_000 });
      await theirs.page.getByText('Updated: somebody changed the data').waitFor();
      expect(await mine.page.getByText('Updated: somebody changed the data').count()).toBe(0);
      expect(await theirs.page.evaluate('window.stillHere')).toBe(true);
      await undo(mine.page, 'Half days');
      await tier(theirs.page, 'Half days').waitFor({ state: 'detached' });
      expect([...mine.troubles, ...theirs.troubles]).toEqual([]);
    },
  );

  browserTest('where no stream comes through, the page asks by itself', async () => {
    const { page: mine } = await world.open(TIERS);
    const { page: theirs } = await world.open('/connect');
    await theirs.route('**/api/v2/events', (route) => route.abort());
    await theirs.goto(`${world.server().url}${TIERS}`);
    await theirs.getByRole('button', { name: 'New tier …' }).waitFor();
    await addTier(mine, 'Evenings');
    await tier(theirs, 'Evenings').waitFor({ timeout: 13_000 });
    await undo(mine, 'Evenings');
  });

  browserTest(
    'the grid of people takes in what somebody else does under a scrolled list, a selection and an open dialog',
    async () => {
      const { page, troubles } = await world.open('/people');
      const grid = page.getByRole('grid', { name: 'People by week' });
      await grid.getByRole('row').nth(5).waitFor();
      await grid.evaluate((element: { scrollTop: number }) => (element.scrollTop = 900));
      // The rows that are there now, not those before: to click one of these would scroll back.
      await grid.locator('[data-row="0"]').first().waitFor({ state: 'detached' });
      const assigned = grid.locator('[role="gridcell"][data-col="1"]:not([aria-label$="free"])').nth(12);
      await assigned.click();
      await page.getByRole('region', { name: 'Selected weeks' }).waitFor();
      // The address follows a moment later.
      await page.waitForURL(/[?&]sel=[^&]+/);
      const selected = new URL(page.url()).searchParams.get('sel') ?? '';
      const [cn = '', week = ''] = selected.split(':');
      await page.getByRole('button', { name: 'Production …' }).click();
      const share = page.getByRole('dialog').getByRole('textbox', { name: 'Production' });
      await share.fill('45');
      const pin = (pinned: boolean): Promise<unknown> =>
        world.server().graphql(
          `mutation ($range: WeekRangeInput!, $pinned: Boolean!) {
            pinWeeks(range: $range, pinned: $pinned) { userErrors { message } } }`,
          { range: { resourceCns: [cn], weeks: [week] }, pinned },
        );
      await pin(true);
      // Behind the dialog rows are hidden from assistive technology, not from eyes.
      const pinned = page.locator('[role="gridcell"][aria-selected="true"][aria-label$=", pinned"]');
      await pinned.waitFor();
      expect(await share.inputValue()).toBe('45');
      expect(await page.evaluate("document.querySelector('[role=grid]').scrollTop")).toBe(900);
      expect(new URL(page.url()).searchParams.get('sel')).toBe(selected);
      await pin(false);
      await pinned.waitFor({ state: 'detached' });
      expect(troubles).toEqual([]);
    },
  );
}
