import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of this machine; undefined where none is on PATH. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), MAC];
  return candidates.find(isExecutable);
}

/** Starts a browser. */
export function openBrowser(): Promise<Browser> {
  const executable = findChromium();
  if (!executable) throw new Error(`A browser is required, but none of ${NAMES.join(', ')} is on PATH`);
  return chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
}
