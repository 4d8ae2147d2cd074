import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
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

interface PersonWeek {
  id: string;
  week: string;
  resourceCn: string;
  assignmentType: string;
  productionPercentage: number;
  note: string | null;
  demandMainLob: string;
  demandState: string;
  demandCaseType: string;
}

/** The assignments that match, by week. */
async function assignmentsIn(world: PageWorld, filter: object): Promise<PersonWeek[]> {
  const { data } = await world.server().graphql<{ assignments: { nodes: PersonWeek[] } }>(
    `query ($filter: AssignmentFilterInput) { assignments(first: 1000, filter: $filter) { nodes {
      id week resourceCn assignmentType productionPercentage note demandMainLob demandState demandCaseType } } }`,
    { filter },
  );
  return data.assignments.nodes;
}

const changeSkills = (world: PageWorld, cn: string, skills: string): Promise<unknown> =>
  world.server().graphql(
    `mutation ($cn: String!, $skills: String!) {
      updateResource(cn: $cn, input: { skills: $skills }) { userErrors { message } } }`,
    { cn, skills },
  );

async function skillsOf(world: PageWorld, cn: string): Promise<string> {
  const { data } = await world
    .server()
    .graphql<{ resource: { skills: string } }>('query ($cn: String!) { resource(cn: $cn) { skills } }', {
      cn,
    });
  return data.resource.skills;
}

/** The panel of the demand that somebody of the plan works on in a month, with that person open. */
async function openPerson(world: PageWorld, index: number) {
  const [month, weeks] = [await world.month(index), await world.weeks(index)];
  const ofMonth = { fromWeek: weeks[0], toWeek: weeks.at(-1) };
  const [first] = (await assignmentsIn(world, ofMonth)).filter(
    ({ assignmentType }) => assignmentType !== 'MANUAL',
  );
  if (!first) throw new Error('The demo has nobody assigned by a plan');
  const demand = [first.demandMainLob, first.demandState, first.demandCaseType].join('|');
  const { page, troubles } = await world.open(
    `/capacity?month=${month}&demand=${encodeURIComponent(demand)}`,
  );
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: first.resourceCn }).click();
  await panel.getByRole('group', { name: 'Weeks to change' }).waitFor();
  const mine = { resourceCns: [first.resourceCn], ...ofMonth };
  return { page, troubles, panel, cn: first.resourceCn, read: () => assignmentsIn(world, mine) };
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('Undone').last().waitFor();
}

