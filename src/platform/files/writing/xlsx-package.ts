import { withoutEnds } from '../../../domain/text-ends';
import { escapeXml } from './xlsx-cells';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const PACKAGE_TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cell format 1 is the bold, shaded header; further formats are added as columns ask for them. */
export const HEADER_STYLE = 1;
/** How a date column is shown unless it names its own format. */
export const DATE_FORMAT = 'yyyy-mm-dd';
/** Excel reserves the number format ids below. */
const FIRST_CUSTOM_FORMAT = 164;

/** A sheet as the workbook lists it. `filter` is the absolute range of its auto filter, if it has one. */
export interface SheetEntry {
  name: string;
  filter?: string;
}

/** Collects the number formats in use and hands out cell format indexes. */
export class StyleTable {
  private readonly formats: string[] = [];

  /** The cell format index for a number format; the default format is 0. */
  styleFor(format: string | undefined): number {
    if (format === undefined) return 0;
    const known = this.formats.indexOf(format);
    const index = known >= 0 ? known : this.formats.push(format) - 1;
    return HEADER_STYLE + 1 + index;
  }

  /** `xl/styles.xml`. */
  toXml(): string {
    const numberFormats = this.formats
      .map(
        (format, index) =>
          `<numFmt numFmtId="${FIRST_CUSTOM_FORMAT + index}" formatCode="${escapeXml(format)}"/>`,
      )
      .join('');
    const cellFormats = this.formats
      .map(
        (_, index) =>
          `<xf numFmtId="${FIRST_CUSTOM_FORMAT + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
      )
      .join('');
    return (
      `${XML}<styleSheet xmlns="${MAIN}">` +
      (this.formats.length > 0 ? `<numFmts count="${this.formats.length}">${numberFormats}</numFmts>` : '') +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.formats.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
      '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>' +
      `${cellFormats}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}

/** `[Content_Types].xml`. */
export function contentTypesXml(sheets: readonly SheetEntry[]): string {
  const overrides = sheets
    .map(
      (_, index) =>
        `<Override PartName="/${sheetPath(index)}" ContentType="${PACKAGE_TYPES}.worksheet+xml"/>`,
    )
    .join('');
  return (
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${PACKAGE_TYPES}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${PACKAGE_TYPES}.styles+xml"/>${overrides}</Types>`
  );
}

/** `_rels/.rels`. */
export function rootRelationshipsXml(): string {
  return (
    `${XML}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}">` +
    `<Relationship Id="rId1" Type="${OFFICE_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
  );
}

/** `xl/workbook.xml`: the sheets in order, and the hidden name that Excel keeps for each auto filter. */
export function workbookXml(sheets: readonly SheetEntry[]): string {
  const entries = sheets
    .map(
      (sheet, index) =>
        `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('');
  const filters = sheets.map((sheet, index) => filterName(sheet, index)).join('');
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE_RELATIONSHIPS}"><sheets>${entries}</sheets>` +
    (filters === '' ? '' : `<definedNames>${filters}</definedNames>`) +
    '</workbook>'
  );
}

function filterName(sheet: SheetEntry, index: number): string {
  if (sheet.filter === undefined) return '';
  const quoted = `'${sheet.name.replace(/'/g, "''")}'!${sheet.filter}`;
  return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(quoted)}</definedName>`;
}

/** `xl/_rels/workbook.xml.rels`. */
export function workbookRelationshipsXml(sheets: readonly SheetEntry[]): string {
  const entries = sheets
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE_RELATIONSHIPS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('');
  return (
    `${XML}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}">${entries}` +
    `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE_RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`
  );
}

/** The part name of the sheet at a position. */
export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

const NOT_IN_NAMES = /[[\]:*?/\\\u0000-\u001F]/g;

/** A name Excel accepts (31 characters, none of `[]:*?/\`), made unique among those taken. */
export function sheetName(wanted: string, taken: readonly SheetEntry[]): string {
  const clean = withoutEnds(wanted.replace(NOT_IN_NAMES, ' '), "'").trim() || 'Sheet';
  const used = new Set(taken.map((sheet) => sheet.name.toLowerCase()));
  let name = clean.slice(0, 31);
  for (let copy = 2; used.has(name.toLowerCase()); copy += 1) {
    const suffix = ` (${copy})`;
    name = clean.slice(0, 31 - suffix.length) + suffix;
  }
  return name;
}
