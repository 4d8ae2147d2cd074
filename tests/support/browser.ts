import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { findChromium } from './chromium';

export { openBrowser } from './chromium';

const executable = findChromium();
const SHOWN_CHARACTERS = 6_000;
const required = process.env['HEADROOM_BROWSER_TESTS'] === 'required';

/** Pages that are open; a scenario that fails says what stood on them. */
const open = new Set<Page>();

/** `test` where a Chromium is found (or browser tests are required); elsewhere it says that it skips. */
export function browserTest(name: string, scenario: () => Promise<void>): void {
  const run = executable || required ? test : test.skip;
  run(name, async () => {
    try {
      await scenario();
    } catch (error) {
      if (error instanceof Error) error.message += await whatStands();
      throw error;
    }
  });
}
if (!executable && !required)
  process.stderr.write('No Chromium found on PATH: the browser tests are skipped.\n');

/** The last part of every open page as a screen reader has it: dialogs and messages come at the end. */
async function whatStands(): Promise<string> {
  const shown = [...open].map(async (page) => {
    const text = await page.locator('body').ariaSnapshot({ timeout: 5_000 });
    return `\n\nOn ${page.url()}:\n${text.slice(-SHOWN_CHARACTERS)}`;
  });
  const texts = await Promise.all(shown.map((text) => text.catch(() => '')));
  return texts.join('');
}

/** What a server with no time to spare answers; the page asks again, which has scenarios of its own. */
const BUSY = /status of 503/;

/** A page that notes console errors, failed scripts and requests that leave `origin`. */
export async function watchedPage(
  browser: Browser,
  origin: string,
): Promise<{ page: Page; troubles: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  open.add(page);
  page.on('close', () => open.delete(page));
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !BUSY.test(message.text())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(origin))
      troubles.push(`left: ${request.url()}`);
  });
  return { page, troubles };
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on a page by WCAG 2.1 A and AA, one line per element; an empty list is the aim. */
export async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[];
        }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
    // Off by default as experimental: it takes the sign of a gap, which ears get as a word, for a missing part of the name.
    const rules = {
      'label-content-name-mismatch': { enabled: false },
      region: { enabled: true },
      'landmark-unique': { enabled: true },
    };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags }, rules });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  });
}

/** How many pixels the page is wider than its window; above 0 it scrolls sideways. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
