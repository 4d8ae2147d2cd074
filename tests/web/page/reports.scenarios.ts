import { browserTest, findingsOf } from '../../support/browser';
import type { PageWorld } from '../../support/page-world';

/** Reports, their comparison, tiers, and what other programs connect to. */
export function reportsScenarios(world: PageWorld): void {
  browserTest('a month is closed with a note, and opened again', async () => {
    const { page, troubles } = await world.open('/reports');
    await page
      .getByRole('button', { name: /^Close / })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Note' }).fill('audited');
    await page.getByRole('button', { name: 'Close the month' }).click();
    await page
      .getByRole('button', { name: /^Reopen / })
      .first()
      .click();
    await page.getByRole('dialog').getByText('audited').waitFor();
    await page.getByRole('button', { name: 'Reopen', exact: true }).click();
    await page.getByRole('button', { name: /^Reopen / }).waitFor({ state: 'detached' });
    expect(await findingsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  browserTest('two reports are compared by month and by line of business', async () => {
    const { page, troubles } = await world.open('/reports?tab=comparison');
    const lines = page.getByRole('region', { name: 'By line of business' });
    await lines.getByRole('row').nth(1).waitFor();
    const months = page.getByRole('region', { name: 'By month' }).getByRole('row');
    // Six months of each of two reports that follow each other are seven, below the heading.
    expect(await months.count()).toBe(8);
    expect(troubles).toEqual([]);
  });

  browserTest('a tier that another one is called is refused beside the form, in words', async () => {
    const { page, troubles } = await world.open('/reports?tab=tiers');
    const first = page.getByRole('region', { name: 'Production tiers' }).getByRole('rowheader').first();
    const taken = (await first.textContent()) ?? '';
    await page.getByRole('button', { name: 'New tier …' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(taken);
    await page.getByRole('button', { name: 'Save' }).click();
    const refusal = page.getByRole('dialog').getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain(taken);
    expect(troubles).toEqual([]);
  });

  browserTest('Connect offers each table to Power BI and Excel, and runs a stored operation', async () => {
    const { page, troubles } = await world.open('/connect?of=powerbi%2Fweekly-detail');
    const { data } = (await (await fetch(`${world.server().url}/api/v2/reports/powerbi`)).json()) as {
      data: { title: string }[];
    };
    await page.getByRole('button', { name: /Table/ }).click();
    const offered = await page.getByRole('option').allTextContents();
    expect([...offered].sort()).toEqual(data.map(({ title }) => title).sort());
    expect(offered).toEqual(expect.arrayContaining(['Comparison', 'Capacity by tier']));
    await page.getByRole('option', { name: 'Comparison' }).click();
    for (const link of ['download the ready project', 'the script', 'that of all tables']) {
      const address = await page.getByRole('link', { name: link }).getAttribute('href');
      expect([link, (await fetch(address ?? '')).status]).toEqual([link, 200]);
    }
    expect(await page.getByRole('link', { name: 'the script' }).getAttribute('href')).toContain(
      '/powerbi/comparison.pq',
    );
    await page.goto(`${world.server().url}/connect?of=powerbi%2Fweekly-detail`);
    const file = page.getByRole('link', { name: 'Download the connection file' });
    await file.waitFor();
    expect(await file.getAttribute('href')).toBe(
      `${world.server().url}/api/v2/reports/powerbi/weekly-detail.pbids`,
    );
    expect((await fetch((await file.getAttribute('href')) ?? '')).status).toBe(200);
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('Status 200').waitFor();
    expect(await findingsOf(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });
}
