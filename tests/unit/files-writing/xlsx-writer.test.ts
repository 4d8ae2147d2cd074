import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { createXlsx, type XlsxOptions } from '../../../src/platform/files/writing/xlsx-writer';
import type { SheetSpec } from '../../../src/platform/files/writing/xlsx-sheet';

const COLUMNS: SheetSpec['columns'] = [
  { header: 'main_lob', type: 'text', width: 30 },
  { header: 'capacity', type: 'number', format: '#,##0.00' },
  { header: 'month_start', type: 'date' },
  { header: 'is_active', type: 'boolean' },
];

async function workbook(sheets: SheetSpec[], options: XlsxOptions = {}): Promise<Buffer> {
  const out = new PassThrough();
  const bytes = buffer(out);
  const xlsx = createXlsx(out, options);
  for (const sheet of sheets) await xlsx.addSheet(sheet);
  await xlsx.end();
  return bytes;
}

/** Reads with a library that shares no code with the writer. */
async function readBack(bytes: Buffer): Promise<{ sheet: string; data: unknown[][] }[]> {
  const reader = await import('read-excel-file/node');
  return await reader.default(bytes);
}

async function readSheet(bytes: Buffer, sheet: number | string): Promise<unknown[][]> {
  const reader = await import('read-excel-file/node');
  return await reader.readSheet(bytes, sheet, { trim: false });
}

async function rowsOf(rows: unknown[][], options: XlsxOptions = {}): Promise<unknown[][]> {
  return (await readSheet(await workbook([{ name: 'Report', columns: COLUMNS, rows }], options), 1)).slice(1);
}

describe('XLSX writer', () => {
  it('writes text, exact numbers, real dates and booleans that another reader gets back typed', async () => {
    const bytes = await workbook([
      {
        name: 'Report',
        columns: COLUMNS,
        freezeHeader: true,
        autoFilter: true,
        rows: [
          ['Amisys Medicaid DOMESTIC', '506.2500', '2025-05-01', true],
          ['Facets & <Medicare> "x"', -379.6875, '2025-12-29', false],
          ['', null, undefined, null],
          ['last', 0, '2025-05-01T12:00:00Z', true],
        ],
      },
    ]);
    const [header, ...rows] = await readSheet(bytes, 'Report');
    expect(header).toEqual(['main_lob', 'capacity', 'month_start', 'is_active']);
    expect(rows).toEqual([
      ['Amisys Medicaid DOMESTIC', 506.25, new Date('2025-05-01T00:00:00Z'), true],
      ['Facets & <Medicare> "x"', -379.6875, new Date('2025-12-29T00:00:00Z'), false],
      [null, null, null, null],
      ['last', 0, new Date('2025-05-01T12:00:00Z'), true],
    ]);
  });

  it('keeps every digit of a decimal string', async () => {
    const bytes = await workbook([{ name: 'R', columns: COLUMNS, rows: [['a', '12345678901234567.8901']] }], {
      compressionLevel: 0,
    });
    expect(bytes.toString('latin1')).toContain('<v>12345678901234567.8901</v>');
  });
});

describe('XLSX writer and awkward text', () => {
  it('neutralises text that starts a formula and never touches numbers', async () => {
    const texts = ['=1+1', '+A1', '-2', '@SUM(A1)', '\tx', '\rx', 'N/A', 'a=b', '100%'];
    const rows = await rowsOf(texts.map((text) => [text, -2.5]));
    expect(rows.map((row) => row[0])).toEqual([
      "'=1+1",
      "'+A1",
      "'-2",
      "'@SUM(A1)",
      "'\tx",
      "'\nx", // XML has no bare carriage return
      'N/A',
      'a=b',
      '100%',
    ]);
    expect(rows.every((row) => row[1] === -2.5)).toBe(true);
    expect(await rowsOf([['=1+1', '=2']], { neutraliseFormulas: false })).toEqual([
      ['=1+1', '=2', null, null],
    ]);
  });

  it('writes a value its column cannot hold as text, neutralised', async () => {
    expect(
      await rowsOf([
        ['a', '#N/A', '99/99/99', 'maybe'],
        ['b', '=2', '2025-02-30', 'no'],
      ]),
    ).toEqual([
      ['a', '#N/A', '99/99/99', 'maybe'],
      ['b', "'=2", '2025-02-30', 'no'],
    ]);
  });

  it('removes control characters and half surrogates, keeps white space and emoji', async () => {
    const rows = await rowsOf([['a\u0000b\u0007c\uD800d'], [' two\nlines '], ['emoji 😀 _x0041_']]);
    expect(rows[0]?.[0]).toBe('abcd');
    expect(rows[1]?.[0]).toBe(' two\nlines ');
    expect(String(rows[2]?.[0])).toContain('😀');
  });
});

