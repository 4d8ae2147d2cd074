// Pictures for the README, of a server that runs `npm run demo -- --as-of 2025-04-28`.
// node -r ./scripts/register.cjs bench/page/screenshots.ts [url]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../tests/support/chromium';

const url = process.argv[2] ?? 'http://127.0.0.1:4000';
const folder = path.join(__dirname, '../../docs/images');
const viewport = { width: 1280, height: 800 };
const QUALITY = 80;
const PLAN_MS = { timeout: 60_000 };

/** What is to be seen, by name. */
const PICTURES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  overview: async (page) => {
    await page.goto(`${url}/`);
    await page
      .getByRole('region', { name: 'Coverage by line of business' })
      .getByRole('row')
      .nth(1)
      .waitFor();
  },
  capacity: async (page) => {
    await page.goto(`${url}/capacity?sort=gap`);
    const row = page.locator('[role=treegrid] [data-level="1"]').first();
    await row.focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'Enter'])
      await page.keyboard.press(key);
    await page.getByRole('complementary').getByRole('heading', { name: 'Why short' }).waitFor();
  },
  allocation: async (page) => {
    await page.goto(`${url}/allocation`);
    await page.getByRole('button', { name: 'Preview the plan' }).click();
    await page.getByRole('button', { name: 'Apply the plan' }).waitFor(PLAN_MS);
  },
};

async function take(browser: Browser, name: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await PICTURES[name]?.(page);
  await page.waitForLoadState('networkidle');
  // Nothing is on its way any more.
  await page.locator('main [role=status] > span[style]').first().waitFor({ state: 'detached' });
  // WebP, a third of a PNG, is known to the protocol only.
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const file = path.join(folder, `${name}-${colorScheme}.webp`);
  writeFileSync(file, data, 'base64');
  process.stdout.write(
    `${path.relative(process.cwd(), file)} ${Math.round((data.length * 0.75) / 1_000)} kB\n`,
  );
  await context.close();
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const name of Object.keys(PICTURES))
      for (const colorScheme of ['light', 'dark'] as const) await take(browser, name, colorScheme);
  } finally {
    await browser.close();
  }
}

void main();
