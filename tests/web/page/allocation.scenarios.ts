import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import { exportedXlsx } from '../../support/exported';
import type { PageWorld } from '../../support/page-world';

/** Planning on a busy machine takes a while. */
const PLAN_MS = { timeout: 50_000 };

const figure = (value: number): string => Math.round(value).toLocaleString('en-US');

interface Totals {
  before: { shortfall: number };
  after: { shortfall: number };
}

async function preview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Preview the plan' }).click();
  await page.getByRole('button', { name: 'Apply the plan' }).waitFor(PLAN_MS);
}

/** Cases that the stored assignments leave uncovered. */
async function missing(world: PageWorld): Promise<number> {
  const { data } = await world
    .server()
    .graphql<{ capacityTree: { series: { gap: number }[] } }>('{ capacityTree { series { gap } } }');
  return data.capacityTree.series.reduce((sum, { gap }) => sum + gap, 0);
}

/** Plans. */
export function allocationScenarios(world: PageWorld): void {
  browserTest('a plan is previewed, proved, read, applied and undone', async () => {
    const { page, troubles } = await world.open('/allocation');
    const stored = await missing(world);
    await preview(page);
    const planHash = new URL(page.url()).searchParams.get('plan');
    const { data } = await world.server().graphql<{
      allocationPlan: {
        totals: Totals;
        moves: {
          totalCount: number;
          nodes: { cn: string; reason: string; shortBefore: number | null; gainCases: number }[];
        };
      };
    }>(
      `query ($planHash: String!) { allocationPlan(planHash: $planHash) {
        totals { before { shortfall } after { shortfall } } moves(first: 500) { totalCount nodes { cn reason shortBefore gainCases } } } }`,
      { planHash },
    );
    const { totals, moves } = data.allocationPlan;
    const verdict = page.getByRole('region', { name: /^Covers/ });
    const saved = totals.before.shortfall - totals.after.shortfall;
    expect(await verdict.getByRole('heading').textContent()).toContain(`Covers ${figure(saved)} more`);
    const text = (await verdict.textContent()) ?? '';
    for (const { shortfall } of [totals.before, totals.after]) expect(text).toContain(figure(shortfall));
    expect(text).toMatch(
      /could be worth over [0-9.]+\u202f% more than this one, .*; that is proved, not estimated\./,
    );
    expect(await findingsOf(page)).toEqual([]);

    await page.getByRole('tab', { name: `Moves ${figure(moves.totalCount)}` }).click();
    const first = page.getByRole('list', { name: 'Moves by person' }).getByRole('listitem').first();
    await first.waitFor();
    expect(await first.textContent()).toContain(moves.nodes[0]?.cn);
    const filling = moves.nodes.find(({ shortBefore, gainCases }) => (shortBefore ?? 0) >= gainCases);
    await page
      .getByText(`fills a shortage of ${figure(filling?.shortBefore ?? NaN)} cases`)
      .first()
      .waitFor();
    expect(await missing(world)).toBe(stored);
    const { fileName, rows } = await exportedXlsx(page);
    expect([fileName, rows.length]).toEqual(['plan-moves.xlsx', moves.totalCount + 1]);

    await page.getByRole('button', { name: 'Apply the plan' }).click();
    await page.getByRole('button', { name: 'Undo the plan' }).waitFor(PLAN_MS);
    expect(await missing(world)).not.toBe(stored);
    expect(await findingsOf(page)).toEqual([]);
    // Whoever follows the link to the plan as it was sent before finds it applied.
    const link = new URL(page.url());
    expect(link.searchParams.get('applied')).toBeTruthy();
    link.searchParams.delete('applied');
    await page.goto(String(link));
    await page.getByText('Applied.').waitFor(PLAN_MS);
    await page.getByRole('button', { name: 'Undo the plan' }).click();
    await page.getByText('Taken back:').waitFor(PLAN_MS);
    expect(await missing(world)).toBe(stored);
    await page.reload();
    await page.getByText('Taken back:').waitFor(PLAN_MS);
    expect(troubles).toEqual([]);
  });

  browserTest(
    'a plan that is out of date is refused in words, and previewed again with the same options',
    async () => {
      const { page, troubles } = await world.open('/allocation?minStintWeeks=3');
      // Pressed before the page has been told that it is out of date.
      const freshness = /operationName=PagePlanFreshness/;
      await page.route(freshness, (route) => route.fulfill({ json: { data: { allocationPlan: null } } }));
      await preview(page);
      const old = new URL(page.url()).searchParams.get('plan');
      const { data } = await world.server().graphql<{ assignments: { nodes: { id: string }[] } }>(
        'query ($week: IsoWeek!) { assignments(first: 1, filter: { fromWeek: $week }) { nodes { id } } }',
        // The last week of the report, which every plan may change.
        { week: (await world.weeks(5)).at(-1) },
      );
      const pin = async (name: string): Promise<void> => {
        const answer = await world
          .server()
          .graphql<Record<string, { userErrors: unknown[] }>>(
            `mutation ($ids: [ID!]!) { ${name}(ids: $ids) { userErrors { message } } }`,
            { ids: [data.assignments.nodes[0]?.id] },
          );
        expect(answer.data[name]?.userErrors).toEqual([]);
      };
      await pin('pinAssignments');
      await page.getByRole('button', { name: 'Apply the plan' }).click();
      const alert = page.getByRole('alert');
      await alert.waitFor(PLAN_MS);
      expect(await alert.textContent()).toContain('assignments have changed since the plan was made');
      await page.unroute(freshness);
      await page.reload();
      // It says so before anybody presses Apply, and takes it back when the data are what they were.
      const said = page.getByRole('status').filter({
        hasText: 'The plan is out of date and cannot be applied. Changed since it was made: assignments.',
      });
      const apply = page.getByRole('button', { name: 'Apply the plan' });
      await said.waitFor(PLAN_MS);
      expect(await apply.count()).toBe(0);
      expect(await findingsOf(page)).toEqual([]);
      await pin('unpinAssignments');
      await apply.waitFor(PLAN_MS);
      await pin('pinAssignments');
      await said.waitFor(PLAN_MS);
      await page.getByRole('button', { name: 'Preview again' }).click();
      await page.waitForURL((url) => url.searchParams.get('plan') !== old, PLAN_MS);
      await page.getByRole('button', { name: 'Apply the plan' }).waitFor();
      const answer = await world
        .server()
        .graphql<{ allocationPlan: { options: { minStintWeeks: number } } }>(
          'query ($planHash: String!) { allocationPlan(planHash: $planHash) { options { minStintWeeks } } }',
          { planHash: new URL(page.url()).searchParams.get('plan') },
        );
      expect(answer.data.allocationPlan.options.minStintWeeks).toBe(3);
      await pin('unpinAssignments');
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'options are set and a plan is read by keyboard alone; a wrong one is refused at its place',
    async () => {
      const { page, troubles } = await world.open('/allocation', { theme: 'dark' });
      await page.getByRole('textbox', { name: 'From week' }).fill('soon');
      await page.getByText('“soon” is no week such as').waitFor();
      await page.getByRole('textbox', { name: 'From week' }).fill('');
      await page.getByRole('textbox', { name: 'Fairness', exact: true }).focus();
      await page.keyboard.type('101');
      const start = page.getByRole('button', { name: 'Preview the plan' });
      await start.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor(PLAN_MS);
      expect(await page.getByRole('alert').textContent()).toContain('from 0 to 100');
      expect(new URL(page.url()).searchParams.get('fairness')).toBe('101');
      await page.getByRole('textbox', { name: 'Fairness', exact: true }).fill('');
      await start.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'By line' }).waitFor(PLAN_MS);
      await page.getByRole('tab', { name: 'By line' }).focus();
      for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('ArrowRight');
      await page.getByRole('region', { name: 'Demands that stay short' }).getByRole('row').nth(1).waitFor();
      expect(new URL(page.url()).searchParams.get('tab')).toBe('short');
      expect(await findingsOf(page)).toEqual([]);
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'the slider of a rebalance trades moves for missing cases and previews what it stands at',
    async () => {
      const { page, troubles } = await world.open('/allocation?mode=rebalance');
      await page.getByRole('button', { name: 'Find what moves would bring' }).click();
      const slider = page.getByRole('slider', { name: 'Person-weeks that may move' });
      await slider.waitFor({ state: 'attached', ...PLAN_MS });
      const stays = page.getByText(/cases stay missing instead of/);
      const few = await stays.textContent();
      await slider.focus();
      await page.keyboard.press('End');
      await page.getByText(few ?? '', { exact: true }).waitFor({ state: 'detached' });
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Preview these moves' }).click();
      await page.getByText('A rebalance, not applied.').waitFor(PLAN_MS);
      await page.getByRole('button', { name: 'Discard' }).click();
      await page.getByRole('button', { name: 'Find what moves would bring' }).waitFor();
      expect(troubles).toEqual([]);
    },
  );

  browserTest('a plan fits 360 px, and one that is no longer kept says so', async () => {
    const { page, troubles } = await world.open('/allocation?plan=0000', { width: 360 });
    await page.getByText('This plan is no longer kept').waitFor();
    await page.getByRole('button', { name: 'Plan anew' }).click();
    await preview(page);
    for (const tab of ['By line', 'By demand', 'Moves', 'Still short', 'Without work']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForLoadState('networkidle');
      expect([tab, Math.max(0, await overflowOf(page))]).toEqual([tab, 0]);
    }
    expect(troubles).toEqual([]);
  });
}
