import { ZipFile } from 'yazl';

/** One cell to build; `raw` is the XML of the whole `<c>` element. */
export type BuildCell =
  | string
  | number
  | boolean
  | null
  | { serial: number; style: number }
  | { error: string }
  | { inline: string };

/** Parts of a workbook by name; take them, spoil one and zip them to make a hostile file. */
export type WorkbookFiles = Record<string, string | Buffer>;

export interface BuildOptions {
  sheetName?: string;
  epoch1904?: boolean;
  /** Number format codes; style index i + 1 shows the i-th. */
  formats?: readonly string[];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet as a spreadsheet program writes it: shared strings, styles, cell references. */
export function buildXlsx(
  rows: readonly (readonly BuildCell[])[],
  options: BuildOptions = {},
): Promise<Buffer> {
  return zipOf(workbookFiles(rows, options));
}

/** The parts of such a workbook, still unpacked. */
export function workbookFiles(
  rows: readonly (readonly BuildCell[])[],
  options: BuildOptions = {},
): WorkbookFiles {
  const strings = new Map<string, number>();
  const body = rows.map((cells, index) => rowXml(cells, index + 1, strings)).join('');
  const shared = [...strings.keys()]
    .map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`)
    .join('');
  const formats = options.formats ?? [];
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${options.epoch1904 ? ' date1904="1"' : ''}/>` +
      `<sheets><sheet name="${escapeXml(options.sheetName ?? 'Sheet1')}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
      `<Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/>` +
      `<Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': stylesXml(formats),
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}">${shared}</sst>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData></worksheet>`,
  };
}

/** Zips parts by name. */
export function zipOf(files: WorkbookFiles): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}

/** Replaces bytes of equal length everywhere in a file, e.g. a harmless part name by a hostile one. */
export function patchBytes(file: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length) throw new Error('a patch must keep the length');
  return Buffer.from(file.toString('latin1').replaceAll(from, to), 'latin1');
}

/** CSV text of plain cells, quoted where RFC 4180 wants it. */
export function buildCsv(rows: readonly (readonly (string | number | null)[])[], delimiter = ','): Buffer {
  const quote = (cell: string | number | null): string => {
    const text = cell === null ? '' : String(cell);
    return /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return Buffer.from(rows.map((row) => `${row.map(quote).join(delimiter)}\r\n`).join(''));
}

/** `A`, `Z`, `AA` … for a 0-based column index. */
export function letters(index: number): string {
  return (index >= 26 ? letters(Math.trunc(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

function rowXml(cells: readonly BuildCell[], row: number, strings: Map<string, number>): string {
  const xml = cells.map((cell, index) => cellXml(cell, `${letters(index)}${row}`, strings)).join('');
  return `<row r="${row}">${xml}</row>`;
}

function cellXml(cell: BuildCell, reference: string, strings: Map<string, number>): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') {
    if (!strings.has(cell)) strings.set(cell, strings.size);
    return `<c r="${reference}" t="s"><v>${strings.get(cell)}</v></c>`;
  }
  if ('serial' in cell) return `<c r="${reference}" s="${cell.style}"><v>${cell.serial}</v></c>`;
  if ('error' in cell) return `<c r="${reference}" t="e"><v>${cell.error}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell.inline)}</t></is></c>`;
}

function stylesXml(formats: readonly string[]): string {
  const codes = formats
    .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(code)}"/>`)
    .join('');
  const styles = formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('');
  return (
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
    `<cellXfs><xf numFmtId="0"/>${styles}</cellXfs></styleSheet>`
  );
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
