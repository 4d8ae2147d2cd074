import { cleanText } from '../../../domain/text-key';
import type { Cell } from './import-table.rules';

/** Distinct texts remembered at once; a file of names only must not be held a second time. */
const MAX_REMEMBERED = 100_000;

/** Remembers what a function made of a text, so that the many equal cells of a file share one result. */
export class Remembered<T> {
  private readonly results = new Map<string, T>();

  constructor(private readonly make: (text: string) => T) {}

  get(text: string): T {
    const known = this.results.get(text);
    if (known !== undefined) return known;
    if (this.results.size >= MAX_REMEMBERED) this.results.clear();
    const result = this.make(text);
    this.results.set(text, result);
    return result;
  }
}

/** Spellings of "nothing" in V1 files and in what other programs write. */
const BLANK = /^(?:null|nil|none|nan|n\/a|#n\/a|<na>|\(blank\)|\(leer\)|[-\u2013\u2014]{1,3})$/i;

/**
 * What spreadsheet programs show instead of a value that they cannot compute. Its words are those of the user's language
 * (`#REF!`, `#¡REF!`, `#BEZUG!`, `#NOMBRE?`): what stands between `#` and `!` or `?` is one; LibreOffice has `Err:502`, too.
 */
const ERROR =
  /^#\s*(?:[\u00a1\u00bf]?[\p{L}\d/._-]+(?: [\p{L}\d/._-]+)?\s*[!?]|ref|value|n\/a|n\/d|nv|name|div\/0|num|null|spill|calc|field|blocked|connect|getting_data|busy|unknown|python|external)$|^#{3,}$|^err:\s*\d{3}$/iu;

/** The apostrophe that exports put before text which a spreadsheet would run as a formula. */
const GUARD = /^'(?='*[=+\-@\t\r])/;

/** What other exports write so that a spreadsheet keeps the zeros and the text of an id: `="00123"`. */
const TEXT_FORMULA = /^="((?:[^"]|"")*)"$/;

/** A cell without what an export has put around it for spreadsheets. */
export function unguarded(cell: string): string {
  const text = cell.startsWith('=') ? TEXT_FORMULA.exec(cell)?.[1] : undefined;
  return text === undefined ? cell.replace(GUARD, '') : text.replaceAll('""', '"');
}

/** Clean text of a cell; `NULL`, `N/A`, `#N/A` and `-` are kept. */
export function plainText(cell: Cell): string {
  return cell === null ? '' : cleanText(unguarded(cell));
}

/** Whether clean text stands for nothing. */
export function isBlank(text: string): boolean {
  return text === '' || BLANK.test(text);
}

/** Whether clean text is an error value such as `#REF!`. */
export function isErrorValue(text: string): boolean {
  return /^[#e]/i.test(text) && ERROR.test(text);
}
