import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
  await page.keyboard.press('Control+K');
  await palette(page).getByRole('menuitem').first().waitFor();
}

const MARKED_IS_THERE = `(document.activeElement?.getAttribute('aria-activedescendant') ?? '')
  .split(' ').filter(Boolean).every((id) => document.getElementById(id) !== null)`;

/** The command palette. */
export function paletteScenarios(world: PageWorld): void {
  browserTest('Ctrl K goes to a section, a demand and a person by keyboard alone', async () => {
    const { page, troubles } = await world.open('/reports');
    await open(page);
    await page.keyboard.type('calen');
    await palette(page).getByRole('menuitem', { name: 'Calendar' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();

    const { data } = await world.server().graphql<{
      capacityTree: { lobs: { name: string; states: { code: string; caseTypes: { name: string }[] }[] }[] };
      resources: { nodes: { cn: string; firstName: string }[] };
    }>('{ capacityTree { lobs { name states { code caseTypes { name } } } } resources(first: 1) { nodes { cn firstName } } }');
    const lob = data.capacityTree.lobs[2];
    const state = lob?.states[0];
    const caseType = state?.caseTypes[0]?.name ?? '';
    await open(page);
    await page.keyboard.type(`${caseType} ${lob?.name} ${state?.code}`);
    await palette(page).getByRole('menuitem', { name: caseType }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByRole('heading', { name: caseType, exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('demand')).toBe([lob?.name, state?.code, caseType].join('|'));

    const [person] = data.resources.nodes;
    await open(page);
    await page.keyboard.type(person?.cn ?? '');
    await palette(page)
      .getByRole('menuitem', { name: person?.firstName ?? '' })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe(person?.cn);
    expect(troubles).toEqual([]);
  });

  for (const theme of ['light', 'dark'] as const) {
    browserTest(
      `the palette has nothing for axe-core to find in the ${theme} theme, fits 360 px, and Escape closes it`,
      async () => {
        const { page, troubles } = await world.open('/', { theme, width: 360 });
        await page.getByRole('button', { name: 'Search', exact: true }).click();
        await palette(page).getByRole('menuitem').first().waitFor();
        await page.keyboard.type('med');
        await palette(page).getByText('Demands', { exact: true }).waitFor();
        // The list is told anew with each answer: until the marked line is there, its name points nowhere.
        while (!(await page.evaluate<boolean>(MARKED_IS_THERE)));
        expect(await findingsOf(page)).toEqual([]);
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        await page.keyboard.type('zzzz');
        await palette(page).getByText('Nothing matches.').waitFor();
        await page.keyboard.press('Escape');
        await palette(page).waitFor({ state: 'detached' });
        expect(troubles).toEqual([]);
      },
    );
  }
}
