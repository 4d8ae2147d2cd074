import { extname } from 'node:path';
import { ACCEPTED_FORMATS, badFile } from './file-errors';

const TEXT_EXTENSIONS = new Set(['', '.csv', '.txt', '.tsv']);
const WORKBOOK_EXTENSIONS = new Set(['.xlsx', '.xlsm']);

/** First bytes that give a format away, with the name people know it by. */
const FOREIGN: readonly (readonly [magic: string, name: string])[] = [
  ['25504446', 'a PDF document'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'],
  ['1f8b', 'a gzip archive'],
  ['377abcaf', 'a 7-Zip archive'],
  ['52617221', 'a RAR archive'],
  ['7f454c46', 'a program'],
  ['4d5a9000', 'a program'],
  ['50415231', 'a Parquet file'],
];

/** Decides by content first and by extension second what the file is; anything but a table is refused by name. */
export function detectKind(head: Buffer, fileName: string): 'csv' | 'xlsx' {
  const extension = extname(fileName).toLowerCase();
  const hex = head.subarray(0, 8).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx';
  if (hex.startsWith('d0cf11e0a1b11ae1')) throw compoundFile(head);
  if (hex.startsWith('fffe') || hex.startsWith('feff')) throw utf16();
  const foreign = FOREIGN.find(([magic]) => hex.startsWith(magic));
  if (foreign) throw badFile(`the file is ${foreign[1]}, not a spreadsheet; expected ${ACCEPTED_FORMATS}`);
  if (WORKBOOK_EXTENSIONS.has(extension)) {
    throw badFile(
      `the file is named ${extension} but its content is not a workbook; expected ${ACCEPTED_FORMATS}`,
    );
  }
  if (!TEXT_EXTENSIONS.has(extension)) {
    throw badFile(`the file is named ${extension}, which is not a spreadsheet; expected ${ACCEPTED_FORMATS}`);
  }
  refuseOtherText(head);
  return 'csv';
}

/** The refusal of UTF-16 text, which Excel writes as "Unicode text". */
export function utf16(): Error {
  return badFile('the text is encoded as UTF-16; save it as "CSV UTF-8"');
}

function refuseOtherText(head: Buffer): void {
  if (looksLikeUtf16(head)) throw utf16();
  const start = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(\?xml|!doctype|html|table)\b/.test(start)) {
    throw badFile(`the file is an HTML or XML page, not a spreadsheet; expected ${ACCEPTED_FORMATS}`);
  }
}

/** UTF-16 without a mark: Latin letters with a NUL on every other byte. */
function looksLikeUtf16(head: Buffer): boolean {
  return (head[0] === 0) !== (head[1] === 0) && (head[2] === 0) !== (head[3] === 0) && head.length >= 4;
}

function compoundFile(head: Buffer): Error {
  const encrypted = head.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return badFile(
    encrypted
      ? 'the workbook is protected by a password; save it without one'
      : `the file is an old Excel workbook (.xls) or a protected one; save it as .xlsx without a password`,
  );
}
