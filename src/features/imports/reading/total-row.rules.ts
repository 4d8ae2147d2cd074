import { isBlank, isErrorValue, plainText } from './cell-text.rules';
import type { TableRow } from './import-table.rules';

/** Words of spreadsheet programs for a row of sums, in the languages that they commonly speak. */
const TOTAL =
  /^(?:(?:grand|gran|sub|over|overall|report|running|suma|somma|eind|zwischen)?[\s-]*)(?:totals?|totale|totaal|sums?|suma|somma|summe|(?:gesamt)?ergebnis|gesamt(?:summe)?|[\u03a3\u2211])(?:\s+(?:g[e\u00e9]n[e\u00e9]ral|generale|geral|complessivo|result))?(?:\s*[:=(#\u2013-].*|\s+\d.*)?$/i;
const PIVOT_TOTAL = /\S\s+(?:sub-?)?totals?$/i;
/** In the only key of a file, an id, what begins with such a word is none. */
const NO_ID =
  /^[^\p{L}\d]*(?:(?:grand|sub|column)[\s-]*)?(?:t ?o ?t ?a ?l ?s?(?![\p{L}\d])|(?:averages?|counts?)[^\p{L}\d]*$)/iu;
const FIGURE = /^[+-]?[\d.,\s'%()]+$/;

/** Whether a text is what spreadsheets call a row of sums: `Total`, `Grand Total: 12`, `Subtotal`, `Sum`. */
export function isTotalLabel(text: string): boolean {
  return TOTAL.test(text);
}

/**
 * Whether a row sums others: a key column states it, or no key column is filled and what is filled are figures or such a
 * label. `keys` are the 0-based key columns.
 */
export function isTotalRow(row: TableRow, keys: readonly number[]): boolean {
  const texts = keys.map((index) => plainText(row.cells[index] ?? null));
  if (texts.some(isTotalLabel)) return true;
  // `Amisys Total` beside a blank key, or as the only one, sums what stands above it.
  const isSubtotal = keys.length === 1 || texts.some(isBlank);
  if (isSubtotal && texts.some((text) => PIVOT_TOTAL.test(text))) return true;
  if (keys.length === 1 && texts.some((text) => NO_ID.test(text))) return true;
  if (!texts.every(isBlank)) return false;
  const others = row.cells
    .map((cell, index) => ({ text: plainText(cell), index }))
    .filter(({ text }) => !isBlank(text));
  if (others.some(({ text }) => isTotalLabel(text))) return true;
  const isFigure = ({ text, index }: { text: string; index: number }): boolean =>
    FIGURE.test(text) || isErrorValue(text) || (row.uncomputed?.includes(index) ?? false);
  return others.length > 0 && others.every(isFigure);
}
