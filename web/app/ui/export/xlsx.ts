import { safeText, type ExportCell, type ExportTable } from './table';
import { zipOf } from './zip';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cell formats of the style sheet below. */
const [HEADER, DAY] = [1, 2];
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** What XML cannot hold at all. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** Excel refuses longer texts in a cell, and longer names of sheets. */
const [MAX_TEXT, MAX_NAME] = [32_767, 31];

const escaped = (text: string): string =>
  text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const ISO_DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** `0` → `A`, `25` → `Z`, `26` → `AA`. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.trunc(index / 26) - 1) + last;
}

function cellXml(at: string, cell: ExportCell, style: number): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  const serial = ISO_DAY.test(cell) ? (Date.parse(cell) - DAY_ZERO) / DAY_MS : NaN;
  if (!Number.isNaN(serial)) return `<c r="${at}" s="${DAY}"><v>${serial}</v></c>`;
  const text = escaped(safeText(cell).slice(0, MAX_TEXT));
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function rowXml(line: number, cells: readonly ExportCell[], style = 0): string {
  const written = cells.map((cell, index) => cellXml(`${columnLetters(index)}${line}`, cell, style));
  return `<row r="${line}">${written.join('')}</row>`;
}

const [MIN_WIDTH, MAX_WIDTH, SAMPLE] = [8, 60, 200];

/** Columns as wide as what stands in their first rows. */
function widthsXml({ headers, rows }: ExportTable): string {
  const sample = rows.slice(0, SAMPLE);
  return headers
    .map((title, index) => {
      const longest = Math.max(title.length, ...sample.map((row) => String(row[index] ?? '').length));
      const width = Math.min(Math.max(longest + 2, MIN_WIDTH), MAX_WIDTH);
      return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
    })
    .join('');
}

const sheetXml = (table: ExportTable): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
  `<cols>${widthsXml(table)}</cols><sheetData>${rowXml(1, table.headers, HEADER)}` +
  `${table.rows.map((row, index) => rowXml(index + 2, row)).join('')}</sheetData></worksheet>`;

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

/** The table as a workbook of one sheet. */
export function xlsxOf(table: ExportTable): Promise<Blob> {
  const part = (name: string, type: string): string =>
    `<Override PartName="/${name}" ContentType="${TYPES}.${type}+xml"/>`;
  return zipOf([
    {
      name: '[Content_Types].xml',
      text:
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `${part('xl/workbook.xml', 'sheet.main')}${part('xl/styles.xml', 'styles')}` +
        `${part('xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${XML}<Relationships xmlns="${PACKAGE}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text:
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        `<sheet name="${escaped(table.name.slice(0, MAX_NAME))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text:
        `${XML}<Relationships xmlns="${PACKAGE}">${relation(1, 'worksheet', 'worksheets/sheet1.xml')}` +
        `${relation(2, 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', text: STYLES },
    { name: 'xl/worksheets/sheet1.xml', text: sheetXml(table) },
  ]);
}
