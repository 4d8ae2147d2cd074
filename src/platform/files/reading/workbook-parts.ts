import { isDateFormat, paddedPattern, unescapeText } from './excel-values';
import { ACCEPTED_FORMATS, badFile, tooLarge } from './file-errors';
import { bytesText } from './file-limits';
import { readXml } from './xml-stream';
import type { XmlAttributes } from './xml-stream';
import type { ZipArchive } from './zip-archive';

/** Memory that the text table of a workbook may take: about 50 MB of Latin text or 2 million cells of it. */
const MAX_STRINGS_BYTES = 96_000_000;
/** What a string costs beyond its characters. */
const STRING_OVERHEAD_BYTES = 40;

/** How a cell style shows a number. */
export interface CellStyle {
  isDate: boolean;
  /** Zeros and literals of a format that pads ids, e.g. `000000`. */
  padded: string | undefined;
}

/** A sheet by its name and the part of the workbook that holds it. */
export interface SheetPart {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** What is needed to read a workbook. */
export interface WorkbookParts {
  /** Sheets to read, of which the first that holds anything counts. */
  readonly sheets: readonly SheetPart[];
  readonly epoch1904: boolean;
  readonly strings: readonly string[];
  /** By cell style index. */
  readonly styles: readonly CellStyle[];
}

interface SheetEntry {
  name: string;
  relationId: string;
  hidden: boolean;
}

/** Finds the wanted sheet, or the visible ones (or all, if all are hidden), and loads the tables that their cells refer to. */
export async function openWorkbook(archive: ZipArchive, wantedSheet?: string): Promise<WorkbookParts> {
  const { sheets, main, relations } = await listSheets(archive);
  return {
    sheets: choose(sheets, wantedSheet),
    epoch1904: main.epoch1904,
    strings: await readStrings(archive, relations.strings),
    styles: await readStyles(archive, relations.styles),
  };
}

/** The worksheets of a workbook in their order, hidden ones too, without reading any. */
export async function listSheets(archive: ZipArchive) {
  const part = await mainPart(archive);
  const main = await readMain(archive, part);
  const relations = await readRelations(archive, part);
  const sheets = main.sheets.flatMap(({ name, relationId, hidden }): SheetPart[] => {
    const found = relations.worksheets.get(relationId);
    return found === undefined ? [] : [{ name, part: found, hidden }];
  });
  if (sheets.length === 0) throw badFile('the workbook has no worksheet; expected a sheet with a header row');
  return { sheets, main, relations };
}

function choose(worksheets: readonly SheetPart[], wanted: string | undefined): readonly SheetPart[] {
  const key = wanted?.trim().toLowerCase();
  const named = worksheets.filter(({ name }) => name.trim().toLowerCase() === key);
  if (named.length > 0) return named;
  const visible = worksheets.filter((sheet) => !sheet.hidden);
  return visible.length > 0 ? visible : worksheets;
}

/** Other things that are zip archives too, by the part that gives them away. */
const OTHER_ARCHIVES: readonly (readonly [part: string, name: string])[] = [
  ['xl/workbook.bin', 'a binary workbook (.xlsb)'],
  ['word/document.xml', 'a Word document'],
  ['ppt/presentation.xml', 'a presentation'],
  ['content.xml', 'an OpenDocument file'],
];

const ROOT_RELATIONS = '_rels/.rels';
const USUAL_MAIN = 'xl/workbook.xml';

/** The part that lists the sheets: the archive's own relations name it, whatever it is called. */
async function mainPart(archive: ZipArchive): Promise<string> {
  let main: string | undefined;
  if (archive.has(ROOT_RELATIONS)) {
    await readXml(ROOT_RELATIONS, archive.read(ROOT_RELATIONS), {
      open(name, attributes) {
        if (name !== 'Relationship' || kindOf(attributes) !== 'officeDocument') return;
        main ??= resolvePart('', attributes['Target'] ?? '');
      },
    });
  }
  const other = OTHER_ARCHIVES.find(([part]) => archive.has(part));
  const found = [main, USUAL_MAIN].find((part) => part !== undefined && archive.has(part));
  if (found !== undefined && !other) return found;
  const seen = other ? other[1] : 'a zip archive';
  throw badFile(`the file is ${seen}, not an Excel workbook; expected ${ACCEPTED_FORMATS}`);
}

function kindOf(attributes: XmlAttributes): string | undefined {
  return (attributes['Type'] ?? '').split('/').pop();
}

/** A target is relative to the folder of the part that names it, or absolute in the archive. */
function resolvePart(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function readMain(
  archive: ZipArchive,
  part: string,
): Promise<{ sheets: SheetEntry[]; epoch1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let epoch1904 = false;
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

async function readRelations(archive: ZipArchive, main: string) {
  const worksheets = new Map<string, string>();
  let strings: string | undefined;
  let styles: string | undefined;
  const part = resolvePart(main, `_rels/${main.split('/').pop() ?? ''}.rels`);
  await readXml(part, archive.read(part), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const kind = kindOf(attributes);
      const target = resolvePart(main, attributes['Target'] ?? '');
      if (kind === 'worksheet') worksheets.set(attributes['Id'] ?? '', target);
      if (kind === 'sharedStrings') strings = target;
      if (kind === 'styles') styles = target;
    },
  });
  return { worksheets, strings, styles };
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

async function readStyles(archive: ZipArchive, part: string | undefined): Promise<CellStyle[]> {
  const styles: CellStyle[] = [];
  if (part === undefined || !archive.has(part)) return styles;
  const codes = new Map<number, string>();
  let section = '';
  await readXml(part, archive.read(part), {
    open(name, attributes) {
      if (name === 'numFmts' || name === 'cellXfs') section = name;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt' && section === 'numFmts') codes.set(id, attributes['formatCode'] ?? '');
      if (name === 'xf' && section === 'cellXfs')
        styles.push({ isDate: isDateFormat(id, codes.get(id)), padded: paddedPattern(codes.get(id)) });
    },
    close(name) {
      if (name === section) section = '';
    },
  });
  return styles;
}
