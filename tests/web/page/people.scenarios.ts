import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

interface Free {
  cn: string;
  firstName: string;
  lastName: string;
  servableDemands: { nodes: { mainLob: string; state: string; caseType: string }[] };
  assignments: { totalCount: number };
}

const grid = (page: Page) => page.getByRole('grid', { name: 'People by week' });
const acts = (page: Page) => page.getByRole('region', { name: 'Selected weeks' });
/** The row that somebody’s CN stands in. */
const rowOf = (page: Page, cn: string) => grid(page).getByRole('row').filter({ hasText: cn });
const nameOf = ({ firstName, lastName }: Free): string => `${firstName} ${lastName}`;
const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement?.getAttribute("aria-label") ?? ""');

/** How many active people a search finds. */
async function countOf(world: PageWorld, q: string): Promise<number> {
  const { data } = await world
    .server()
    .graphql<{ resources: { totalCount: number } }>(
      `query ($q: String!) { resources(filter: { q: $q, active: true }) { totalCount } }`,
      { q },
    );
  return data.resources.totalCount;
}

/** Waits until a week of the list is described so. */
const cellSays = (page: Page, words: string, how: '*' | '$' | '' = ''): Promise<void> =>
  grid(page).locator(`[role="gridcell"][data-col="0"][aria-label${how}="${words}"]`).first().waitFor();

/** The first three weeks that the grid shows, `2025-W18`. */
const firstWeeks = async (world: PageWorld): Promise<string[]> => (await world.weeks(0)).slice(0, 3);

/** People who are free in all of these weeks and could work on something then. */
async function freePeople(world: PageWorld, weeks: readonly string[]): Promise<Free[]> {
  const { data } = await world.server().graphql<{ resources: { nodes: Free[] } }>(
    `query ($from: IsoWeek!, $to: IsoWeek!, $month: YearMonth!) {
      resources(filter: { freeIn: $from }, first: 200, sort: LAST_NAME_ASC) { nodes {
        cn firstName lastName
        servableDemands(month: $month, first: 20) { nodes { mainLob state caseType } }
        assignments(fromWeek: $from, toWeek: $to) { totalCount }
      } } }`,
    { from: weeks[0], to: weeks.at(-1), month: await world.month(0) },
  );
  return data.resources.nodes.filter(
    ({ assignments, servableDemands }) => assignments.totalCount === 0 && servableDemands.nodes.length > 0,
  );
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone').waitFor();
}

/** Drags from one week of somebody to another, by column. */
async function drag(page: Page, cn: string, from: number, to: number): Promise<void> {
  const cells = rowOf(page, cn).getByRole('gridcell');
  const [a, b] = [await cells.nth(from).boundingBox(), await cells.nth(to).boundingBox()];
  if (!a || !b) throw new Error(`The row of ${cn} is not in sight`);
  await page.mouse.move(a.x + 12, a.y + 12);
  await page.mouse.down();
  await page.mouse.move(b.x + 12, b.y + 12, { steps: 4 });
  await page.mouse.up();
}

