import { isDateFormat, unescapeText } from './excel-values';
import { ACCEPTED_FORMATS, badFile, tooLarge } from './file-errors';
import { bytesText } from './file-limits';
import { readXml } from './xml-stream';
import type { XmlAttributes } from './xml-stream';
import type { ZipArchive } from './zip-archive';

/** Memory that the text table of a workbook may take: about 50 MB of Latin text or 2 million cells of it. */
const MAX_STRINGS_BYTES = 96_000_000;
/** What a string costs beyond its characters. */
const STRING_OVERHEAD_BYTES = 40;

/** A sheet by its name and the part of the workbook that holds it. */
export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

/** What is needed to read a workbook. */
export interface WorkbookParts {
  /** Sheets to read, of which the first that holds anything counts. */
  readonly sheets: readonly SheetPart[];
  readonly epoch1904: boolean;
  readonly strings: readonly string[];
  /** By cell style index: does it show a date? */
  readonly dateStyles: readonly boolean[];
}

interface SheetEntry {
  name: string;
  relationId: string;
  hidden: boolean;
}

/** Finds the wanted sheet and the visible ones (or all, if all are hidden), and loads the tables that their cells refer to. */
export async function openWorkbook(archive: ZipArchive, wantedSheet?: string): Promise<WorkbookParts> {
  refuseOtherArchives(archive);
  const { sheets, epoch1904 } = await readSheetList(archive);
  const relations = await readRelations(archive);
  const worksheets = sheets.filter(({ relationId }) => relations.worksheets.has(relationId));
  if (worksheets.length === 0)
    throw badFile('the workbook has no worksheet; expected a sheet with a header row');
  return {
    sheets: choose(worksheets, wantedSheet).map(({ name, relationId }) => ({
      name,
      part: relations.worksheets.get(relationId) ?? '',
    })),
    epoch1904,
    strings: await readStrings(archive, relations.strings),
    dateStyles: await readDateStyles(archive, relations.styles),
  };
}

function choose(worksheets: readonly SheetEntry[], wanted: string | undefined): readonly SheetEntry[] {
  const named = worksheets.filter(({ name }) => name.toLowerCase() === wanted?.toLowerCase());
  const visible = worksheets.filter((sheet) => !sheet.hidden && !named.includes(sheet));
  const chosen = [...named, ...visible];
  return chosen.length > 0 ? chosen : worksheets;
}

/** Other things that are zip archives too, by the part that gives them away. */
const OTHER_ARCHIVES: readonly (readonly [part: string, name: string])[] = [
  ['xl/workbook.bin', 'a binary workbook (.xlsb)'],
  ['word/document.xml', 'a Word document'],
  ['ppt/presentation.xml', 'a presentation'],
  ['content.xml', 'an OpenDocument file'],
];

function refuseOtherArchives(archive: ZipArchive): void {
  if (archive.has('xl/workbook.xml')) return;
  const other = OTHER_ARCHIVES.find(([part]) => archive.has(part));
  const seen = other ? other[1] : 'a zip archive';
  throw badFile(`the file is ${seen}, not an Excel workbook; expected ${ACCEPTED_FORMATS}`);
}

async function readSheetList(archive: ZipArchive): Promise<{ sheets: SheetEntry[]; epoch1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let epoch1904 = false;
  const part = 'xl/workbook.xml';
  await readXml(part, archive.read(part), {
    open(name, attributes) {
      if (name === 'workbookPr') epoch1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet') sheets.push(sheetEntry(attributes));
    },
  });
  return { sheets, epoch1904 };
}

function sheetEntry(attributes: XmlAttributes): SheetEntry {
  // The relation is `r:id`, where the prefix is the writer's choice.
  const key = Object.keys(attributes).find((name) => name.endsWith(':id')) ?? 'id';
  return {
    name: attributes['name'] ?? '',
    relationId: attributes[key] ?? '',
    hidden: (attributes['state'] ?? 'visible') !== 'visible',
  };
}

async function readRelations(archive: ZipArchive) {
  const worksheets = new Map<string, string>();
  let strings: string | undefined;
  let styles: string | undefined;
  const part = 'xl/_rels/workbook.xml.rels';
  await readXml(part, archive.read(part), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const kind = (attributes['Type'] ?? '').split('/').pop();
      const target = partName(attributes['Target'] ?? '');
      if (kind === 'worksheet') worksheets.set(attributes['Id'] ?? '', target);
      if (kind === 'sharedStrings') strings = target;
      if (kind === 'styles') styles = target;
    },
  });
  return { worksheets, strings, styles };
}

/** Targets are relative to `xl/` or absolute in the archive; one that points elsewhere simply finds no part. */
function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

async function readStrings(archive: ZipArchive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !archive.has(part)) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  let bytes = 0;
  await readXml(part, archive.read(part), {
    open(name) {
      if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
      else if (name === 'si') text = '';
    },
    text(value) {
      if (inText) text += value;
    },
    close(name) {
      if (name === 'rPh') phonetic = false;
      else if (name === 't') inText = false;
      else if (name === 'si') {
        bytes += 2 * text.length + STRING_OVERHEAD_BYTES;
        if (bytes > MAX_STRINGS_BYTES) throw tableTooLarge();
        strings.push(unescapeText(text));
      }
    },
  });
  return strings;
}

function tableTooLarge(): Error {
  return tooLarge(
    `the text table of the workbook needs more than ${bytesText(MAX_STRINGS_BYTES)}; split the file or save it as CSV`,
  );
}

async function readDateStyles(archive: ZipArchive, part: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (part === undefined || !archive.has(part)) return styles;
  const codes = new Map<number, string>();
  let section = '';
  await readXml(part, archive.read(part), {
    open(name, attributes) {
      if (name === 'numFmts' || name === 'cellXfs') section = name;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt' && section === 'numFmts') codes.set(id, attributes['formatCode'] ?? '');
      if (name === 'xf' && section === 'cellXfs') styles.push(isDateFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === section) section = '';
    },
  });
  return styles;
}
