import type { DomainError } from '../../../src/domain/errors';
import type { FileLimits } from '../../../src/platform/files/reading/file-limits';
import { DEFAULT_FILE_LIMITS } from '../../../src/platform/files/reading/file-limits';
import { readTable } from '../../../src/platform/files/reading/tabular-reader';
import type { WorkbookFiles } from '../../support/xlsx';
import { buildXlsx, letters, patchBytes, workbookFiles, zipOf } from '../../support/xlsx';

/** Code and message of the refusal; fails if the file is read. */
async function refusal(buffer: Buffer, fileName: string, limits: Partial<FileLimits> = {}): Promise<string> {
  try {
    const options = { fileName, limits: { ...DEFAULT_FILE_LIMITS, ...limits } };
    for await (const row of readTable({ buffer }, options)) void row;
  } catch (error) {
    const { code, message, name } = error as DomainError;
    return name === 'DomainError' ? `${code}: ${message}` : `unexpected ${name}: ${message}`;
  }
  return 'accepted';
}

const spoilt = (part: string, content: string | Buffer): Promise<Buffer> =>
  zipOf({ ...workbookFiles([['a', 1]]), [part]: content });
const sheet = (xml: string): string => `<worksheet><sheetData>${xml}</sheetData></worksheet>`;
const SHEET = 'xl/worksheets/sheet1.xml';

describe('what is not a spreadsheet', () => {
  it.each<[string, Buffer, string, RegExp]>([
    ['an empty file', Buffer.alloc(0), 'a.csv', /^BAD_FILE: the file a\.csv is empty; expected .*xlsx.*csv/],
    ['blank lines only', Buffer.from('\n\r\n , ,\n'), 'a.csv', /^BAD_FILE: the file holds no rows/],
    [
      'a PDF',
      Buffer.from('%PDF-1.7 …'),
      'roster.csv',
      /^BAD_FILE: the file is a PDF document, not a spreadsheet/,
    ],
    [
      'a picture named as a workbook',
      Buffer.from('89504e470d0a1a0a', 'hex'),
      'a.xlsx',
      /^BAD_FILE: .*PNG picture/,
    ],
    [
      'text named as a workbook',
      Buffer.from('cn,name\n'),
      'a.xlsx',
      /^BAD_FILE: the file is named \.xlsx but/,
    ],
    [
      'JSON',
      Buffer.from('{"a":1}'),
      'a.json',
      /^BAD_FILE: the file is named \.json, which is not a spreadsheet/,
    ],
    [
      'a web page',
      Buffer.from('\n<!DOCTYPE html><html>'),
      'a.csv',
      /^BAD_FILE: the file is an HTML or XML page/,
    ],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'a.csv', /^BAD_FILE: the file is a program/],
    [
      'UTF-16 with a mark',
      Buffer.from('\ufeffcn,name\n', 'utf16le'),
      'a.csv',
      /^BAD_FILE: .*UTF-16; save it as "CSV UTF-8"/,
    ],
    ['UTF-16 without a mark', Buffer.from('cn,name\n', 'utf16le'), 'a.csv', /^BAD_FILE: .*UTF-16/],
    [
      'a NUL',
      Buffer.from('cn,name\nA\0,x\n'),
      'a.csv',
      /^BAD_FILE: the text holds a NUL character at byte 9/,
    ],
    [
      'another code page',
      Buffer.from('cn,Jos\xe9\n', 'latin1'),
      'a.csv',
      /^BAD_FILE: the text is not UTF-8 .*save it as/,
    ],
    [
      'text cut inside a letter',
      Buffer.from('cn,Jos\xc3', 'latin1'),
      'a.csv',
      /^BAD_FILE: the text is not UTF-8/,
    ],
    [
      'an unclosed quote',
      Buffer.from('a,b\n1,"2\n3,4\n'),
      'a.csv',
      /^BAD_FILE: row 2: a quoted cell is never closed/,
    ],
    [
      'text behind a quote',
      Buffer.from('a,b\n"1"x,2\n'),
      'a.csv',
      /^BAD_FILE: row 2: a quoted cell is followed by text/,
    ],
    [
      'a quote inside a cell',
      Buffer.from('a,b\nx"y,2\n'),
      'a.csv',
      /^BAD_FILE: row 2: a quote stands inside/,
    ],
  ])('refuses %s', async (_, buffer, fileName, expected) => {
    expect(await refusal(buffer, fileName)).toMatch(expected);
  });

  it('refuses an old .xls and tells a workbook under a password', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_000)]);
    expect(await refusal(compound, 'a.xls')).toMatch(
      /^BAD_FILE: the file is an old Excel workbook \(\.xls\).*save it as \.xlsx/,
    );
    const encrypted = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await refusal(encrypted, 'a.xlsx')).toMatch(/^BAD_FILE: the workbook is protected by a password/);
  });

  it.each<[string, WorkbookFiles, RegExp]>([
    ['a plain zip', { 'readme.txt': 'hello' }, /^BAD_FILE: the file is a zip archive, not an Excel workbook/],
    ['a Word document', { 'word/document.xml': '<w/>' }, /^BAD_FILE: the file is a Word document/],
    ['an OpenDocument sheet', { 'content.xml': '<o/>' }, /^BAD_FILE: the file is an OpenDocument file/],
    ['a binary workbook', { 'xl/workbook.bin': 'x' }, /^BAD_FILE: the file is a binary workbook \(\.xlsb\)/],
  ])('tells %s apart', async (_, files, expected) => {
    expect(await refusal(await zipOf(files), 'a.xlsx')).toMatch(expected);
  });
});

