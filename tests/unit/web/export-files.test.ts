import { csvOf } from '../../../web/app/ui/export/csv';
import { tableOf } from '../../../web/app/ui/export/table';
import { xlsxOf } from '../../../web/app/ui/export/xlsx';

interface Row {
  name: string;
  gap: number | null;
  day: string;
}

const ROWS: readonly Row[] = [
  { name: 'Amisys <Medicaid> & "more"', gap: -1234.5, day: '2025-05-01' },
  { name: '=1+1', gap: null, day: '2024-02-29' },
  { name: 'Größe\u0007\u{1F600}', gap: 0, day: '2025-99-01' },
];
const TABLE = tableOf('plan-demands', ROWS, {
  'line of business': ({ name }) => name,
  gap: ({ gap }) => gap,
  day: ({ day }) => day,
});

/** Reads with a library that shares no code with the writer. */
async function readBack(file: Blob): Promise<{ sheet: string; data: unknown[][] }[]> {
  const reader = await import('read-excel-file/node');
  return await reader.default(Buffer.from(await file.arrayBuffer()));
}

test('a workbook of the page is read back typed: texts, exact figures, real days, nothing that runs', async () => {
  expect(await readBack(await xlsxOf(TABLE))).toEqual([
    {
      sheet: 'plan-demands',
      data: [
        ['line of business', 'gap', 'day'],
        ['Amisys <Medicaid> & "more"', -1234.5, new Date('2025-05-01T00:00:00Z')],
        ["'=1+1", null, new Date('2024-02-29T00:00:00Z')],
        // A control character that XML cannot hold is gone; the emoji of two halves is whole.
        ['Größe\u{1F600}', 0, '2025-99-01'],
      ],
    },
  ]);
});

test('rows beyond the 26th column keep their places, and the same table makes the same file', async () => {
  const wide = { name: 'wide', headers: Array.from({ length: 60 }, (_, index) => `W${index}`), rows: [[1]] };
  const [sheet] = await readBack(await xlsxOf(wide));
  expect(sheet?.data[0]?.at(-1)).toBe('W59');
  const bytes = async () => Buffer.from(await (await xlsxOf(TABLE)).arrayBuffer());
  expect((await bytes()).equals(await bytes())).toBe(true);
});

test('CSV: a mark for UTF-8, quoted texts, plain figures, formulas neutralised', () => {
  expect(csvOf(TABLE)).toBe(
    '\uFEFF"line of business","gap","day"\r\n' +
      '"Amisys <Medicaid> & ""more""",-1234.5,"2025-05-01"\r\n' +
      '"\'=1+1",,"2024-02-29"\r\n' +
      '"Größe\u0007\u{1F600}",0,"2025-99-01"\r\n',
  );
});
