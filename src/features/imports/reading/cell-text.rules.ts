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

/** Spellings of "nothing" in V1 files. */
const BLANK = /^(?:null|n\/a|#n\/a|-)$/i;

/** Clean text of a cell; `NULL`, `N/A`, `#N/A` and `-` are kept. */
export function plainText(cell: Cell): string {
  return cell === null ? '' : cleanText(cell);
}

/** Whether clean text stands for nothing. */
export function isBlank(text: string): boolean {
  return text === '' || BLANK.test(text);
}