describe('damaged workbooks', () => {
  it('refuses a truncated zip, flipped bytes and a lying size', async () => {
    const file = await buildXlsx(Array.from({ length: 300 }, (_, i) => [i, `text ${i}`]));
    expect(await refusal(file.subarray(0, 700), 'a.xlsx')).toMatch(
      /^BAD_FILE: the file is a damaged or incomplete zip/,
    );
    const flipped = Buffer.from(file);
    flipped.fill(0xff, 60, 200);
    expect(await refusal(flipped, 'a.xlsx')).toMatch(/^BAD_FILE: /);
    const lying = Buffer.from(file);
    const entry = lying.lastIndexOf(SHEET) - 46;
    lying.writeUInt32LE(10, entry + 24);
    expect(await refusal(lying, 'a.xlsx')).toMatch(/^BAD_FILE: the file is a damaged or incomplete zip/);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'broken XML',
      SHEET,
      sheet('<row><c></row>'),
      /^BAD_FILE: xl\/worksheets\/sheet1\.xml of the workbook is damaged/,
    ],
    ['XML that stops', SHEET, '<worksheet><sheetData><row>', /^BAD_FILE: .*damaged/],
    ['bytes that are no UTF-8', SHEET, '\ud800', /^BAD_FILE: /],
    [
      'text it does not hold',
      SHEET,
      sheet('<row><c t="s"><v>99</v></c></row>'),
      /^BAD_FILE: row 1 refers to text 99/,
    ],
    ['a row out of range', SHEET, sheet('<row r="0"/>'), /^BAD_FILE: .*row numbered 0/],
    [
      'a cell without column',
      SHEET,
      sheet('<row><c r="12"/></row>'),
      /^BAD_FILE: .*cell at 12; it is damaged/,
    ],
    ['a cell beyond the last column', SHEET, sheet('<row><c r="ZZZ1"/></row>'), /^BAD_FILE: .*cell at ZZZ1/],
    ['no sheet', 'xl/workbook.xml', '<workbook/>', /^BAD_FILE: the workbook has no worksheet/],
    ['an empty sheet', SHEET, sheet(''), /^BAD_FILE: the file holds no rows/],
  ])('refuses %s', async (_, part, content, expected) => {
    expect(await refusal(await spoilt(part, content), 'a.xlsx')).toMatch(expected);
  });

  it('refuses a workbook without its sheet part, or with a target outside the archive', async () => {
    const files = workbookFiles([['a']]);
    delete files[SHEET];
    expect(await refusal(await zipOf(files), 'a.xlsx')).toMatch(
      /^BAD_FILE: the workbook lacks its part xl\/worksheets/,
    );
    const rels = String(files['xl/_rels/workbook.xml.rels']).replace(
      'worksheets/sheet1.xml',
      '../../../etc/passwd',
    );
    const outside = await zipOf({ ...files, 'xl/_rels/workbook.xml.rels': rels });
    expect(await refusal(outside, 'a.xlsx')).toMatch(/^BAD_FILE: the workbook lacks its part/);
  });
});

