import { parse } from 'csv-parse/sync';

import type { ExportColumn } from '../../../src/platform/files/writing/cell-text';
import { csvLines, type CsvOptions } from '../../../src/platform/files/writing/csv-writer';

const COLUMNS: ExportColumn[] = [
  { header: 'main_lob', type: 'text' },
  { header: 'capacity', type: 'number' },
  { header: 'month_start', type: 'date' },
  { header: 'is_active', type: 'boolean' },
];

async function csv(rows: unknown[][], options?: CsvOptions): Promise<string> {
  let text = '';
  for await (const piece of csvLines(COLUMNS, rows, options)) text += piece;
  return text;
}

describe('CSV writer', () => {
  it('writes a BOM, CRLF line ends and exact decimals without trailing zeros', async () => {
    const rows = [
      ['Amisys Medicare', '506.250000', '2025-05-01', true],
      ['Facets Medicaid', '-379.6875', '2025-06-01', false],
      ['Xcelys', '12345678901234567890.1200', null, undefined],
      ['zero', '-0.000', '', true],
      ['tiny', 1e-7, '', true],
      ['hundred', '100', '', true],
    ];
    expect(await csv(rows)).toBe(
      '\uFEFFmain_lob,capacity,month_start,is_active\r\n' +
        'Amisys Medicare,506.25,2025-05-01,true\r\n' +
        'Facets Medicaid,-379.6875,2025-06-01,false\r\n' +
        'Xcelys,12345678901234567890.12,,\r\n' +
        'zero,0,,true\r\n' +
        'tiny,0.0000001,,true\r\n' +
        'hundred,100,,true\r\n',
    );
  });

  it('quotes commas, quotes and line breaks so that an independent parser reads them back', async () => {
    const texts = ['a,b', 'say "x"', 'two\r\nlines', ' padded ', 'plain', 'ünï😀'];
    const text = await csv(texts.map((value) => [value, 1]));
    const rows: string[][] = parse(text, { bom: true, record_delimiter: '\r\n' });
    expect(rows.slice(1).map((row) => row[0])).toEqual(texts);
  });

  it('neutralises only text that starts a formula', async () => {
    const text = await csv(
      [
        ['=1+1', '-5', '', true],
        ['-', '=2', '', true],
        ['@x', -5, '+cmd', true],
      ],
      { bom: false },
    );
    expect(text.split('\r\n').slice(1, 4)).toEqual(["'=1+1,-5,,true", "'-,'=2,,true", "'@x,-5,'+cmd,true"]);
    expect(await csv([['=1+1', 1]], { neutraliseFormulas: false })).toContain('\r\n=1+1,1,,\r\n');
  });

  it('gives the header even without rows, and every row of a long report', async () => {
    expect(await csv([])).toBe('\uFEFFmain_lob,capacity,month_start,is_active\r\n');
    const rows = Array.from({ length: 1000 }, (_, index) => [`r${index}`, index]);
    expect((await csv(rows)).trimEnd().split('\r\n')).toHaveLength(1001);
  });
});
