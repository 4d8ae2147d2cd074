import { createWriteStream } from 'node:fs';

import { monthName } from '../domain/time/month';
import { createXlsx } from '../platform/files/writing/xlsx-writer';
import type { SheetColumn } from '../platform/files/writing/xlsx-sheet';

import type { DemoMonth } from './demo-calendar';
import type { ForecastLine } from './demo-forecasts';

/** How one report's export looks; V1 changed its ways over time. */
export interface ForecastLayout {
  months: readonly DemoMonth[];
  /** `April` in older exports, `Apr-2025` in newer ones. */
  monthHeaders: 'name' | 'label';
  /** The last line says `Total` in the index column or in the one after it; older ones leave the sums blank. */
  total: 'index column' | 'first column';
}

const GROUPS = ['Site Capacity plan', 'Client Forecast', 'FTE Required', 'FTE Avail', 'Capacity'];
const KEY_HEADERS = ['Main LOB', 'State', 'Case type', 'Call Type ID', 'Target CPH'];

/** Writes a forecast export as V1 did: two header rows, an index column, an index-name row, a Total row. */
export async function writeForecast(
  path: string,
  lines: readonly ForecastLine[],
  layout: ForecastLayout,
): Promise<void> {
  const months = layout.months.map((month) => monthHeader(month, layout));
  const groups = [
    '',
    GROUPS[0] ?? '',
    '',
    '',
    '',
    '',
    ...GROUPS.slice(1).flatMap((group) => [group, ...months.slice(1).map(() => '')]),
  ];
  const text = (header: string): SheetColumn => ({ header, type: 'text', width: 20 });
  const number = (header: string): SheetColumn => ({ header, type: 'number', width: 11 });
  const columns = [
    number(''),
    ...KEY_HEADERS.map((header) => (header === 'Target CPH' ? number(header) : text(header))),
    ...GROUPS.slice(1).flatMap(() => months.map(number)),
  ];
  const xlsx = createXlsx(createWriteStream(path), { neutraliseFormulas: false });
  await xlsx.addSheet({
    name: 'Sheet1',
    columns,
    headingRows: [groups],
    freezeHeader: true,
    rows: dataRows(lines, layout),
  });
  await xlsx.end();
}

function monthHeader({ month, year }: DemoMonth, layout: ForecastLayout): string {
  return layout.monthHeaders === 'name' ? monthName(month) : `${monthName(month).slice(0, 3)}-${year}`;
}

function* dataRows(lines: readonly ForecastLine[], layout: ForecastLayout): Generator<unknown[]> {
  yield []; // where the index would have its name
  let index = 0;
  for (const line of lines) {
    const { mainLob, state, caseType } = line.demand;
    const values = [...line.forecast, ...line.required, ...line.available, ...line.capacity];
    yield [index, mainLob, state, caseType, line.callTypeId, line.cph, ...values];
    index += 1;
  }
  if (layout.total === 'index column') yield ['Total'];
  else yield [null, 'Total', null, null, null, null, ...totals(lines)];
}

function totals(lines: readonly ForecastLine[]): number[] {
  const sums: number[] = [];
  for (const line of lines) {
    const values = [...line.forecast, ...line.required, ...line.available, ...line.capacity];
    values.forEach((value, position) => {
      sums[position] = (sums[position] ?? 0) + (typeof value === 'number' ? value : 0);
    });
  }
  return sums;
}