describe('attacks', () => {
  const billion =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData>' +
    '<row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
  it.each([
    ['a document type', billion, /^BAD_FILE: .*declares a document type \(DTD\)/],
    ['an external entity', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>', /^BAD_FILE: .*\(DTD\)/],
    ['an entity of its own', sheet('<row><c t="str"><v>&secret;</v></c></row>'), /^BAD_FILE: .*damaged/],
    ['a token without end', `<worksheet a="${'x'.repeat(1_500_000)}"/>`, /^(BAD_FILE|TOO_LARGE): /],
  ])('refuses %s', async (_, xml, expected) => {
    expect(await refusal(await spoilt(SHEET, xml), 'a.xlsx')).toMatch(expected);
  });

  it('refuses a zip bomb by the sizes it declares and by counting when it lies', async () => {
    const bomb = await spoilt(SHEET, Buffer.alloc(5_000_000, ' '));
    expect(await refusal(bomb, 'a.xlsx')).toMatch(
      /^TOO_LARGE: .*more than 100 times its packed size of .*zip bomb/,
    );
    const beside = await zipOf({ ...workbookFiles([['a']]), 'xl/media/image1.png': Buffer.alloc(5_000_000) });
    expect(await refusal(beside, 'a.xlsx')).toMatch(/^TOO_LARGE: .*zip bomb/);
    const lying = Buffer.from(bomb);
    lying.writeUInt32LE(500, lying.lastIndexOf(SHEET) - 46 + 24);
    expect(await refusal(lying, 'a.xlsx')).toMatch(/^BAD_FILE: .*damaged/);
  });

  it('refuses a workbook that unpacks beyond the limit', async () => {
    const file = await buildXlsx(Array.from({ length: 500 }, (_, i) => [`name ${i}`, i * 7919]));
    expect(await refusal(file, 'a.xlsx', { inflatedBytes: 20_000 })).toMatch(
      /^TOO_LARGE: .*more than 20000 bytes, the limit/,
    );
  });

  it('refuses a file above its limit before reading it, naming both sizes', async () => {
    const file = Buffer.alloc(60_000_000, 'a,b\n');
    expect(await refusal(file, 'a.csv')).toBe(
      'TOO_LARGE: the file a.csv has 60.0 MB; at most 50.0 MB are accepted',
    );
  });

  it('refuses names that leave the archive', async () => {
    const file = await zipOf({ ...workbookFiles([['a']]), 'ab/ab/evil.txt': 'x', 'Zetc/passwd': 'y' });
    expect(await refusal(patchBytes(file, 'ab/ab/evil', '../../evil'), 'a.xlsx')).toMatch(
      /^BAD_FILE: .*leaves the archive/,
    );
    expect(await refusal(patchBytes(file, 'Zetc/passwd', '/etc/passwd'), 'a.xlsx')).toMatch(
      /^BAD_FILE: .*leaves the archive/,
    );
  });

  it('refuses an encrypted part', async () => {
    const file = await buildXlsx([['a']]);
    file.writeUInt16LE(
      file.readUInt16LE(file.lastIndexOf(SHEET) - 46 + 8) | 1,
      file.lastIndexOf(SHEET) - 46 + 8,
    );
    expect(await refusal(file, 'a.xlsx')).toMatch(/^BAD_FILE: the archive is encrypted/);
  });

  it('refuses too many columns, rows and characters in both formats', async () => {
    const wide = Array.from({ length: 501 }, (_, i) => `h${i}`);
    expect(await refusal(Buffer.from(wide.join(',')), 'a.csv')).toBe(
      'BAD_FILE: row 1 has 501 columns; at most 500 are accepted',
    );
    expect(await refusal(await buildXlsx([wide]), 'a.xlsx')).toMatch(
      new RegExp(`^BAD_FILE: cell ${letters(500)}1 lies beyond column 500`),
    );
    const rows = Array.from({ length: 11 }, () => ['x']);
    expect(await refusal(await buildXlsx(rows), 'a.xlsx', { maxRows: 10 })).toMatch(
      /^TOO_LARGE: .*more than 10 rows/,
    );
    const long = 'x'.repeat(32_768);
    expect(await refusal(Buffer.from(`a,b\n1,${long}`), 'a.csv')).toMatch(
      /^BAD_FILE: cell B2 holds 32768 characters; at most 32767/,
    );
    expect(await refusal(await buildXlsx([['a', long]]), 'a.xlsx')).toMatch(
      /^BAD_FILE: cell B1 holds 32768 characters/,
    );
    expect(await refusal(Buffer.from(`a\n"${'x,'.repeat(700_000)}`), 'a.csv')).toMatch(
      /^BAD_FILE: row 2: a row is longer than/,
    );
  });

  it('survives a text table beyond its memory and a thread that cannot start', async () => {
    const items = Buffer.from(
      Array.from({ length: 2_500_000 }, (_, i) => `<si><t>${i * 7919}</t></si>`).join(''),
    );
    const huge = Buffer.concat([Buffer.from('<sst>'), items, Buffer.from('</sst>')]);
    expect(await refusal(await spoilt('xl/sharedStrings.xml', huge), 'a.xlsx')).toMatch(/^TOO_LARGE: /);
    await expect(async () => {
      const options = { fileName: 'a.csv', limits: DEFAULT_FILE_LIMITS };
      for await (const row of readTable({ path: '/no/such/file.csv' }, options)) void row;
    }).rejects.toThrow(/ENOENT/);
  });

  it('reads headers such as __proto__ as plain text', async () => {
    const rows = [];
    const options = { fileName: 'a.csv', limits: DEFAULT_FILE_LIMITS };
    for await (const row of readTable({ buffer: Buffer.from('__proto__,constructor\n1,2\n') }, options))
      rows.push(row);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['__proto__', 'constructor'],
      ['1', '2'],
    ]);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });
});
