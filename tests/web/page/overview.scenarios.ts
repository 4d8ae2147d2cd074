import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

interface Gap {
  mainLob: string;
  state: string;
  caseType: string;
  gap: number;
}

interface Answer {
  capacityTree: {
    metrics: { forecast: number; capacity: number; gap: number; fteCount: number; fteRequired: number };
    lobs: { name: string; metrics: { gap: number } }[];
  };
  capacityCharts: { topShortages: Gap[] };
}

const figure = (value: number): string => Math.round(Math.abs(value)).toLocaleString('en-US');

/** What the page should show of a month, asked past the page. */
async function asked(world: PageWorld, month: string): Promise<Answer> {
  const { data } = await world.server().graphql<Answer>(
    `query ($month: YearMonth!) {
      capacityTree(month: $month) {
        metrics { forecast capacity gap fteCount fteRequired }
        lobs { name metrics { gap } }
      }
      capacityCharts(fromMonth: $month, toMonth: $month, first: 1) { topShortages { mainLob state caseType gap } }
    }`,
    { month },
  );
  return data;
}

/** The first screen. */
export function overviewScenarios(world: PageWorld): void {
  browserTest('the first screen answers where it is short and by how much, without a click', async () => {
    const month = await world.month(1);
    const { page, troubles } = await world.open(`/?month=${month}`);
    const { capacityTree: tree, capacityCharts: charts } = await asked(world, month);
    const { forecast, capacity, gap, fteCount, fteRequired } = tree.metrics;
    const tiles = page.locator('dl').first();
    await tiles.getByText('vs', { exact: false }).first().waitFor();
    const shown = (await tiles.textContent()) ?? '';
    for (const value of [forecast, capacity, gap, fteCount, fteRequired])
      expect(shown).toContain(figure(value));
    const [worst] = charts.topShortages;
    const first = page.getByRole('region', { name: 'Largest gaps' }).getByRole('listitem').first();
    await first.waitFor();
    expect(await first.textContent()).toContain(`▼ ${figure(worst?.gap ?? 0)}`);
    const rows = page.getByRole('region', { name: 'Lines by month' }).getByRole('row');
    const shortest = [...tree.lobs].sort((a, b) => a.metrics.gap - b.metrics.gap)[0];
    expect(await rows.nth(1).textContent()).toContain(shortest?.name);
    expect(troubles).toEqual([]);
  });

  browserTest('a demand among the largest gaps leads to its panel and its row', async () => {
    const { page, troubles } = await world.open(`/?month=${await world.month(1)}`);
    const first = page.getByRole('region', { name: 'Largest gaps' }).getByRole('listitem').first();
    const name = (await first.locator('b').first().textContent()) ?? '';
    await first.getByRole('link').click();
    await page.getByRole('complementary').getByRole('heading', { name }).waitFor();
    await page.getByRole('row', { selected: true }).waitFor();
    const row = page.getByRole('row', { selected: true });
    expect(await row.textContent()).toContain(name);
    // In sight: not behind the end of the tree.
    const bottomOf = (selector: string): string =>
      `document.querySelector('${selector}').getBoundingClientRect().bottom`;
    await page.waitForFunction(
      `${bottomOf('[role=row][aria-selected=true]')} <= ${bottomOf('[role=treegrid]')} + 1`,
    );
    expect(troubles).toEqual([]);
  });

  browserTest(
    'the heat map changes from lines by month to demands by week, and the address says so',
    async () => {
      const { page, troubles } = await world.open('/');
      await page.getByRole('radio', { name: 'Demands by week' }).click();
      await page.getByRole('region', { name: 'FTE by demand and week' }).getByRole('cell').first().waitFor();
      expect(new URL(page.url()).searchParams.get('heat')).toBe('weeks');
      await page.getByRole('radio', { name: 'Weeks', exact: true }).click();
      expect(new URL(page.url()).searchParams.get('tiers')).toBe('week');
      expect(await findingsOf(page)).toEqual([]);
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'lines show their gaps in cases too, what became of them, and the way to the comparison',
    async () => {
      const { page, troubles } = await world.open('/', { width: 1440 });
      const heat = page.getByRole('region', { name: 'Lines by month' });
      await heat.getByRole('columnheader', { name: 'since March' }).waitFor();
      await page.getByRole('radio', { name: 'Gap', exact: true }).click();
      expect(new URL(page.url()).searchParams.get('cells')).toBe('gap');
      expect(await heat.getByRole('row').nth(1).getByRole('cell').first().textContent()).toMatch(
        /^▼ [\d.,]+K?$/,
      );
      expect(await heat.getByRole('row').nth(1).getByRole('cell').last().textContent()).toMatch(
        /^[+−] [\d,]+$/,
      );
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('link', { name: 'vs March report' }).click();
      await page.getByRole('tab', { name: 'Comparison', selected: true }).waitFor();
      expect(troubles).toEqual([]);
    },
  );

  for (const [theme, width, format] of [
    ['light', 1280, 'A4'],
    ['dark', 390, 'A4'],
    ['light', 1280, 'Letter'],
  ] as const)
    browserTest(`it prints on one page: ${format}, from ${width} px in the ${theme} theme`, async () => {
      const { page, troubles } = await world.open('/', { theme, width });
      await page.getByRole('region', { name: 'Largest gaps' }).getByRole('listitem').first().waitFor();
      await page.getByRole('region', { name: 'Lines by month' }).waitFor();
      const paper = (await page.pdf({ format, printBackground: true })).toString('latin1');
      expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      // On paper nothing is cut off and nothing waits for a press.
      await page.setViewportSize({ width: 725, height: 1_000 });
      await page.emulateMedia({ media: 'print', colorScheme: theme });
      expect(await page.getByRole('button', { name: /Export/ }).count()).toBe(0);
      const cut = await page
        .locator('dl a')
        .evaluateAll((links) => links.filter((link) => link.scrollWidth > link.clientWidth).length);
      expect(cut).toBe(0);
      expect(troubles).toEqual([]);
    });

  browserTest('at 360 px everything of a month fits the width', async () => {
    const { page, troubles } = await world.open('/', { width: 360 });
    await page.getByRole('region', { name: 'Largest gaps' }).getByRole('listitem').first().waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(troubles).toEqual([]);
  });

  for (const [address, title] of [
    ['/', 'Coverage by line of business'],
    ['/?cells=gap', 'Gap by line of business'],
  ] as const)
    browserTest(
      `a phone shows all six months of a line side by side, each with its sign: ${title}`,
      async () => {
        const { page, troubles } = await world.open(address, { width: 360 });
        await page.getByRole('heading', { name: title }).waitFor();
        const rows = page.getByRole('region', { name: 'Lines by month' }).getByRole('row');
        await rows.nth(1).waitFor();
        const [heading, first] = [rows.first().getByRole('columnheader'), rows.nth(1).locator('[data-heat]')];
        const name = await rows.nth(1).getByRole('rowheader').boundingBox();
        const topsOf = (cells: typeof first): Promise<number[]> =>
          cells.evaluateAll((each) => [...new Set(each.map((cell) => cell.getBoundingClientRect().top))]);
        expect(await first.count()).toBe(6);
        const tops = await topsOf(first);
        expect(tops).toHaveLength(1);
        expect(tops[0]).toBeGreaterThanOrEqual((name?.y ?? Infinity) + (name?.height ?? 0) - 1);
        expect(await topsOf(heading.filter({ hasText: /-\d\d$/, hasNotText: 'Gap' }))).toHaveLength(1);
        const tooWide = await rows
          .locator('[data-heat]')
          .evaluateAll((cells) =>
            cells
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map(({ textContent }) => textContent),
          );
        expect(tooWide).toEqual([]);
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        expect(await findingsOf(page)).toEqual([]);
        expect(troubles).toEqual([]);
      },
    );
}