describe('XLSX writer and sheets', () => {
  it('writes several sheets, with names that Excel accepts and that stay distinct', async () => {
    const sheet = { columns: COLUMNS, rows: [] };
    const bytes = await workbook([
      { ...sheet, name: 'Capacity [May/June]: a very long name indeed' },
      { ...sheet, name: 'About' },
      { ...sheet, name: 'about' },
    ]);
    expect((await readBack(bytes)).map((entry) => entry.sheet)).toEqual([
      'Capacity  May June   a very lon',
      'About',
      'about (2)',
    ]);
  });

  it('freezes and filters below all heading rows', async () => {
    const bytes = await workbook(
      [
        {
          name: 'R',
          columns: COLUMNS,
          headingRows: [['Group', '', 'Dates']],
          autoFilter: true,
          rows: [['a', 1]],
        },
      ],
      { compressionLevel: 0 },
    );
    const xml = bytes.toString('latin1');
    expect(xml).toContain('<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<autoFilter ref="A2:D3"/>');
    expect(xml).toContain(`hidden="1">'R'!$A$2:$D$3</definedName>`);
    expect(await readSheet(bytes, 1)).toEqual([
      ['Group', null, 'Dates', null],
      ['main_lob', 'capacity', 'month_start', 'is_active'],
      ['a', 1, null, null],
    ]);
  });

  it('continues in a further sheet when one is full, cutting nothing', async () => {
    const rows = [1, 2, 3, 4, 5].map((n) => [`row ${n}`, n]);
    const bytes = await workbook([{ name: 'R', columns: COLUMNS, rows }], { maxRowsPerSheet: 3 });
    const sheets = await readBack(bytes);
    expect(sheets.map(({ sheet, data }) => [sheet, data.slice(1).map((row) => row[1])])).toEqual([
      ['R', [1, 2]],
      ['R (2)', [3, 4]],
      ['R (3)', [5]],
    ]);
  });

  it('gives the same bytes for the same rows', async () => {
    const spec = (): SheetSpec => ({ name: 'R', columns: COLUMNS, rows: [['a', 1, '2025-05-01', true]] });
    expect((await workbook([spec()])).equals(await workbook([spec()]))).toBe(true);
  });
});

describe('XLSX writer under failure and pressure', () => {
  it('rejects and destroys the output when the rows fail', async () => {
    const out = new PassThrough();
    out.resume();
    const xlsx = createXlsx(out);
    async function* rows(): AsyncGenerator<unknown[]> {
      yield await Promise.resolve(['a', 1]);
      throw new Error('cursor lost');
    }
    await expect(xlsx.addSheet({ name: 'R', columns: COLUMNS, rows: rows() })).rejects.toThrow('cursor lost');
    await expect(xlsx.end()).rejects.toThrow('cursor lost');
    expect(out.destroyed).toBe(true);
  });

  it('stops pulling rows and closes their source when the reader goes away', async () => {
    let pulled = 0;
    let closed = false;
    async function* rows(): AsyncGenerator<unknown[]> {
      try {
        for (; pulled < 10_000_000; pulled += 1) {
          yield await Promise.resolve([`text ${pulled * 7919}`, pulled]);
        }
      } finally {
        closed = true;
      }
    }
    const out = new PassThrough();
    out.once('data', () => out.destroy());
    await expect(createXlsx(out).addSheet({ name: 'R', columns: COLUMNS, rows: rows() })).rejects.toThrow();
    expect(closed).toBe(true);
    expect(pulled).toBeLessThan(1_000_000);
  });

  it('waits for a slow reader instead of buffering the file', async () => {
    let pulled = 0;
    function* rows(): Generator<unknown[]> {
      for (; pulled < 200_000; pulled += 1) yield [`text ${(pulled * 7919) % 100_003}`, pulled];
    }
    let written = 0;
    const stuck = new Writable({
      highWaterMark: 16 * 1024,
      write(chunk: Buffer, _encoding, done) {
        written += chunk.length;
        if (written < 20_000) done(); // later writes never finish
      },
    });
    const adding = createXlsx(stuck).addSheet({ name: 'R', columns: COLUMNS, rows: rows() });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const seen = pulled;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(pulled).toBe(seen);
    expect(pulled).toBeLessThan(100_000);
    stuck.destroy(new Error('gone'));
    await expect(adding).rejects.toThrow('gone');
  });
});
