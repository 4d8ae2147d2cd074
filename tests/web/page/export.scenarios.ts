import { browserTest } from '../../support/browser';
import { exportedCsv, exportedXlsx } from '../../support/exported';
import type { PageWorld } from '../../support/page-world';

interface ComparedMonth {
  month: string;
  gap: { current: number | null; prior: number | null; delta: number | null };
}

/** Every table that is shown can be taken along as it is shown. */
export function exportScenarios(world: PageWorld): void {
  browserTest(
    'the calendar exports the tab that is open: weeks, months or holidays of its year',
    async () => {
      const { page, troubles } = await world.open('/calendar?year=2025&work=GLOBAL');
      const weeks = await exportedXlsx(page);
      // 2025 has 52 ISO weeks; the first begins in 2024.
      expect([weeks.fileName, weeks.rows.length]).toEqual(['weeks-2025-global.xlsx', 53]);
      expect(weeks.rows[1]?.slice(0, 3)).toEqual([2025, 1, new Date('2024-12-30T00:00:00Z')]);
      await page.getByRole('tab', { name: 'Months' }).click();
      const months = await exportedCsv(page);
      expect([months.fileName, months.rows.length]).toEqual(['months-2025-global.csv', 13]);
      expect(months.rows[0]).toEqual(
        expect.arrayContaining(['month', 'working days', 'shrinkage', 'remark', 'closed']),
      );
      await page.getByRole('tab', { name: 'Holidays' }).click();
      const shown = await page.getByRole('region', { name: 'Holidays of 2025' }).getByRole('row').count();
      const holidays = await exportedXlsx(page);
      expect([holidays.fileName, holidays.rows.length]).toEqual(['holidays-2025-global.xlsx', shown]);
      expect(troubles).toEqual([]);
    },
  );

  browserTest(
    'the history exports every change that the filter finds, and the rows of an open one',
    async () => {
      const { page, troubles } = await world.open('/history?kind=import');
      const list = await exportedCsv(page);
      const { data } = await world.server().graphql<{
        history: { nodes: { id: string; action: string; entries: { totalCount: number } }[] };
      }>('{ history(filter: { actions: ["import"] }, first: 1000) { nodes { id action entries(first: 1) { totalCount } } } }');
      expect(list.fileName).toBe('history.csv');
      expect(list.rows.slice(1).map(([change, , , , , , rows]) => [change, rows])).toEqual(
        data.history.nodes.map(({ id, entries }) => [id, String(entries.totalCount)]),
      );
      const roster = data.history.nodes.find(
        ({ action, entries }) => action === 'import.roster' && entries.totalCount > 50,
      );
      await page.goto(`${world.server().url}/history?kind=import&set=${roster?.id}`);
      const rows = await exportedXlsx(page, `Export the rows of change ${roster?.id}`);
      expect(rows.rows[0]).toEqual(['what', 'which', 'column', 'before', 'after']);
      // More rows than the page shows at first: each with at least one column.
      expect(new Set(rows.rows.slice(1).map(([, which]) => which)).size).toBe(roster?.entries.totalCount);
      await page.route(/PageHistory/, (route) => route.abort());
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: 'CSV' }).click();
      await page.getByText('Not exported: The server cannot be reached').waitFor();
      expect(troubles.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
    },
  );

  browserTest('people and the tree export what the filters leave, as it stands on screen', async () => {
    const weeks = await world.weeks(0);
    const { page, troubles } = await world.open('/people?q=brack');
    const { data } = await world
      .server()
      .graphql<{ resources: { nodes: { cn: string }[] } }>(
        '{ resources(filter: { q: "brack", active: true }, first: 1000, sort: LAST_NAME_ASC) { nodes { cn } } }',
      );
    const people = await exportedCsv(page);
    expect(people.rows.slice(1).map(([cn]) => cn)).toEqual(data.resources.nodes.map(({ cn }) => cn));
    expect(people.rows[0]).toEqual(expect.arrayContaining(weeks));
    await page.goto(`${world.server().url}/capacity?sort=gap`);
    const rows = page.getByRole('treegrid').getByRole('rowheader');
    await rows.first().waitFor();
    const names = await rows.allTextContents();
    const tree = await exportedXlsx(page);
    expect(tree.rows.slice(1).map(([lob]) => lob)).toEqual(names);
    await page.getByRole('searchbox', { name: 'Search the tree' }).fill('ftc');
    await page.locator('[data-level="3"]').first().waitFor();
    const found = (await exportedXlsx(page)).rows.slice(1).filter(([, , caseType]) => caseType !== null);
    expect(found.length).toBeGreaterThan(0);
    for (const [, , caseType] of found) expect(String(caseType).toLowerCase()).toContain('ftc');
    expect(troubles).toEqual([]);
  });

  browserTest('a comparison exports each of its tables with the rows that are shown', async () => {
    const { page, troubles } = await world.open('/reports?tab=comparison');
    const { data } = await world
      .server()
      .graphql<{ forecastReports: { yearMonth: string }[] }>(
        '{ forecastReports { yearMonth: reportMonth } }',
      );
    const [against, report] = data.forecastReports
      .map(({ yearMonth }) => yearMonth)
      .sort()
      .slice(-2);
    const compared = await world.server().graphql<{ reportComparison: { months: ComparedMonth[] } }>(
      `query ($report: YearMonth!, $against: YearMonth!) { reportComparison(report: $report, against: $against) {
        months { month gap { current prior delta } } } }`,
      { report, against },
    );
    const lines = page.getByRole('region', { name: 'By line of business' }).getByRole('row');
    await lines.nth(1).waitFor();
    const months = await exportedXlsx(page, 'Export the months');
    const gap = months.rows[0]?.indexOf('gap') ?? -1;
    expect(months.fileName).toBe('comparison.xlsx');
    expect(months.rows.slice(1).map((row) => [row[0], ...row.slice(gap, gap + 3)])).toEqual(
      compared.data.reportComparison.months.map(({ month, gap: { current, prior, delta } }) => [
        month,
        ...[current, prior, delta],
      ]),
    );
    const file = await exportedCsv(page, 'Export the lines of business');
    const shown = await lines.getByRole('rowheader').allTextContents();
    expect([file.fileName, file.rows.slice(1).map(([lob]) => lob)]).toEqual(['comparison-lines.csv', shown]);
    expect(troubles).toEqual([]);
  });
}