/** The tree and the panel of a demand. */
export function capacityScenarios(world: PageWorld): void {
  for (const width of [700, 360])
    browserTest(
      `at ${width} px no figure is lost: the others are a scroll or a Tab away, beside the names`,
      async () => {
        const { page, troubles } = await world.open('/capacity', { width });
        await tree(page).locator('[data-level="1"]').first().waitFor();
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        const row = tree(page).locator('[data-level="1"]').first();
        const name = row.getByRole('rowheader');
        const inSight = await tree(page).boundingBox();
        const [left, right] = [inSight?.x ?? 0, (inSight?.x ?? 0) + (inSight?.width ?? 0)];
        for (const column of ['Gap', 'Coverage', 'Capacity', 'People', 'FTE', 'Required']) {
          await tree(page).getByRole('button', { name: column, exact: true }).focus();
          const box = await tree(page).getByRole('columnheader', { name: column, exact: true }).boundingBox();
          const names = await name.boundingBox();
          // On a phone the names stand above the figures, elsewhere before them.
          const covered = width < 640 ? left : (names?.x ?? 0) + (names?.width ?? 0);
          expect(Math.round(box?.x ?? 0)).toBeGreaterThanOrEqual(Math.floor(covered) - 1);
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(right + 1);
          expect(names?.x).toBeGreaterThanOrEqual(left);
        }
        expect(await findingsOf(page)).toEqual([]);
        expect(troubles).toEqual([]);
      },
    );

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
    await page.waitForURL(/[?&]q=ftc(&|$)/);
    // The total is that of rows that are hidden, too: so it says.
    const counted = (await page.getByText(/^[\d,]+ of [\d,]+ demands$/).textContent()) ?? '';
    const [, shown, all] = /^([\d,]+) of ([\d,]+) demands$/.exec(counted) ?? [];
    // Only the rows in sight are drawn.
    expect(Number(shown)).toBeGreaterThanOrEqual(found.length);
    expect(Number(shown)).toBeLessThan(Number(all));
    await tree(page).getByText(`Total of all ${all}`, { exact: true }).waitFor();
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

  browserTest(
    'a week in the panel takes a percentage of its own and stays what it is otherwise',
    async () => {
      const { page, troubles, panel, read } = await openPerson(world, 1);
      const before = await read();
      for (const week of await panel
        .getByRole('group', { name: 'Weeks to change' })
        .getByRole('button')
        .all())
        await week.click();
      await panel.getByRole('group', { name: 'Weeks to change' }).getByRole('button').first().click();
      await panel.getByRole('button', { name: 'Production …' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /^Only W\d\d$/ }).waitFor();
      const production = dialog.getByRole('textbox', { name: 'Production' });
      const save = dialog.getByRole('button', { name: 'Save' });
      // What is typed is never moved into the range, and never sent from outside it.
      await production.fill('150');
      await dialog.getByText('“150” is not accepted; it takes 0 % to 100 %').waitFor();
      await save.click();
      await dialog.getByText('Nothing is sent').waitFor();
      expect(await read()).toEqual(before);
      await production.fill('62,5');
      await dialog.getByText('1 week only, for leave or training').waitFor();
      expect(await findingsOf(page)).toEqual([]);
      await save.click();
      await page.getByText(/: 1 week at 62\.5 %/).waitFor();
      const [first, ...rest] = before;
      expect(await read()).toEqual([{ ...first, productionPercentage: 0.625 }, ...rest]);
      // Once more the same: nothing changes, so nothing is offered to be undone.
      await panel.getByRole('button', { name: 'Production …' }).click();
      await save.click();
      await page.getByText('Nothing to change: it is so already').waitFor();
      expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1);
      await undo(page);
      expect(await read()).toEqual(before);
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'the keyboard keeps its place when a person is moved away and when the panel closes',
    async () => {
      const { page, troubles, panel } = await openPerson(world, 1);
      const focused = (): Promise<string> =>
        page.evaluate('document.activeElement === document.body ? "" : document.activeElement.outerHTML');
      const people = panel.getByRole('button', { expanded: true });
      await panel.getByRole('button', { name: 'Move …' }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').click();
      await page.getByRole('option').first().click();
      await dialog.getByRole('button', { name: 'Move', exact: true }).focus();
      await page.keyboard.press('Enter');
      await people.waitFor({ state: 'detached' });
      for (let tries = 0; tries < 50 && (await focused()) === ''; tries += 1) await page.waitForTimeout(100);
      expect(await panel.locator(':focus').or(page.locator('aside:focus')).count()).toBe(1);
      await undo(page);
      await panel.getByRole('button', { name: 'Close panel' }).focus();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expect(await focusedRow(page)).toContain('|');
      expect(troubles).toEqual([]);
    },
  );

  browserTest('beside an open panel every column has room, and names keep to one line', async () => {
    const { mainLob, state, caseType } = await helpable(world, await world.month(0));
    const demand = encodeURIComponent([mainLob, state, caseType].join('|'));
    const { page, troubles } = await world.open(`/capacity?demand=${demand}`, { width: 1440 });
    await tree(page).getByRole('row', { selected: true }).waitFor();
    await page.locator('aside').waitFor();
    expect(await tree(page).evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
    const names = tree(page).locator('[data-level="1"] [title]');
    for (const name of await names.all()) {
      expect((await name.boundingBox())?.height).toBeLessThan(24);
      expect(await name.getAttribute('title')).toBe(await name.textContent());
    }
    expect(await tree(page).getByRole('columnheader', { name: 'Required' }).isVisible()).toBe(true);
    expect(troubles).toEqual([]);
  });

  browserTest('on a phone the total says its name, and six months have room', async () => {
    const { page, troubles } = await world.open('/capacity', { width: 360 });
    const total = tree(page).getByRole('row').filter({ hasText: 'Total' });
    await total.getByText('Total', { exact: true }).waitFor();
    const months = await total.getByRole('img').boundingBox();
    expect((months?.x ?? Infinity) + (months?.width ?? 0)).toBeLessThanOrEqual(360 - 12);
    expect(troubles).toEqual([]);
  });

  browserTest('a link to a line of business begins with it, however far down it stands', async () => {
    const { page, troubles } = await world.open('/capacity');
    const lines = tree(page).locator('[data-level="1"]');
    await lines.first().waitFor();
    const lob = await lines.last().getAttribute('data-key');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${world.server().url}/capacity?open=${encodeURIComponent(lob ?? '')}`);
    const below = tree(page).locator('[data-level="2"]').first();
    await below.waitFor();
    const bottomOf = async (part: typeof below): Promise<number> => {
      const box = await part.boundingBox();
      return (box?.y ?? Infinity) + (box?.height ?? 0);
    };
    const end = await bottomOf(tree(page));
    for (let tries = 0; tries < 50 && (await bottomOf(below)) > end; tries += 1)
      await page.waitForTimeout(100);
    expect(await bottomOf(below)).toBeLessThanOrEqual(end);
    expect(troubles).toEqual([]);
  });

  browserTest('who lost the skill in the meantime is not moved, and is once somebody says why', async () => {
    const { page, troubles, panel, cn, read } = await openPerson(world, 1);
    const before = await read();
    const skills = await skillsOf(world, cn);
    await panel.getByRole('button', { name: 'Move …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await page.getByRole('option').first().click();
    await changeSkills(world, cn, 'Nothing in particular');
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    // Once for all weeks, of the person whose name the title has.
    const refusal = (await dialog.getByRole('alert').textContent()) ?? '';
    expect(before.length).toBeGreaterThan(1);
    expect(refusal).toContain(`The server refused ${before.length} weeks:`);
    expect(refusal.match(/has the skills/g)).toHaveLength(1);
    expect(refusal).not.toContain(cn);
    expect(await read()).toEqual(before);
    await dialog.getByLabel('Move them all the same, because').fill('covers for a week');
    await dialog.getByRole('button', { name: 'Move all the same' }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = await read();
    expect(after.every(({ note }) => note === 'covers for a week')).toBe(true);
    await undo(page);
    expect(await read()).toEqual(before);
    await changeSkills(world, cn, skills);
    expect(troubles).toEqual([]);
  });

  browserTest('a dialog about somebody whom others take off the demand says so when it goes', async () => {
    const { page, troubles, panel, read } = await openPerson(world, 1);
    const before = await read();
    await panel.getByRole('button', { name: 'Production …' }).click();
    await page.getByRole('dialog').waitFor();
    const { data } = await world
      .server()
      .graphql<{ deallocateAssignments: { userErrors: unknown[] } }>(
        'mutation ($ids: [ID!]!) { deallocateAssignments(ids: $ids) { userErrors { message } } }',
        { ids: before.map(({ id }) => id) },
      );
    expect(data.deallocateAssignments.userErrors).toEqual([]);
    await page.getByText(/ is no longer on this demand$/).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const latest = await world
      .server()
      .graphql<{ history: { nodes: { id: string }[] } }>('{ history(first: 1) { nodes { id } } }');
    await world
      .server()
      .graphql('mutation ($id: ID!) { revertChangeSet(id: $id) { userErrors { message } } }', {
        id: latest.data.history.nodes[0]?.id,
      });
    expect((await read()).map(({ resourceCn, week }) => [resourceCn, week])).toEqual(
      before.map(({ resourceCn, week }) => [resourceCn, week]),
    );
    expect(troubles).toEqual([]);
  });

  browserTest('a candidate who no longer fits is refused in place, and assigned with a reason', async () => {
    const month = await world.month(1);
    const demand = await helpable(world, month);
    const key = encodeURIComponent([demand.mainLob, demand.state, demand.caseType].join('|'));
    const { page, troubles } = await world.open('/connect');
    // The candidates that came first stay on screen: later answers are held back.
    let answers = 0;
    await page.route(/PageCandidates/, (route) => {
      answers += 1;
      return answers > 1 ? undefined : route.continue();
    });
    await page.goto(`${world.server().url}/capacity?month=${month}&demand=${key}`);
    const candidate = page
      .getByRole('complementary')
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^Assign / }) })
      .first();
    await candidate.waitFor();
    const name = await candidate.locator('b').first().textContent();
    const { data } = await world.server().graphql<{ candidates: { cn: string }[] }>(
      `query ($demand: DemandInput!, $month: YearMonth!) {
        candidates(demand: $demand, when: { month: $month }, first: 1) { cn } }`,
      { demand, month },
    );
    const cn = data.candidates[0]?.cn ?? '';
    const skills = await skillsOf(world, cn);
    await changeSkills(world, cn, 'Nothing in particular');
    await candidate.getByRole('button', { name: /^Assign / }).click();
    await candidate.getByRole('alert').waitFor();
    expect(await candidate.getByRole('alert').textContent()).toMatch(/is needed/);
    await candidate.getByLabel('Assign them all the same, because').fill('trained last week');
    await candidate.getByRole('button', { name: 'Assign all the same' }).click();
    await page.getByText(new RegExp(`${name}: \\d weeks? assigned to`)).waitFor();
    const written = await assignmentsIn(world, { resourceCns: [cn] });
    expect(written.some(({ note }) => note === 'trained last week')).toBe(true);
    await undo(page);
    await changeSkills(world, cn, skills);
    expect(troubles).toEqual([]);
  });

  browserTest('acts keep their place while the reason comes, and while another is worked out', async () => {
    const month = await world.month(1);
    const { mainLob, state, caseType } = await helpable(world, month);
    const key = encodeURIComponent([mainLob, state, caseType].join('|'));
    const { page, troubles } = await world.open('/connect');
    const held: (() => Promise<void>)[] = [];
    await page.route(/PageWhyShort/, (route) => void held.push(() => route.continue()));
    const release = async (): Promise<void> => {
      for (let tries = 0; tries < 100 && held.length === 0; tries += 1) await page.waitForTimeout(100);
      await held.shift()?.();
    };
    await page.goto(`${world.server().url}/capacity?month=${month}&demand=${key}`);
    const panel = page.getByRole('complementary');
    const act = panel.getByRole('button', { name: /^Assign / }).first();
    await act.waitFor();
    const place = async (): Promise<number> => Math.round((await act.boundingBox())?.y ?? -1);
    // Figures of the leaf stand above, too, and come in their own time.
    await panel.getByText('W23').first().waitFor();
    const first = await place();
    await release();
    await panel.getByText('One more person adds').waitFor();
    expect(await place()).toBe(first);
    // Somebody else's change: what was known stays, and says that it is being worked out again.
    const other = 'AA100580';
    const skills = await skillsOf(world, other);
    await changeSkills(world, other, `${skills};Another`);
    await panel.getByText('worked out again').waitFor();
    expect(await panel.getByText('One more person adds').count()).toBe(1);
    expect(await place()).toBe(first);
    await release();
    await panel.getByText('worked out again').waitFor({ state: 'detached' });
    expect(await place()).toBe(first);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await changeSkills(world, other, skills);
    expect(troubles).toEqual([]);
  });

  browserTest('on a phone the panel fills the screen, and its months can be chosen', async () => {
    const { mainLob, state, caseType } = await helpable(world, await world.month(1));
    const key = encodeURIComponent([mainLob, state, caseType].join('|'));
    const { page, troubles } = await world.open(`/capacity?demand=${key}`, { theme: 'dark', width: 360 });
    // Clicked where it is painted: a list that is squeezed to nothing takes no click.
    await page.getByRole('complementary').getByRole('list').first().getByRole('link').nth(2).click();
    await page.waitForURL(new RegExp(`month=${await world.month(2)}`));
    await page.getByRole('complementary').getByText('What would help').waitFor();
    expect(await findingsOf(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(troubles).toEqual([]);
  });
}
