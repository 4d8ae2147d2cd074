import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_FILE_LIMITS } from '../../../src/platform/files/reading/file-limits';
import { readTable } from '../../../src/platform/files/reading/tabular-reader';
import { buildCsv, buildXlsx, workbookFiles, zipOf } from '../../support/xlsx';

async function read(buffer: Buffer, fileName: string, sheet?: string) {
  const rows = [];
  for await (const row of readTable(
    { buffer },
    { fileName, limits: DEFAULT_FILE_LIMITS, ...(sheet && { sheet }) },
  )) {
    rows.push(row);
  }
  return rows;
}

const cellsOf = async (buffer: Buffer, fileName: string, sheet?: string) =>
  (await read(buffer, fileName, sheet)).map(({ cells }) => cells);

describe('reading CSV', () => {
  it('keeps sheet row numbers, skips blank rows and turns blank cells into null', async () => {
    const rows = await read(Buffer.from('cn,name\r\n\r\n , \r\nAA000001,\r\n,Ada\r\n'), 'roster.csv');
    expect(rows).toEqual([
      { row: 1, cells: ['cn', 'name'] },
      { row: 4, cells: ['AA000001'] },
      { row: 5, cells: [null, 'Ada'] },
    ]);
  });

  it('follows RFC 4180: quotes, doubled quotes, delimiters and line ends inside a cell', async () => {
    expect(await cellsOf(Buffer.from('a,"b ""x"", y","line\r\ntwo"\n1,2,3'), 'a.csv')).toEqual([
      ['a', 'b "x", y', 'line\r\ntwo'],
      ['1', '2', '3'],
    ]);
  });

  it.each([
    [
      'a comma',
      'a,b;c\n1,2\n',
      [
        ['a', 'b;c'],
        ['1', '2'],
      ],
    ],
    [
      'a semicolon',
      'a;b,c;d\n1;2;3\n',
      [
        ['a', 'b,c', 'd'],
        ['1', '2', '3'],
      ],
    ],
    [
      'a bar',
      'a|b\n1|2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a tab',
      'a\tb\n1\t2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a comma by default', 'a\n1\n', [['a'], ['1']]],
    ['below a title without one', 'Roster\n\nab;cd\n1;2\n', [['Roster'], ['ab', 'cd'], ['1', '2']]],
    [
      'below a title that has another',
      'Roster, draft\na;b;c\n1,5;2;3\n',
      [['Roster, draft'], ['a', 'b', 'c'], ['1,5', '2', '3']],
    ],
    [
      'not what cells hold',
      'a;b\n1,2,3;x\n1,2,3;y\n',
      [
        ['a', 'b'],
        ['1,2,3', 'x'],
        ['1,2,3', 'y'],
      ],
    ],
    ['of rows that are too short', 'a,b,c\n1;1,2\n3;3\n', [['a', 'b', 'c'], ['1;1', '2'], ['3;3']]],
    [
      'not what stands inside quotes',
      '"a;b;c;d",e\n1,2\n',
      [
        ['a;b;c;d', 'e'],
        ['1', '2'],
      ],
    ],
  ])('finds the delimiter in the first lines: %s', async (_, text, expected) => {
    expect(await cellsOf(Buffer.from(text), 'a.csv')).toEqual(expected);
  });

  it('drops a UTF-8 mark and reads letters beyond ASCII across chunk borders', async () => {
    const name = 'Żółć'.repeat(30_000).slice(0, 30_000);
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(`cn,name\nx,${name}\nxy,${name}\n`),
    ]);
    expect(await cellsOf(bytes, 'a.csv')).toEqual([
      ['cn', 'name'],
      ['x', name],
      ['xy', name],
    ]);
  });

  it('reads line ends of every system in one file', async () => {
    expect(await cellsOf(Buffer.from('a,b\r\n1,2\n3,4\r5,6'), 'a.csv')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('delivers many rows in order, and a reader that leaves early leaves nothing running', async () => {
    const csv = buildCsv(Array.from({ length: 5_000 }, (_, i) => [i, `name ${i}`]));
    const rows = await read(csv, 'a.csv');
    expect(rows).toHaveLength(5_000);
    expect(rows.every(({ row, cells }) => cells[0] === String(row - 1))).toBe(true);
    for await (const { row } of readTable(
      { buffer: csv },
      { fileName: 'a.csv', limits: DEFAULT_FILE_LIMITS },
    )) {
      if (row === 300) break;
    }
  });

  it('reads from a path as from memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'headroom-'));
    try {
      const path = join(folder, 'upload');
      const cells = [];
      await writeFile(path, await buildXlsx([['a', 1]]));
      const options = { fileName: 'a.xlsx', limits: DEFAULT_FILE_LIMITS };
      for await (const row of readTable({ path }, options)) cells.push(row.cells);
      await writeFile(path, 'a;2\n');
      for await (const row of readTable({ path }, { ...options, fileName: 'a.csv' })) cells.push(row.cells);
      expect(cells).toEqual([
        ['a', '1'],
        ['a', '2'],
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('reading XLSX', () => {
  it('reads shared, inline and formula text, numbers, booleans and errors as text', async () => {
    const files = workbookFiles([
      ['Main LOB', 12, true, false, { error: '#N/A' }, { inline: 'in <line>' }, null, 'end'],
    ]);
    const sheet = String(files['xl/worksheets/sheet1.xml']);
    files['xl/worksheets/sheet1.xml'] = sheet.replace(
      '</sheetData>',
      '<row r="7"><c r="B7" t="str"><f>A1&amp;"x"</f><v>Main LOBx</v></c><c r="C7"><f>1+1</f><v>2</v></c></row></sheetData>',
    );
    expect(await read(await zipOf(files), 'a.xlsx')).toEqual([
      { row: 1, cells: ['Main LOB', '12', 'TRUE', 'FALSE', '#N/A', 'in <line>', null, 'end'] },
      { row: 7, cells: [null, 'Main LOBx', '2'] },
    ]);
  });

  it('cleans numbers to 15 significant digits and writes them without exponent', async () => {
    const numbers = [0.30000000000000004, 13.8, 0.1 + 0.7, 1e21, 1.5e-7, -2.5e-9, 123456789012345, 0];
    expect(await cellsOf(await buildXlsx([numbers]), 'a.xlsx')).toEqual([
      ['0.3', '13.8', '0.8', '1000000000000000000000', '0.00000015', '-0.0000000025', '123456789012345', '0'],
    ]);
  });

  it('shows dates by their number format and leaves other numbers alone', async () => {
    const formats = [
      'yyyy\\-mm\\-dd',
      'mmm-yy',
      '[h]:mm',
      '0.00"d"',
      '[$-409]d/m/yy h:mm',
      '#,##0 [Red]',
      'h:mm',
    ];
    // 45748 is 2025-04-01 (45658 is 2025-01-01; 31 + 28 + 31 = 90 days later); 45748.75 is 18:00 of that day.
    const cells = formats.map((_, i) => ({ serial: 45748.75, style: i + 1 }));
    expect(await cellsOf(await buildXlsx([cells], { formats }), 'a.xlsx')).toEqual([
      ['2025-04-01', '2025-04-01', '45748.75', '45748.75', '2025-04-01', '45748.75', '45748.75'],
    ]);
  });

  it('knows both epochs and the leap day of 1900 that never was', async () => {
    const formats = ['yyyy-mm-dd'];
    const serials = [1, 59, 61].map((serial) => ({ serial, style: 1 }));
    expect(await cellsOf(await buildXlsx([serials], { formats }), 'a.xlsx')).toEqual([
      ['1900-01-01', '1900-02-28', '1900-03-01'],
    ]);
    // In the 1904 system 44286 is 2025-04-01: 45748 − 1462.
    const cells = [[{ serial: 44286, style: 1 }]];
    expect(await cellsOf(await buildXlsx(cells, { formats, epoch1904: true }), 'a.xlsx')).toEqual([
      ['2025-04-01'],
    ]);
  });

  it('joins rich text, leaves phonetic hints out and decodes escaped characters', async () => {
    const files = workbookFiles([['x']]);
    files['xl/sharedStrings.xml'] =
      '<x:sst xmlns:x="urn:x"><x:si><x:r><x:t>FTC-</x:t></x:r><x:r><x:t>Basic_x000D_ &amp; more</x:t></x:r>' +
      '<x:rPh><x:t>no</x:t></x:rPh></x:si></x:sst>';
    expect(await cellsOf(await zipOf(files), 'a.xlsx')).toEqual([['FTC-Basic\r & more']]);
  });

  it('accepts rows and cells without references', async () => {
    const files = workbookFiles([]);
    files['xl/worksheets/sheet1.xml'] =
      '<worksheet><sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData></worksheet>';
    expect(await read(await zipOf(files), 'a.xlsx')).toEqual([
      { row: 1, cells: ['1', null, '3'] },
      { row: 2, cells: ['4'] },
    ]);
  });

  it('reads the one asked for, or the first visible sheet that holds anything', async () => {
    const files = workbookFiles([['second']]);
    files['xl/worksheets/sheet0.xml'] =
      '<worksheet><sheetData><row><c t="str"><v>first</v></c></row></sheetData></worksheet>';
    files['xl/workbook.xml'] =
      '<workbook xmlns:q="urn:r"><sheets><sheet name="Cover" q:id="rId8" state="hidden"/>' +
      '<sheet name="Notes" q:id="rId9"/><sheet name="Sheet1" q:id="rId1"/></sheets></workbook>';
    files['xl/_rels/workbook.xml.rels'] = String(files['xl/_rels/workbook.xml.rels']).replace(
      '</Relationships>',
      '<Relationship Id="rId9" Type="x/worksheet" Target="/xl/worksheets/sheet0.xml"/></Relationships>',
    );
    const file = await zipOf(files);
    expect(await cellsOf(file, 'a.xlsx')).toEqual([['first']]);
    expect(await cellsOf(file, 'a.xlsx', 'sheet1')).toEqual([['second']]);
    expect(await cellsOf(file, 'a.xlsx', 'No such sheet')).toEqual([['first']]);
    files['xl/worksheets/sheet0.xml'] =
      '<worksheet><sheetData><row r="1"><c r="A1" s="0"/></row></sheetData></worksheet>';
    expect(await cellsOf(await zipOf(files), 'a.xlsx')).toEqual([['second']]);
  });

  it('is told by its content even when it is named .csv', async () => {
    expect(await cellsOf(await buildXlsx([['a', 1]]), 'a.csv')).toEqual([['a', '1']]);
  });
});
