import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

interface Week {
  year: number;
  weekNumber: number;
  weekStartDate: string;
  workingDays: number;
  version: number;
  month: string;
}

/** Domestic weeks of the report's second month, with five working days. */
async function weeksOf(world: PageWorld): Promise<Week[]> {
  const month = await world.month(1);
  const { data } = await world.server().graphql<{ weekConfigs: { nodes: Week[] } }>(
    `query ($years: [Int!]) { weekConfigs(first: 1000, filter: { years: $years, workTypes: [DOMESTIC] }) {
      nodes { year weekNumber weekStartDate workingDays version month } } }`,
    { years: [Number(month.slice(0, 4))] },
  );
  return data.weekConfigs.nodes.filter((week) => week.month === month && week.workingDays === 5);
}

async function capacity(world: PageWorld): Promise<number> {
  const { data } = await world
    .server()
    .graphql<{ capacityTree: { metrics: { capacity: number } } }>(
      'query ($month: YearMonth!) { capacityTree(month: $month) { metrics { capacity } } }',
      { month: await world.month(1) },
    );
  return data.capacityTree.metrics.capacity;
}

const nameOf = ({ weekNumber }: Week): string => `W${String(weekNumber).padStart(2, '0')}`;
const figure = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Weeks, months and holidays. */
export function calendarScenarios(world: PageWorld): void {
  browserTest(
    'a week is edited in its place by keyboard, refused in words, saved; capacity moves; Undo',
    async () => {
      const [week] = await weeksOf(world);
      if (!week) throw new Error('The demo has no week of five days');
      const before = await capacity(world);
      const { page, troubles } = await world.open(`/calendar?year=${week.year}`);
      await page.getByRole('button', { name: `Edit ${nameOf(week)}` }).focus();
      await page.keyboard.press('Enter');
      const days = page.getByRole('textbox', { name: 'Working days' });
      await page.locator('form :focus').waitFor();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('9');
      await page.keyboard.press('Enter');
      await page.getByText('Working days: 9 is not accepted; expected a whole number from 0 to 7').waitFor();
      expect(await findingsOf(page)).toEqual([]);
      await days.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('3');
      await page.keyboard.press('Enter');
      await page.getByText('Capacity has moved:').waitFor();
      const after = await capacity(world);
      expect(after).toBeLessThan(before);
      const moved = await page.getByText('Capacity has moved:').locator('..').textContent();
      expect(moved).toContain(`${figure(before)} → ${figure(after)}`);
      await page.getByRole('button', { name: 'Undo' }).click();
      // What moved is back where it was: neither the old words stay nor that nothing has moved.
      await page.getByText('Undone').waitFor();
      await page.getByText('Capacity has moved:').waitFor({ state: 'detached' });
      expect(await page.getByText('No capacity of this report’s months has moved.').count()).toBe(0);
      expect(await capacity(world)).toBe(before);
      expect(troubles).toEqual([]);
    },
  );

  browserTest('a week that somebody else has changed meanwhile is refused in words', async () => {
    const [week] = await weeksOf(world);
    if (!week) throw new Error('The demo has no week of five days');
    const { page, troubles } = await world.open(`/calendar?year=${week.year}`);
    await page.getByRole('button', { name: `Edit ${nameOf(week)}` }).click();
    await page.getByRole('textbox', { name: 'Working days' }).fill('4');
    const other = { year: week.year, weekNumber: week.weekNumber, workType: 'DOMESTIC', workHours: 7.5 };
    await world
      .server()
      .graphql(
        'mutation ($input: SetWeekConfigInput!) { setWeekConfig(input: $input) { userErrors { message } } }',
        { input: other },
      );
    await page.getByRole('button', { name: 'Save' }).click();
    const alert = page.getByRole('form').getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/version/);
    expect(await findingsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Start again from what is stored' }).click();
    const hours = page.getByRole('textbox', { name: 'Hours a day' });
    while ((await hours.inputValue()) !== '7.5');
    expect(await page.getByRole('textbox', { name: 'Working days' }).inputValue()).toBe('5');
    await hours.fill('8.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is set by hand').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone').waitFor();
    const { data } = await world
      .server()
      .graphql<{ history: { nodes: { id: string }[] } }>('{ history(first: 3) { nodes { id } } }');
    // The latest is the undoing of the one before; the third is what somebody else did.
    await world
      .server()
      .graphql('mutation ($id: ID!) { revertChangeSet(id: $id) { userErrors { message } } }', {
        id: data.history.nodes[2]?.id,
      });
    expect(troubles).toEqual([]);
  });

  browserTest('a year opens at the month we are in, and keeps the place that somebody goes to', async () => {
    const [report = '', today] = [await world.month(0), new Date().toISOString().slice(0, 7)];
    const year = report.slice(0, 4);
    const { page, troubles } = await world.open(`/calendar?year=${year}`);
    const weeks = page.getByRole('region', { name: 'Weeks' });
    const month = weeks.locator(`#weeks-${today.startsWith(year) ? today : report}`);
    await month.waitFor();
    // Below the heading of the table, or as far down as it goes.
    const box = `document.querySelector('[role="region"][aria-label="Weeks"]')`;
    const isAtEnd = (): Promise<boolean> =>
      page.evaluate<boolean>(`${box}.scrollTop + ${box}.clientHeight >= ${box}.scrollHeight - 1`);
    const below = async (): Promise<number> =>
      ((await month.boundingBox())?.y ?? Infinity) - ((await weeks.boundingBox())?.y ?? 0);
    for (let tries = 0; tries < 50 && (await below()) > 60 && !(await isAtEnd()); tries += 1)
      await page.waitForTimeout(100);
    expect((await below()) < 60 || (await isAtEnd())).toBe(true);
    const table = await weeks.boundingBox();
    expect(await below()).toBeLessThan(table?.height ?? 0);
    const heading = await weeks.getByRole('columnheader', { name: 'Days', exact: true }).boundingBox();
    expect((heading?.y ?? Infinity) - (table?.y ?? 0)).toBeLessThan(4);
    await page.getByRole('button', { name: 'Go to January' }).click();
    await page.getByRole('radio', { name: 'Global' }).click();
    await page.waitForURL(/work=GLOBAL/);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(`${box}.scrollTop`)).toBeLessThan(60);
    expect(await findingsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  browserTest(
    'a day that is a holiday already is renamed only by somebody who has read its name',
    async () => {
      const year = (await world.month(0)).slice(0, 4);
      const { page, troubles } = await world.open(`/calendar?year=${year}&tab=holidays`);
      const [name, day] = [page.getByRole('textbox', { name: 'Holiday' }), page.getByLabel('Date')];
      await day.fill(`${year}-03-18`);
      await name.fill('First name');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'Remove First name' }).waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: 'is First name already; a day has one name.' })
        .waitFor();
      await name.fill('Second name');
      await page.getByText('“Second name” would take its place.').waitFor();
      expect(await page.getByRole('button', { name: 'Add', exact: true }).count()).toBe(0);
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.getByText('First name is called Second name now').waitFor();
      await page.getByRole('button', { name: 'Remove Second name' }).click();
      await page.getByRole('button', { name: 'Remove Second name' }).waitFor({ state: 'detached' });
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'a holiday makes its week out of date, generating takes it in, capacity moves, and Undo takes it back',
    async () => {
      const [, week] = await weeksOf(world);
      if (!week) throw new Error('The demo has no second week of five days');
      const before = await capacity(world);
      const { page, troubles } = await world.open(`/calendar?year=${week.year}&tab=holidays`);
      await page.getByLabel('Date').fill(week.weekStartDate);
      await page.getByRole('textbox', { name: 'Holiday' }).fill('Day of tests');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('1 week is out of date').waitFor();
      await page.getByRole('tab', { name: 'Weeks' }).click();
      const row = page.getByRole('row', { name: new RegExp(`^${nameOf(week)} `) });
      expect(await row.textContent()).toContain('Day of tests');
      expect(await row.textContent()).toContain('out of date');
      expect(await capacity(world)).toBe(before);
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: `Generate ${week.year} …` }).click();
      await page.getByRole('dialog').getByText('1 would change').waitFor();
      await page.getByRole('dialog').getByText('5 → 4 days').waitFor();
      expect(await findingsOf(page)).toEqual([]);
      // What was only tried is not taken for what is stored.
      await page.getByRole('button', { name: 'Cancel' }).click();
      expect(await row.getByRole('cell').first().textContent()).toBe('5');
      await page.getByRole('button', { name: `Generate ${week.year} …` }).click();
      await page.getByRole('button', { name: 'Generate 1', exact: true }).click();
      await page.getByText('Capacity has moved:').waitFor();
      expect(await capacity(world)).toBeLessThan(before);
      await page
        .getByRole('alertdialog', { name: `The weeks of ${week.year} are generated` })
        .getByRole('button', { name: 'Undo' })
        .click();
      await page.getByText('1 week is out of date').waitFor();
      expect(await capacity(world)).toBe(before);
      await page.getByRole('tab', { name: 'Holidays' }).click();
      await page.getByRole('button', { name: 'Remove Day of tests' }).click();
      await page.getByText('Every generated week follows').waitFor();
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'a month is closed from the calendar and opened again; months and weeks fit 360 px in the dark',
    async () => {
      const month = await world.month(5);
      const { page, troubles } = await world.open(`/calendar?year=${month.slice(0, 4)}&tab=months`, {
        theme: 'dark',
        width: 360,
      });
      const name = new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-US', {
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
      await page.getByRole('button', { name: `Close ${name}` }).click();
      await page.getByRole('button', { name: 'Close the month' }).click();
      await page.getByRole('button', { name: `Reopen ${name}` }).waitFor();
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      await page.getByRole('tab', { name: 'Weeks' }).click();
      const weeks = page.getByRole('region', { name: 'Weeks' });
      await weeks.getByText('Independence Day').first().waitFor();
      const beyond = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('[aria-label=Weeks]'))`;
      expect(await page.evaluate(beyond)).toBe(0);
      await page.getByRole('tab', { name: 'Months' }).click();
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: `Reopen ${name}` }).click();
      await page.getByRole('button', { name: 'Reopen', exact: true }).click();
      await page.getByRole('button', { name: `Close ${name}` }).waitFor();
      await page.getByRole('tab', { name: 'Weeks' }).click();
      await page.getByRole('region', { name: 'Weeks' }).waitFor();
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      expect(troubles).toEqual([]);
    },
  );
}
