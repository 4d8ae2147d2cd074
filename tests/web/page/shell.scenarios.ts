import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

const SECTIONS = [
  'Overview',
  'Capacity',
  'People',
  'Calendar',
  'Import',
  'Allocation',
  'Reports',
  'Connect',
  'History',
];

/** Controls above the tables that reach beyond the window, or into each other. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    const controls = [...document.querySelectorAll('main header button, main header nav > a, main [role=group] button')];
    const boxes = controls.map((each) => [each.textContent, each.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
    return boxes.flatMap(([text, box], at) => {
      const next = boxes[at + 1]?.[1];
      const meets = next && next.top < box.bottom && next.bottom > box.top && next.left < box.right - 1 && next.right > box.right;
      return box.right > width || meets ? [text] : [];
    });
  })()`);
}

/** The frame around the sections. */
export function shellScenarios(world: PageWorld): void {
  browserTest('every section opens from the rail, from its address and with the back button', async () => {
    const { page, troubles } = await world.open(`/?month=${await world.month(1)}`);
    const rail = page.getByRole('navigation', { name: 'Sections' });
    for (const title of SECTIONS) {
      await rail.getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      const address = new URL(page.url());
      expect(address.pathname).toBe(title === 'Overview' ? '/' : `/${title.toLowerCase()}`);
      expect(address.searchParams.get('month')).toBe(await world.month(1));
    }
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Connect' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Connect' }).waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest('the month chips carry each month’s gap in figures and words', async () => {
    const { page } = await world.open('/');
    const chips = page.getByRole('navigation', { name: 'Months' }).getByRole('link');
    await chips.first().waitFor();
    const { data } = await world.server().graphql<{
      capacityTree: { series: { monthLabel: string; gap: number }[] };
    }>('{ capacityTree { series { monthLabel gap } } }');
    const expected = data.capacityTree.series.map(
      ({ monthLabel, gap }) => `${monthLabel}▼ ${Math.round(-gap).toLocaleString('en-US')}`,
    );
    expect(await chips.allTextContents()).toEqual(expected);
    await chips.nth(2).click();
    expect(new URL(page.url()).searchParams.get('month')).toBe(await world.month(2));
    expect(await chips.nth(2).getAttribute('aria-current')).toBe('true');
  });

  browserTest('the theme follows the system until one is chosen, and the choice stays', async () => {
    const { page } = await world.open('/', { theme: 'dark' });
    const background = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.getByRole('button', { name: 'Light theme' }).waitFor();
    const dark = await background();
    await page.getByRole('button', { name: 'Light theme' }).click();
    expect(await background()).not.toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Dark theme' }).waitFor();
    expect(await background()).not.toBe(dark);
  });

  browserTest('an address that is no section offers the way back', async () => {
    const { page, troubles } = await world.open('/reports/nowhere');
    await page.getByRole('heading', { level: 1, name: 'Reports' }).waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest('an address of a report that is not stored says so and leads to the current one', async () => {
    for (const report of ['2031-01', 'spring']) {
      const { page, troubles } = await world.open(`/?report=${report}`);
      await page.getByText(`No report “${report}” is stored`).waitFor();
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('link', { name: 'Go to the current report' }).click();
      await page.getByRole('navigation', { name: 'Months' }).waitFor();
      expect(new URL(page.url()).search).toBe('');
      expect(troubles).toEqual([]);
    }
    const { page, troubles } = await world.open('/calendar?year=soon');
    await page.getByRole('region', { name: 'Weeks' }).waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest('where the server is gone, sections and the search say so, and come back with it', async () => {
    const { page } = await world.open('/');
    await page.getByRole('navigation', { name: 'Months' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Capacity', exact: true }).click();
    const alert = page.getByRole('main').getByRole('alert');
    await alert.getByText('Capacity could not be shown').waitFor();
    expect(await alert.textContent()).toContain('the server cannot be reached, or it has been updated');
    await page.keyboard.press('Control+k');
    await page.getByText('Search could not be shown').waitFor();
    await page.context().setOffline(false);
    await alert.getByRole('button', { name: 'Try again' }).last().click();
    await page.getByRole('treegrid').getByRole('row').nth(3).waitFor();
  });

  browserTest('a server that is busy is asked again, and the page says that it waits', async () => {
    const { page } = await world.open('/connect');
    let refusals = 0;
    await page.route('**/graphql?*', async (route) => {
      refusals += 1;
      // Each of the section's reads is refused once.
      if (refusals > 3) return route.continue();
      return route.fulfill({ status: 503, headers: { 'retry-after': '1' }, body: '{"errors":[]}' });
    });
    await page.getByRole('link', { name: 'Capacity', exact: true }).click();
    await page.getByRole('status').getByText('The server is busy').waitFor();
    await page.getByRole('searchbox', { name: 'Search the tree' }).waitFor();
    // Not before anybody has counted them.
    expect(await page.getByText('0 demands').count()).toBe(0);
    await page.getByRole('treegrid').getByRole('row').nth(3).waitFor();
    await page.getByRole('status').getByText('The server is busy').waitFor({ state: 'detached' });
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
  });

  browserTest('where everything failed at first, Try again also finds out who is there', async () => {
    const { page } = await world.open('/connect');
    await page.getByRole('link', { name: 'Import', exact: true }).waitFor();
    const body = '{"errors":[{"message":"Something broke."}]}';
    await page.route('**/graphql?*', (route) => route.fulfill({ status: 500, body }));
    await page.goto(`${world.server().url}/`);
    await page.getByText('Something broke.').waitFor();
    await page.unroute('**/graphql?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('navigation', { name: 'Months' }).waitFor();
    await page.getByRole('link', { name: 'Import', exact: true }).waitFor();
  });

  browserTest('another section begins at its top, and has the focus that its link had', async () => {
    const { page, troubles } = await world.open('/');
    const link = page
      .getByRole('region', { name: /^Largest gaps/ })
      .getByRole('link')
      .last();
    await link.focus();
    await page.evaluate('scrollTo(0, 10_000)');
    await page.keyboard.press('Enter');
    const title = page.getByRole('complementary').getByRole('heading', { level: 2 });
    await title.waitFor();
    await page.locator('aside h2:focus').waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);
    expect(troubles).toEqual([]);
  });

  browserTest('on a phone the sections are behind a button and nothing is cut off', async () => {
    const { page, troubles } = await world.open('/', { width: 360 });
    await page.getByRole('button', { name: 'Overview' }).click();
    await page.getByRole('link', { name: 'Capacity', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Capacity' }).waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    const platform = page.getByRole('button', { name: /Platform/ });
    expect(await platform.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Filters' }).click();
    await platform.waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(troubles).toEqual([]);
  });

  browserTest('in the colours of the system what is chosen stands out, and marks stay', async () => {
    const { page } = await world.open('/');
    await page.emulateMedia({ forcedColors: 'active' });
    const chips = page.getByRole('navigation', { name: 'Months' }).getByRole('link');
    await chips.nth(1).waitFor();
    const ground = (at: number): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelectorAll('header nav a')[${at}]).backgroundColor`);
    expect(await ground(0)).not.toBe(await ground(1));
    const track = `getComputedStyle(document.querySelector('header nav a [data-tone]')).backgroundImage`;
    expect(await page.evaluate(track)).toContain('gradient');
  });

  browserTest(
    'at twice the size nothing but tables scrolls sideways, and a report’s name is whole',
    async () => {
      const { page } = await world.open('/capacity', { width: 720 });
      await page.getByRole('treegrid').getByRole('row').nth(3).waitFor();
      for (const [path, ready] of [
        ['/capacity', 'treegrid'],
        ['/people', 'grid'],
      ] as const) {
        await page.goto(`${world.server().url}${path}`);
        await page.getByRole(ready).getByRole('row').nth(3).waitFor();
        expect(await cutOff(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await cutOff(page)).toEqual([]);
    },
  );

  for (const theme of ['light', 'dark'] as const) {
    browserTest(`axe-core finds nothing in any section in the ${theme} theme`, async () => {
      const { page, troubles } = await world.open('/', { theme });
      const rail = page.getByRole('navigation', { name: 'Sections' });
      for (const title of SECTIONS) {
        await rail.getByRole('link', { name: title, exact: true }).click();
        await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
        await page.waitForLoadState('networkidle');
        expect((await findingsOf(page)).map((finding) => `${title}: ${finding}`)).toEqual([]);
      }
      expect(troubles).toEqual([]);
    });
  }
}