/** One row per person, one cell per week. */
export function peopleScenarios(world: PageWorld): void {
  browserTest(
    'everybody has a row; search and filters narrow the list and stand in the address',
    async () => {
      const { page, troubles } = await world.open('/people');
      const everybody = await countOf(world, '');
      await grid(page).getByText(`${everybody} people`).waitFor();
      await page.getByRole('searchbox', { name: 'Search people' }).fill('brack');
      await page.waitForURL(/q=brack/);
      await grid(page)
        .getByText(`${await countOf(world, 'brack')} people`)
        .waitFor();
      for (const name of await grid(page).getByRole('rowheader').locator('b').allTextContents())
        expect(name.toLowerCase()).toContain('brack');
      const [week = ''] = await firstWeeks(world);
      await page.goto(`${world.server().url}/people?free=${week}&q=nobody-is-called-so`);
      await page.getByText('Nobody matches').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).first().click();
      await grid(page).getByText(`${everybody} people`).waitFor();
      expect(new URL(page.url()).search).toBe('');
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'what is typed is in the address when the keys rest, and stays when a filter follows at once',
    async () => {
      const { page, troubles } = await world.open('/people?inactive=1');
      await grid(page).getByRole('rowheader').locator('b').first().waitFor();
      const entries = await page.evaluate<number>('history.length');
      const field = page.getByRole('searchbox', { name: 'Search people' });
      await field.pressSequentially('brack');
      expect(await field.inputValue()).toBe('brack');
      // Clicking leaves the field before the keys have rested.
      await page.getByRole('button', { name: 'On a ramp' }).click();
      await page.waitForURL(/ramp=1/);
      expect(new URL(page.url()).search).toBe('?inactive=1&q=brack&ramp=1');
      await page.goBack();
      expect(new URL(page.url()).search).toBe('?inactive=1&q=brack');
      expect(await field.inputValue()).toBe('brack');
      // No entry for a key, one for the filter.
      expect(await page.evaluate<number>('history.length')).toBe(entries + 1);
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'every key narrows the list, by one question at a time, down to the foot of a tall window',
    async () => {
      const { page, troubles } = await world.open('/people');
      await page.setViewportSize({ width: 1280, height: 2400 });
      const rows = grid(page).getByRole('rowheader');
      await rows.nth(50).locator('b').waitFor();
      const asking: string[] = [];
      let [questions, mixed] = [0, false];
      await page.route(/graphql.*q%22%3A/, async (route) => {
        const q = /"q":"(\w*)"/.exec(decodeURIComponent(route.request().url()))?.[1] ?? '';
        if (!asking.includes(q)) questions += 1;
        mixed ||= asking.some((each) => each !== q);
        asking.push(q);
        await new Promise((resolve) => setTimeout(resolve, 300));
        asking.splice(asking.indexOf(q), 1);
        await route.continue();
      });
      const field = page.getByRole('searchbox', { name: 'Search people' });
      await field.pressSequentially('aa4', { delay: 140 });
      await field.press('Backspace');
      await field.press('Backspace');
      await grid(page)
        .getByText(`${await countOf(world, 'a')} people`)
        .waitFor();
      await rows.nth(50).locator('b').waitFor();
      // Five keys; those that came while an answer was on its way are asked as one.
      expect(questions).toBeLessThan(5);
      expect(mixed).toBe(false);
      expect(troubles).toEqual([]);
    },
  );

  /** Answers questions for what people do only once it is called. */
  const heldWork = async (page: Page): Promise<() => void> => {
    const gate = new AbortController();
    await page.route(/operationName=PagePeopleWork/, async (route) => {
      if (!gate.signal.aborted) await once(gate.signal, 'abort');
      await route.continue();
    });
    return () => gate.abort();
  };

  browserTest('a search shows at once whom it finds; what they do follows', async () => {
    const { page, troubles } = await world.open('/people');
    await grid(page).getByRole('gridcell').first().waitFor();
    const release = await heldWork(page);
    const [q, found] = ['ridge', await countOf(world, 'ridge')];
    await page.getByRole('searchbox', { name: 'Search people' }).fill(q);
    await grid(page).getByText(`${found} people`).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: `${found} people found` })
      .waitFor();
    const names = grid(page).getByRole('rowheader').locator('b');
    for (const name of await names.allTextContents()) expect(name.toLowerCase()).toContain(q);
    // Who was in the list before has their weeks already; in nobody’s row stand those of somebody else.
    const withWeeks = grid(page)
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') });
    const drawn = await names.count();
    expect(await withWeeks.count()).toBeLessThan(drawn);
    expect(await grid(page).getAttribute('aria-busy')).toBe('true');
    expect(await findingsOf(page)).toEqual([]);
    release();
    await withWeeks.nth(drawn - 1).waitFor();
    await page.locator('[role="grid"]:not([aria-busy])').waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest(
    'from far down the list a search asks once, and shows the first whom it finds; so does the way back',
    async () => {
      const { page, troubles } = await world.open('/people');
      const everybody = await countOf(world, '');
      const names = grid(page).getByRole('rowheader').locator('b');
      await names.first().waitFor();
      const [first = ''] = await names.allTextContents();
      const asked: string[] = [];
      page.on('request', (request) => {
        const [, q, offset] =
          /operationName=PagePeople&.*"q":"(\w+)".*"offset":(\d+)/.exec(decodeURIComponent(request.url())) ??
          [];
        if (q !== undefined) asked.push(`${q} from ${offset}`);
      });
      const scroll = (): Promise<void> =>
        page.evaluate('document.querySelector("[role=grid]").scrollTop = 5000');
      await scroll();
      await names.filter({ hasText: first }).waitFor({ state: 'detached' });
      const release = await heldWork(page);
      const field = page.getByRole('searchbox', { name: 'Search people' });
      await field.fill('e');
      await grid(page)
        .getByText(`${await countOf(world, 'e')} people`)
        .waitFor();
      await grid(page).locator('[aria-rowindex="2"] [role="rowheader"] b').waitFor();
      expect(await page.evaluate('document.querySelector("[role=grid]").scrollTop')).toBe(0);
      expect(new Set(asked)).toEqual(new Set(['e from 0']));
      // What they do was not waited for: it is read when they are asked for again.
      await field.fill('');
      await field.fill('e');
      await field.fill('');
      release();
      await grid(page).getByText(`${everybody} people`).waitFor();
      await names.filter({ hasText: first }).first().waitFor();
      await page.locator('[role="grid"]:not([aria-busy])').waitFor();
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'weeks that cannot be read are said to be missing beside the names, and are tried again',
    async () => {
      const { page, troubles } = await world.open('/people');
      await grid(page).getByRole('gridcell').first().waitFor();
      const address = /operationName=PagePeopleWork/;
      await page.route(address, (route) =>
        route.fulfill({ json: { errors: [{ message: 'no luck today' }] } }),
      );
      await page.getByRole('searchbox', { name: 'Search people' }).fill('ridge');
      const alert = page.getByRole('alert').filter({ hasText: 'Some weeks could not be read' });
      await alert.getByText('no luck today').waitFor();
      await grid(page)
        .getByText(`${await countOf(world, 'ridge')} people`)
        .waitFor();
      await page.unroute(address);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await page.locator('[role="grid"]:not([aria-busy])').waitFor();
      await alert.waitFor({ state: 'hidden' });
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'by keyboard alone: free weeks are found, selected and assigned, and Undo takes it back',
    async () => {
      const weeks = await firstWeeks(world);
      const [person] = await freePeople(world, weeks);
      if (!person) throw new Error('The demo has nobody free');
      const { page, troubles } = await world.open(`/people?free=${weeks[0]}&q=${person.cn}`);
      await rowOf(page, person.cn).waitFor();
      await grid(page).locator('[tabindex="0"]').focus();
      expect(await focused(page)).toContain(': free');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+ArrowRight');
      await acts(page).getByText('3 weeks').waitFor();
      await page.waitForURL(new RegExp(`sel=${person.cn}`));
      await page.keyboard.press('Enter');
      await page.locator('button:focus', { hasText: 'Assign' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('option').first().waitFor({ state: 'hidden' });
      await page.getByRole('combobox', { disabled: false }).waitFor();
      await page.getByRole('combobox').focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(/3 weeks assigned to/).waitFor();
      // Whoever is assigned is not free any more: the list with the filter is empty, the one without shows the bar.
      await page.getByText('Nobody matches').waitFor();
      await undo(page);
      await rowOf(page, person.cn).waitFor();
      expect(troubles).toEqual([]);
    },
  );

  /** Two people in two weeks each, on a demand that one of them may not work on: the server’s refusal is shown. */
  const refusedAssignment = async () => {
    const weeks = await firstWeeks(world);
    const free = await freePeople(world, weeks);
    const keysOf = ({ servableDemands }: Free): string[] =>
      servableDemands.nodes.map((demand) => Object.values(demand).join());
    const [fits, other] = free.flatMap((a) => {
      const b = free.find((each) => !keysOf(each).some((key) => keysOf(a).includes(key)));
      return b ? [[a, b] as const] : [];
    })[0] ?? [undefined, undefined];
    if (!fits || !other) throw new Error('Everybody who is free in the demo may do the same');
    const demand = fits.servableDemands.nodes[0];
    const state = demand?.state === 'N/A' ? '' : demand?.state;
    const selection = `${fits.cn}~${other.cn}:${weeks[0]}:${weeks[1]}`;
    const { page, troubles } = await world.open(
      `/people?free=${weeks[2]}&sel=${encodeURIComponent(selection)}`,
    );
    await acts(page).getByText('4 weeks').waitFor();
    await acts(page).getByRole('button', { name: 'Assign …' }).click();
    const name = [demand?.caseType, demand?.mainLob, state].filter(Boolean).join(' · ');
    await page.getByRole('combobox').fill(name);
    await page.getByRole('option', { name }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    const refusal = page.getByRole('dialog').getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain(`${nameOf(other)}W`);
    expect(await refusal.textContent()).toMatch(/is needed/);
    return { page, troubles, other };
  };

  browserTest(
    'one of two refuses to fit: the reason stands beside the name, and the other is assigned',
    async () => {
      const { page, troubles, other } = await refusedAssignment();
      await page.getByRole('button', { name: 'Assign the other 2 weeks' }).click();
      await page.getByText(/^2 weeks assigned to .*; 2 left out$/).waitFor();
      const remarks = page.getByRole('status').filter({ hasText: 'The server left out 2 weeks' });
      expect(await remarks.getByRole('listitem').allTextContents()).toEqual([
        expect.stringMatching(new RegExp(`^${nameOf(other)} .*is needed`)),
      ]);
      // The message that offers Undo leaves the acts to be pressed.
      const places = await Promise.all([
        page.getByRole('alertdialog').last().boundingBox(),
        acts(page).boundingBox(),
      ]);
      const [message, below] = places;
      expect((message?.y ?? 0) + (message?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
      expect(await rowOf(page, nameOf(other)).getByRole('rowheader').textContent()).toMatch(/is needed/);
      expect(await findingsOf(page)).toEqual([]);
      await undo(page);
      expect(troubles).toEqual([]);
    },
  );

  browserTest('the week in which people have to be free is brought into sight', async () => {
    const last = (await world.weeks(5)).at(-1) ?? '';
    const { page, troubles } = await world.open(`/people?free=${last}`, { width: 800 });
    const head = grid(page).getByRole('columnheader', { name: `W${last.slice(-2)}` });
    await head.waitFor();
    const right = async (): Promise<number> => {
      const box = await head.boundingBox();
      return (box?.x ?? Infinity) + (box?.width ?? 0);
    };
    for (let tries = 0; tries < 50 && (await right()) > 800; tries += 1) await page.waitForTimeout(100);
    expect(await right()).toBeLessThanOrEqual(800);
    expect(troubles).toEqual([]);
  });

  browserTest('going back by keyboard, the week with the focus does not hide below the names', async () => {
    const { page, troubles } = await world.open('/people', { width: 640 });
    await grid(page).getByRole('gridcell').first().waitFor();
    await grid(page).locator('[tabindex="0"]').focus();
    await page.keyboard.press('End');
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('ArrowLeft');
    const cell = await page.locator('[role="gridcell"]:focus').boundingBox();
    const names = await grid(page).getByRole('rowheader').first().boundingBox();
    expect(cell?.x).toBeGreaterThanOrEqual((names?.x ?? 0) + (names?.width ?? 0) - 1);
    expect(troubles).toEqual([]);
  });

  browserTest('who does not fit is assigned all the same once somebody says why', async () => {
    const { page, troubles, other } = await refusedAssignment();
    const override = page.getByRole('button', { name: 'Assign all the same' });
    expect(await override.isDisabled()).toBe(true);
    await page.getByLabel('Assign them all the same, because').fill('trained last week');
    await override.click();
    await page.getByText(/^4 weeks of 2 people assigned to/).waitFor();
    const { data } = await world
      .server()
      .graphql<{ assignments: { nodes: { note: string }[] } }>(
        'query ($cn: String!) { assignments(filter: { resourceCns: [$cn] }, first: 100) { nodes { note } } }',
        { cn: other.cn },
      );
    expect(data.assignments.nodes.filter(({ note }) => note === 'trained last week')).toHaveLength(2);
    await undo(page);
    expect(troubles).toEqual([]);
  });

  browserTest('somebody is sent where they may not work, and only for a reason', async () => {
    const weeks = await firstWeeks(world);
    const [person] = await freePeople(world, weeks);
    const mine = new Set(person?.servableDemands.nodes.map((demand) => Object.values(demand).join()));
    const { data } = await world.server().graphql<{
      forecasts: { nodes: { mainLob: string; state: string; caseType: string }[] };
    }>('{ forecasts(first: 1000) { nodes { mainLob state caseType } } }');
    const demand = data.forecasts.nodes.find(
      ({ mainLob, state, caseType }) => !mine.has([mainLob, state, caseType].join()) && state !== 'N/A',
    );
    if (!person || !demand) throw new Error('Everybody of the demo may do everything');
    const selection = `${person.cn}:${weeks[0]}:${weeks[0]}`;
    const { page, troubles } = await world.open(
      `/people?q=${person.cn}&sel=${encodeURIComponent(selection)}`,
    );
    await acts(page).getByRole('button', { name: 'Assign …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Also demands that').click();
    const name = [demand.caseType, demand.mainLob, demand.state].join(' · ');
    await dialog.getByRole('combobox').fill(name);
    await page.getByRole('option', { name }).filter({ hasText: 'does not fit' }).first().click();
    expect(await findingsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').textContent()).toMatch(/is needed/);
    await dialog.getByLabel('Assign them all the same, because').fill('lent out');
    await dialog.getByRole('button', { name: 'Assign all the same' }).click();
    await page.getByText(`${nameOf(person)}: 1 week assigned to ${demand.caseType}`).waitFor();
    await undo(page);
    expect(troubles).toEqual([]);
  });

  browserTest('weeks are dragged over, pinned, and freed; each change can be undone', async () => {
    const weeks = await firstWeeks(world);
    const { data } = await world.server().graphql<{ assignments: { nodes: { resourceCn: string }[] } }>(
      `query ($week: IsoWeek!) { assignments(filter: { fromWeek: $week, toWeek: $week }, first: 1) {
        nodes { resourceCn } } }`,
      { week: weeks[0] },
    );
    const cn = data.assignments.nodes[0]?.resourceCn ?? '';
    const { page, troubles } = await world.open(`/people?q=${cn}`);
    const first = rowOf(page, cn).getByRole('gridcell').first();
    await first.waitFor();
    const before = await first.getAttribute('aria-label');
    await drag(page, cn, 0, 1);
    await acts(page).getByRole('button', { name: 'Pin' }).click();
    await page.getByText(/weeks? pinned/).waitFor();
    await acts(page).getByRole('button', { name: 'Unpin' }).waitFor();
    expect(await first.getAttribute('aria-label')).toBe(`${before}, pinned`);
    await undo(page);
    await acts(page).getByRole('button', { name: 'Pin', exact: true }).waitFor();
    await acts(page).getByRole('button', { name: 'Free' }).click();
    await page.getByText(/weeks? freed/).waitFor();
    await cellSays(page, ': free', '$');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await cellSays(page, before ?? '');
    expect(troubles).toEqual([]);
  });

  browserTest(
    'people who do not stand next to each other are chosen together, by mouse and by keys, and changed together',
    async () => {
      const { page, troubles } = await world.open('/people');
      const row = (index: number) => grid(page).locator(`[aria-rowindex="${index + 2}"]`);
      const cell = (index: number, col: number) => row(index).getByRole('gridcell').nth(col);
      const chosen = async (): Promise<number[]> => {
        const rows = await grid(page)
          .getByRole('row')
          .filter({ has: page.locator('[aria-selected="true"]') })
          .all();
        const indexes = await Promise.all(rows.map((each) => each.getAttribute('aria-rowindex')));
        return indexes.map((index) => Number(index) - 2).sort((a, b) => a - b);
      };
      await cell(9, 0).waitFor();
      await cell(1, 0).click();
      await cell(1, 1).click({ modifiers: ['Shift'] });
      await cell(4, 3).click({ modifiers: ['ControlOrMeta'] });
      await cell(7, 0).click({ modifiers: ['ControlOrMeta'] });
      // Everybody in the weeks that were chosen first.
      await acts(page).getByText('6 weeks').waitFor();
      await acts(page).getByText('3 people').waitFor();
      expect(await chosen()).toEqual([1, 4, 7]);
      expect(await row(4).locator('[aria-selected="true"]').count()).toBe(2);
      expect(await findingsOf(page)).toEqual([]);
      await cell(4, 0).click({ modifiers: ['ControlOrMeta'] });
      expect(await chosen()).toEqual([1, 7]);
      for (const key of ['ArrowUp', 'ArrowUp', 'Control+ ']) await page.keyboard.press(key);
      await acts(page).getByText('3 people').waitFor();
      expect(await chosen()).toEqual([1, 2, 7]);
      await page.waitForURL(/sel=\w+%7E\w+%7E\w+%3A/);
      await acts(page).getByRole('button', { name: 'Production …' }).click();
      await page.getByRole('radio', { name: 'A ramp' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/^3 people: ramp from W\d\d on/).waitFor();
      await undo(page);
      expect(troubles).toEqual([]);
    },
  );

  browserTest('production changes from a week on, at once or by a ramp', async () => {
    const weeks = await firstWeeks(world);
    const { data } = await world.server().graphql<{ assignments: { nodes: { resourceCn: string }[] } }>(
      `query ($week: IsoWeek!) { assignments(filter: { fromWeek: $week, toWeek: $week }, first: 1) {
        nodes { resourceCn } } }`,
      { week: weeks[0] },
    );
    const cn = data.assignments.nodes[0]?.resourceCn ?? '';
    const { page, troubles } = await world.open(`/people?q=${cn}&sel=${cn}:${weeks[0]}:${weeks[0]}`);
    const cells = rowOf(page, cn).getByRole('gridcell');
    await acts(page).getByRole('button', { name: 'Production …' }).click();
    await page.getByRole('radio', { name: 'A ramp' }).click();
    const weeksOfFirst = page.getByRole('textbox', { name: 'Weeks of stage 1' });
    await weeksOfFirst.fill('2.5');
    await page.getByText('“2.5” is not accepted; it takes whole numbers from 1 to 52').waitFor();
    await weeksOfFirst.fill('2');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/ramp from W\d\d on/).waitFor();
    await cellSays(page, ', 25', '*');
    expect(await cells.nth(2).getAttribute('aria-label')).toMatch(/50\s%/);
    await undo(page);
    expect(troubles).toEqual([]);
  });

  for (const [width, height] of [
    [390, 844],
    [720, 450],
    [1440, 900],
  ] as const)
    browserTest(
      `at ${width} × ${height} the acts stand in the window and cover no cell that arrows lead to`,
      async () => {
        const { page, troubles } = await world.open('/people', { width });
        await page.setViewportSize({ width, height });
        await grid(page).getByRole('gridcell').first().click();
        await acts(page).waitFor();
        const ends = async (): Promise<[number, number]> => {
          const bar = await acts(page).boundingBox();
          return [bar?.y ?? 0, (bar?.y ?? Infinity) + (bar?.height ?? 0)];
        };
        expect((await ends())[1]).toBeLessThanOrEqual(height);
        for (let step = 0; step < 20; step += 1) {
          await page.keyboard.press('ArrowDown');
          await page.locator(`[data-row="${step + 1}"][data-col="0"]:focus`).waitFor();
          const cell = await page.locator(':focus').boundingBox();
          const [top, bottom] = await ends();
          expect((cell?.y ?? Infinity) + (cell?.height ?? 0)).toBeLessThanOrEqual(top);
          expect(bottom).toBeLessThanOrEqual(height);
        }
        expect(troubles).toEqual([]);
      },
    );

  for (const theme of ['light', 'dark'] as const)
    browserTest(
      `with weeks selected, axe-core finds nothing in the ${theme} theme, and 360 px are enough`,
      async () => {
        const { page, troubles } = await world.open('/people?ramp=1', { theme, width: 360 });
        await grid(page).getByRole('gridcell').first().click();
        await acts(page).waitFor();
        expect(await findingsOf(page)).toEqual([]);
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        expect(troubles).toEqual([]);
      },
    );
}
