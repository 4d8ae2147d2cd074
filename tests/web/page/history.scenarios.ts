import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

const line = (page: Page, name: RegExp) => page.getByRole('button', { name }).first();

async function write(world: PageWorld, mutation: string): Promise<void> {
  const { errors } = await world.server().graphql(`mutation { ${mutation} }`);
  expect(errors).toBeUndefined();
}

/** Who changed what, and the way back. */
export function historyScenarios(world: PageWorld): void {
  browserTest('a change is opened by keyboard, shows before and after, and is taken back', async () => {
    const { data } = await world
      .server()
      .graphql<{ capacityTiers: { id: string; tierName: string }[] }>('{ capacityTiers { id tierName } }');
    const [tier] = data.capacityTiers;
    await write(
      world,
      `updateCapacityTier(id: "${tier?.id}", input: { description: "Told by a test" }) { userErrors { message } }`,
    );
    const { page, troubles } = await world.open('/history?kind=tier');
    await line(page, /Tier changed/).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/set=\d+/);
    await page.locator('ins', { hasText: 'Told by a test' }).waitFor();
    expect(await page.locator('del').count()).toBe(1);
    expect(await findingsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await line(page, /Tier changed.*taken back/).waitFor();
    expect(await page.getByRole('button', { name: 'Take it back' }).count()).toBe(0);
    await page.getByText(/was taken back by/).waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest('a change that later ones stand on says why it stays, before anybody presses', async () => {
    const { page, troubles } = await world.open('/history?kind=import');
    await page.getByRole('button', { name: /Roster imported/ }).click();
    await page.getByText('It stays:').waitFor();
    const button = page.getByRole('button', { name: 'Take it back' });
    expect(await button.isDisabled()).toBe(true);
    // The demo assigns the people of its roster afterwards.
    await page
      .getByText(/AA\d+, which change set \d+ added, is used since \(frozen assignment\)$/)
      .first()
      .waitFor();
    await page.getByText('and at least 17 more of this kind').waitFor();
    expect(await findingsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  browserTest(
    'the later change that stands in the way is a link, and once it is taken back the way is free',
    async () => {
      const id = '1';
      for (const description of ['First by a test', 'Second by a test'])
        await write(
          world,
          `updateCapacityTier(id: "${id}", input: { description: "${description}" }) { userErrors { message } }`,
        );
      const { page, troubles } = await world.open('/history?kind=tier');
      await line(page, /Tier changed/).waitFor();
      await page
        .getByRole('button', { name: /Tier changed/ })
        .nth(1)
        .click();
      await page.getByText(/1 was changed since by change set \d+ \(Tier changed, local\)/).waitFor();
      expect(await page.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true);
      await page.getByRole('link', { name: /see change \d+/ }).click();
      await page.locator('ins', { hasText: 'Second by a test' }).waitFor();
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText('Tier changed: taken back').waitFor();
      await page.getByText(/was taken back by/).waitFor();
      await page
        .getByRole('button', { name: /Tier changed(?!.*taken back)/ })
        .first()
        .click();
      await page.locator('ins', { hasText: 'First by a test' }).waitFor();
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText(/was taken back by/).waitFor();
      expect(troubles).toEqual([]);
    },
  );

  browserTest('the history of a person, of a demand and of a day; the address says which', async () => {
    const { data } = await world.server().graphql<{
      resources: { nodes: { cn: string }[] };
    }>('{ resources(filter: { ramping: true }, first: 1) { nodes { cn } } }');
    const cn = data.resources.nodes[0]?.cn ?? '';
    const { page, troubles } = await world.open('/history');
    await page.getByRole('textbox', { name: 'Person' }).fill(cn);
    await page.waitForURL(new RegExp(`person=${cn}`));
    await line(page, /Ramp applied/).waitFor();
    await page.getByRole('textbox', { name: 'Who did it' }).fill('nobody');
    await page.getByText('No change matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await line(page, /Demo data loaded/).waitFor();
    await page.goto(`${world.server().url}/history?lob=No+such+line`);
    await page.getByText('No change matches').waitFor();
    expect(troubles).toEqual([]);
  });

  for (const theme of ['light', 'dark'] as const)
    browserTest(
      `at 360 px an open change fits, and axe-core finds nothing in the ${theme} theme`,
      async () => {
        const { page, troubles } = await world.open('/history?kind=resource', { theme, width: 360 });
        await line(page, /Ramp applied/).click();
        await page.locator('ins').first().waitFor();
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        expect(await findingsOf(page)).toEqual([]);
        expect(troubles).toEqual([]);
      },
    );
}
