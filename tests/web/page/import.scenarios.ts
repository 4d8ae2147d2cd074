import type { Page } from 'playwright-core';
import { browserTest, findingsOf, overflowOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

const HEADER = 'CN,FirstName,LastName,Location,PrimaryPlatform,State,Skills,ProductionPercentage';
const GOOD = 'ZZ990001,Ann,Example,Domestic,Amisys,FL,FTC-Basic/Non MMP,1';
/** Three rows that cannot be read, each for a reason of its own. */
const BROKEN = [
  'ZZ990002,Ben,Example,Moon,Amisys,FL,FTC-Basic/Non MMP,1',
  'ZZ990003,Cas,Example,Domestic,Amisys,FL,FTC-Basic/Non MMP,lots',
  ',Dan,Example,Domestic,Amisys,FL,FTC-Basic/Non MMP,1',
];
const ROSTER = [HEADER, GOOD, ...BROKEN, ''].join('\n');

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

const choose = (page: Page, name: string, text: string): Promise<void> =>
  page.locator('input[type=file]').setInputFiles(fileOf(name, text));

async function namesOf(world: PageWorld, cn: string): Promise<string | undefined> {
  const { data } = await world
    .server()
    .graphql<{ resource: { firstName: string } | null }>(
      'query ($cn: String!) { resource(cn: $cn) { firstName } }',
      { cn },
    );
  return data.resource?.firstName;
}

/** Files. */
export function importScenarios(world: PageWorld): void {
  browserTest(
    'a roster with broken rows: each is named, the good rows go in by choice, and Undo takes them back',
    async () => {
      const { page, troubles } = await world.open('/import');
      await choose(page, 'people.csv', ROSTER);
      const rows = page.getByRole('region', { name: 'Rows of the file' });
      await rows.getByText('Moon', { exact: true }).waitFor();
      const refused = (await rows.getByRole('row').allTextContents()).slice(1);
      // The header is row 1, the good row 2.
      expect(refused.map((text) => text.slice(0, 9))).toEqual(['3ZZ990002', '4ZZ990003', '5unreadab']);
      expect(refused[0]).toContain('expected Domestic, Global');
      expect(await findingsOf(page)).toEqual([]);
      expect(await namesOf(world, 'ZZ990001')).toBeUndefined();

      await page.getByRole('button', { name: 'Apply the 1 good row: 1 new' }).click();
      await page.getByText('Saved: 1 new').waitFor();
      expect(await namesOf(world, 'ZZ990001')).toBe('Ann');
      // What has become of the data comes first: who is new, by name.
      await rows.getByText('Ann Example · ').waitFor();
      expect((await rows.getByRole('row').allTextContents()).slice(1)).toEqual([
        expect.stringMatching(/^2ZZ990001Ann Example · .*Domestic.*Amisys/),
      ]);
      expect(await findingsOf(page)).toEqual([]);

      await page.getByRole('button', { name: 'Undo the import' }).click();
      await page.getByText('Taken back:').waitFor();
      expect(await namesOf(world, 'ZZ990001')).toBeUndefined();
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'who is new and works on a platform that nobody knows is named beside the good rows',
    async () => {
      const odd = GOOD.replace('ZZ990001', 'ZZ990004').replace('Amisys', 'Amisis');
      const { page, troubles } = await world.open('/import');
      await choose(page, 'odd.csv', [HEADER, odd, BROKEN[0], ''].join('\n'));
      const said =
        /Worth a look: ZZ990004: "Amisis" is not a known platform; expected .*, or no demand of these fits/;
      await page.getByText(said).waitFor();
      await page.getByRole('button', { name: 'Apply the 1 good row: 1 new' }).click();
      await page.getByText('Saved: 1 new').waitFor();
      await page.getByText(said).waitFor();
      expect(await findingsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Undo the import', disabled: false }).click();
      await page.getByText('Taken back:').waitFor();
      expect(troubles).toEqual([]);
    },
  );

  browserTest('files that went in last have their way back, or the reason why there is none', async () => {
    const { page, troubles } = await world.open('/import');
    await choose(page, 'late.csv', [HEADER, GOOD, ''].join('\n'));
    await page.getByRole('button', { name: 'Apply: 1 new' }).click();
    await page.getByText('Saved: 1 new').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    const latest = page.getByRole('region', { name: 'Files that went in last' });
    const undo = latest.getByRole('button', { name: 'Undo the import: late.csv', disabled: false });
    await undo.waitFor();
    // The newest report of the demo took over months of the one before.
    const report = latest.getByRole('listitem').filter({ hasText: 'forecast_April_2025.xlsx' });
    await report.getByText(/imported a report that froze May-25, Jun-25/).waitFor();
    expect(await report.getByRole('button').isDisabled()).toBe(true);
    expect(await findingsOf(page)).toEqual([]);
    await undo.click();
    await latest.getByText('taken back', { exact: true }).first().waitFor();
    // Other files of the list may be taken back already: the person tells when this one is.
    for (let tries = 0; tries < 100 && (await namesOf(world, 'ZZ990001')) !== undefined; tries += 1)
      await page.waitForTimeout(100);
    expect(await namesOf(world, 'ZZ990001')).toBeUndefined();
    await latest.getByRole('link', { name: 'late.csv' }).click();
    await page.getByText(/was taken back by/).waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest('a file is chosen, checked and applied by keyboard alone', async () => {
    const { page, troubles } = await world.open('/import');
    // The heading takes the focus once the section is there.
    await page.getByRole('heading', { level: 1 }).waitFor();
    const button = page.getByRole('button', { name: 'Choose a file …' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.press('Enter')]);
    await chooser.setFiles(fileOf('people.csv', [HEADER, GOOD, ''].join('\n')));
    await page.getByRole('button', { name: 'Apply: 1 new' }).waitFor();
    await page.getByRole('button', { name: 'Start over' }).focus();
    // Options, then the button.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Saved: 1 new').waitFor();
    await page.getByRole('button', { name: 'Undo the import', disabled: false }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Taken back:').waitFor();
    // The pressed button has gone: the keyboard goes on from what says so.
    await page
      .locator(':focus')
      .filter({ hasText: /^Taken back:/ })
      .waitFor();
    expect(await namesOf(world, 'ZZ990001')).toBeUndefined();
    expect(troubles).toEqual([]);
  });

  browserTest('what changed is shown before and after; what is stored just so needs nothing', async () => {
    const { data } = await world.server().graphql<{
      resources: { nodes: { cn: string; firstName: string }[] };
    }>('{ resources(first: 1) { nodes { cn firstName } } }');
    const [person] = data.resources.nodes;
    const { page, troubles } = await world.open('/import');
    await choose(page, 'people.csv', `CN,FirstName\n${person?.cn},Zed\n`);
    await page.getByRole('button', { name: 'Apply: 1 changed' }).waitFor();
    const change = page.getByRole('region', { name: 'Rows of the file' }).getByRole('cell').last();
    expect(await change.textContent()).toContain(`first name ${person?.firstName} → Zed`);
    await choose(page, 'same.csv', `CN,FirstName\n${person?.cn},${person?.firstName}\n`);
    await page.getByText('everything in the file is stored just so').waitFor();
    expect(troubles).toEqual([]);
  });

  browserTest(
    'an option that the server asks for is opened and marked, and the file is checked again with it',
    async () => {
      const { page, troubles } = await world.open('/import', { theme: 'dark' });
      const lines = ['date,work_type,name', '5/6/2027,Domestic,Day of tests', ''];
      await choose(page, 'days.csv', lines.join('\n'));
      await page.getByText('asked for').waitFor();
      await page.getByRole('button', { name: /Dates such as/ }).click();
      await page.getByRole('option', { name: 'begin with the day' }).click();
      await page.getByRole('button', { name: 'Apply: 1 new' }).waitFor();
      await page.getByText('2027-06-05').first().waitFor();
      expect(await findingsOf(page)).toEqual([]);
      // The browser itself notes the refused request.
      expect(troubles.filter((trouble) => !trouble.includes('status of 400'))).toEqual([]);
    },
  );

  browserTest('what is no kind of file is said, with the kinds to choose from; all fits 360 px', async () => {
    const { page, troubles } = await world.open('/import', { width: 360 });
    await choose(page, 'notes.csv', 'dear,all\nplease,read\n');
    await page.getByText('not recognised by its columns').waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await choose(page, 'people.csv', ROSTER);
    await page.getByText('refused.').waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(troubles).toEqual([]);
  });

  browserTest('a long file shows how far it is, and Stop asks the server to stop', async () => {
    const { page, troubles } = await world.open('/import');
    // A file that takes so long would make the test as slow: the job's answers are played, the page is real.
    const asked: string[] = [];
    await page.route('**/api/v2/resources/bulk-import**', (route) =>
      route.fulfill({ status: 202, json: { job_id: 'long' } }),
    );
    await page.route('**/api/v2/jobs/long', (route) => {
      asked.push(route.request().method());
      return route.fulfill({
        json: {
          status: 'running',
          percent: 40,
          stage: 'saving',
          details: { rows: 61_000 },
          result: null,
          error: null,
        },
      });
    });
    await choose(page, 'people.csv', ROSTER);
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    expect(await bar.getAttribute('value')).toBe('40');
    await page.getByText('comparing with what is stored, 61,000 rows').waitFor();
    expect(await findingsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped: nothing was saved.').waitFor();
    expect(asked.at(-1)).toBe('DELETE');
    await page.unroute('**/api/v2/resources/bulk-import**');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('refused.').waitFor();
    expect(troubles).toEqual([]);
  });
}
