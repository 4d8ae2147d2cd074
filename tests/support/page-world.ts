import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, watchedPage } from './browser';
import { startDemoServer } from './demo-server';
import type { TestServer } from './http';

/** How the page is looked at. */
export interface View {
  theme?: 'light' | 'dark';
  width?: number;
}

/** The page on one server with the small demo, shared by every scenario: what a scenario changes, it undoes. */
export interface PageWorld {
  server(): TestServer;
  /** Key of one of the current report's months, `2025-06`; 0 is the first. */
  month(index: number): Promise<string>;
  /** The ISO weeks of such a month, `2025-W23`, in order. */
  weeks(index: number): Promise<string[]>;
  /** Opens an address; `troubles` lists console errors, script errors and requests that left the origin. */
  open(address: string, view?: View): Promise<{ page: Page; troubles: string[] }>;
}

interface Week {
  year: number;
  weekNumber: number;
  month: string;
}

const root = path.join(__dirname, '../..');
const START_MS = 240_000;

/** Registers the shared server (with the small demo, unless told otherwise) and browser with the test file that calls it. */
export function pageWorld(start: () => Promise<TestServer> = startDemoServer): PageWorld {
  let server: TestServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'pages'], { stdio: 'inherit' });
    server = await start();
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  // Pages that stay open would all ask anew after every later change.
  afterEach(() => Promise.all((browser?.contexts() ?? []).map((context) => context.close())));
  const running = (): TestServer => {
    if (!server) throw new Error('The server starts before the first scenario');
    return server;
  };
  const month = async (index: number): Promise<string> => {
    const { data } = await running().graphql<{ capacityTree: { months: string[] } }>(
      '{ capacityTree { months } }',
    );
    return data.capacityTree.months[index] ?? '';
  };
  return {
    server: running,
    month,
    weeks: async (index) => {
      const wanted = await month(index);
      const { data } = await running().graphql<{ weekConfigs: { nodes: Week[] } }>(
        `query ($year: Int!) { weekConfigs(filter: { years: [$year], workTypes: [DOMESTIC] }, first: 60) {
          nodes { year weekNumber month } } }`,
        { year: Number(wanted.slice(0, 4)) },
      );
      return data.weekConfigs.nodes
        .filter((week) => week.month === wanted)
        .map(({ year, weekNumber }) => `${year}-W${String(weekNumber).padStart(2, '0')}`);
    },
    open: async (address, { theme = 'light', width = 1280 } = {}) => {
      browser ??= await openBrowser();
      const { url } = running();
      const { page, troubles } = await watchedPage(browser, url);
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${url}${address}`);
      return { page, troubles };
    },
  };
}
