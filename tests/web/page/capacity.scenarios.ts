import type { Page } from 'playwright-core';
import { browserTest, findingsOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

const tree = (page: Page) => page.getByRole('treegrid');
const focusedRow = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement?.getAttribute("data-key") ?? ""');

/** Waits until the panel shows a text, or does not any more. */
async function panelChanges(page: Page, text: string | null, shows: boolean): Promise<void> {
  const panel = page.locator('aside').filter({ hasText: text ?? '' });
  await panel.first().waitFor({ state: shows ? 'attached' : 'detached' });
}

interface Worst {
  mainLob: string;
  state: string;
  caseType: string;
}

/** A demand that is short in a month and for which somebody is free. */
async function helpable(world: PageWorld, month: string): Promise<Worst> {
  const { data } = await world.server().graphql<{ capacityCharts: { topShortages: Worst[] } }>(
    `query ($month: YearMonth!) {
      capacityCharts(fromMonth: $month, toMonth: $month, first: 60) { topShortages { mainLob state caseType } }
    }`,
    { month },
  );
  for (const { mainLob, state, caseType } of data.capacityCharts.topShortages) {
    const answer = await world
      .server()
      .graphql<{ candidates: { cn: string }[] }>(
        `query ($demand: DemandInput!, $month: YearMonth!) { candidates(demand: $demand, when: { month: $month }, first: 1) { cn } }`,
        { demand: { mainLob, state, caseType }, month },
      );
    if (answer.data.candidates.length > 0) return { mainLob, state, caseType };
  }
  throw new Error('The demo has nobody free for any shortage');
}

/** The tree and the panel of a demand. */
export function capacityScenarios(world: PageWorld): void {
  browserTest('the tree is walked, opened and closed by keyboard alone', async () => {
    const { page, troubles } = await world.open('/capacity');
    await tree(page).getByRole('row').nth(3).waitFor();
    await tree(page).locator('[data-key][tabindex="0"]').focus();
    const top = await focusedRow(page);
    await page.keyboard.press('ArrowRight');
    await tree(page).locator(`[data-level="2"]`).first().waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await focusedRow(page)).toMatch(new RegExp(`^.+\\|[^|]+$`));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect((await focusedRow(page)).split('|')).toHaveLength(3);
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByRole('heading', { name: 'People' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await focusedRow(page)).toBe(top);
    expect(await tree(page).locator('[data-level="2"]').count()).toBe(0);
    await page.keyboard.press('End');
    const last = await focusedRow(page);
    await page.keyboard.press('Home');
    expect(await focusedRow(page)).not.toBe(last);
    expect(troubles).toEqual([]);
  });

  browserTest('sorting, searching and filtering stand in the address and narrow the tree', async () => {
    const { page, troubles } = await world.open('/capacity?sort=gap');
    await tree(page).getByRole('row').nth(3).waitFor();
    const gaps = await tree(page)
      .locator('[data-level="1"] [role="gridcell"]:nth-child(5)')
      .allTextContents();
    const values = gaps.map((text) => Number(text.replace(/[^0-9]/g, '')) * (text.startsWith('▼') ? -1 : 1));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    await page.getByRole('searchbox', { name: 'Search the tree' }).fill('ftc');
    await tree(page).locator('[data-level="3"]').first().waitFor();
    const found = await tree(page).locator('[data-level="3"] [role="rowheader"]').allTextContents();
    expect(found.length).toBeGreaterThan(0);
    for (const name of found) expect(name.toLowerCase()).toContain('ftc');
    expect(new URL(page.url()).searchParams.get('q')).toBe('ftc');
    await page.goto(`${world.server().url}/capacity?platform=Facets&open=*`);
    await tree(page).locator('[data-level="3"]').first().waitFor();
    const lobs = await tree(page).locator('[data-level="1"] [role="rowheader"]').allTextContents();
    for (const name of lobs) expect(name).toContain('Facets');
    expect(troubles).toEqual([]);
  });

  browserTest(
    'a candidate is assigned from the panel, the figures change, and Undo takes it back',
    async () => {
      const month = await world.month(1);
      const demand = await helpable(world, month);
      const key = encodeURIComponent([demand.mainLob, demand.state, demand.caseType].join('|'));
      const { page, troubles } = await world.open(`/capacity?month=${month}&demand=${key}`);
      const panel = page.getByRole('complementary');
      await panel.getByText('Why short').waitFor();
      const gap = (): Promise<string | null> => panel.locator('p b').first().textContent();
      await panel
        .getByRole('button', { name: /^Assign / })
        .first()
        .waitFor();
      const before = await gap();
      await panel
        .getByRole('button', { name: /^Assign / })
        .first()
        .click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      await panelChanges(page, before, false);
      expect(await gap()).not.toBe(before);
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('Undone').waitFor();
      await panelChanges(page, before, true);
      expect(troubles).toEqual([]);
    },
  );
}
