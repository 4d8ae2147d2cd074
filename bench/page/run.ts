// How fast the page is on a server that runs, best `npm run demo -- --size L`, in a Chromium on this machine.
// node -r ./scripts/register.cjs bench/page/run.ts [url]
import { loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../tests/support/chromium';

const url = process.argv[2] ?? 'http://127.0.0.1:4000';
const ROUNDS = 7;
/** A screen of a planner. */
const viewport = { width: 1440, height: 900 };

/** What is asked of the page in every round. */
interface Measure {
  what: string;
  /** Milliseconds, by name. */
  take(page: Page): Promise<Record<string, number>>;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Nothing that is measured takes so long: it has not come, and will not. */
const MAX_WAIT_MS = 20_000;

/**
 * Does something in the page and waits until `isDone` of the document holds and is painted; milliseconds from the act on.
 * What stands in `isDone` may be away for a moment: an error in it means not yet.
 */
function timed(page: Page, act: string, isDone: string): Promise<number> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const started = performance.now();
    const holds = () => { try { return ${isDone}; } catch { return false; } };
    const look = () => {
      if (performance.now() - started > ${MAX_WAIT_MS})
        return reject(new Error(${JSON.stringify(`Waited for ${isDone}`)}));
      if (!holds()) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - started);
      channel.port2.postMessage(0);
    };
    ${act};
    requestAnimationFrame(look);
  })`);
}

const key = (name: string): string =>
  `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${name}', bubbles: true }))`;

/** Types into a search line as a reader does, through React's own listener. */
const type = (selector: string, text: string): string => `
  const field = document.querySelector('${selector}');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${text}');
  field.dispatchEvent(new Event('input', { bubbles: true }))`;

/** Frames of a second and a half of scrolling. */
async function scrolled(page: Page, selector: string): Promise<Record<string, number>> {
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const scroller = document.querySelector('${selector}');
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      scroller.scrollTop += 120;
      if (times.length < 90) requestAnimationFrame(step);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(step);
  })`);
  const sorted = [...frames].sort((a, b) => a - b);
  return {
    'scroll frame, median': median(frames),
    'scroll frame, 95 %': sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
  };
}

const MEASURES: readonly Measure[] = [
  {
    what: 'Overview',
    async take(page) {
      await page.goto(`${url}/`);
      await page.getByRole('navigation', { name: 'Months' }).getByRole('link').first().waitFor();
      const months = await sinceStart(page);
      await page
        .getByRole('region', { name: 'Coverage by line of business' })
        .getByRole('row')
        .nth(1)
        .waitFor();
      await page.locator('main [role=status] > span[style]').first().waitFor({ state: 'detached' });
      const all = await sinceStart(page);
      const paint = await page.evaluate<number>(
        'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN',
      );
      return { 'first paint': paint, 'months and headline': months, 'every figure': all };
    },
  },
  {
    what: 'Capacity',
    async take(page) {
      await page.goto(`${url}/capacity`);
      const rows = page.locator('[role=treegrid] [data-level="1"]');
      await rows.first().waitFor();
      const shown = await sinceStart(page);
      await rows.first().focus();
      const count = 'document.querySelectorAll(\'[data-level="2"]\').length';
      const expand = await timed(page, key('ArrowRight'), `${count} > 0`);
      const collapse = await timed(page, key('ArrowLeft'), `${count} === 0`);
      await page.getByRole('button', { name: 'Open all' }).click();
      await page.locator('[data-level="3"]').first().waitFor();
      const frames = await scrolled(page, '[role=treegrid]');
      return { 'tree shown': shown, 'expand a line': expand, 'close it': collapse, ...frames };
    },
  },
  {
    what: 'People',
    async take(page) {
      await page.goto(`${url}/people`);
      const first = '[role=grid] [role=rowheader] b';
      await page.locator(first).first().waitFor();
      const shown = await sinceStart(page);
      const frames = await scrolled(page, '[role=grid]');
      const before = await page.locator('[role=grid] [role=columnheader]').first().textContent();
      const search = await timed(
        page,
        type('input[type=search]', 'brack'),
        `document.querySelector('[role=grid] [role=columnheader]').textContent !== ${JSON.stringify(before)}`,
      );
      return { 'people shown': shown, ...frames, 'search, from the last key': search };
    },
  },
];

const sinceStart = (page: Page): Promise<number> => page.evaluate('performance.now()');

async function round(browser: Browser, measure: Measure): Promise<Record<string, number>> {
  const context = await browser.newContext({ viewport });
  try {
    return await measure.take(await context.newPage());
  } finally {
    await context.close();
  }
}

async function main(): Promise<void> {
  const browser = await openBrowser();
  const lines: string[] = [];
  try {
    for (const measure of MEASURES) {
      // The first one warms the server.
      await round(browser, measure);
      const rounds: Record<string, number>[] = [];
      for (let n = 0; n < ROUNDS; n += 1) rounds.push(await round(browser, measure));
      for (const name of Object.keys(rounds[0] ?? {})) {
        const values = rounds.map((figures) => figures[name] ?? NaN);
        const all = [Math.min(...values), median(values), Math.max(...values)].map((ms) => Math.round(ms));
        lines.push(`| ${measure.what} | ${name} | ${all.join(' | ')} |`);
      }
    }
  } finally {
    await browser.close();
  }
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(
    [`${ROUNDS} rounds, each with an empty browser cache; load ${load}; milliseconds`, ''].join('\n') +
      ['| section | | least | median | most |', '|---|---|---|---|---|', ...lines, ''].join('\n'),
  );
}

void main();
