import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';

/** A file that the page saved. */
export interface Exported {
  fileName: string;
  /** Headings first; CSV has texts only. */
  rows: unknown[][];
}

async function saved(page: Page, button: string | RegExp, format: string): Promise<[string, string]> {
  await page.getByRole('button', { name: button }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ]);
  return [download.suggestedFilename(), await download.path()];
}

/** Saves a table by its Export menu as CSV, and reads the file. */
export async function exportedCsv(page: Page, button: string | RegExp = 'Export'): Promise<Exported> {
  const [fileName, file] = await saved(page, button, 'CSV');
  return { fileName, rows: parse(readFileSync(file), { bom: true }) };
}

/** Saves a table by its Export menu as a workbook, and reads its sheet. */
export async function exportedXlsx(page: Page, button: string | RegExp = 'Export'): Promise<Exported> {
  const [fileName, file] = await saved(page, button, 'Excel (XLSX)');
  const reader = await import('read-excel-file/node');
  return { fileName, rows: await reader.readSheet(readFileSync(file), 1) };
}
