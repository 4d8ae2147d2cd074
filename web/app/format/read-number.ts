const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;
/** `1,000`: a thousand to some and one to others. */
const EITHER = /^-?\d{1,3}(,\d{3})+$/;
const SHOWN_DECIMALS = 6;

/** A number as people type it, `62.5`, `62,5` or `62.5 %`; NaN for anything that is none or could be two. */
export function readNumber(text: string, percent = false): number {
  const trimmed = text.replace('−', '-').trim();
  const typed = percent && trimmed.endsWith('%') ? trimmed.slice(0, -1).trimEnd() : trimmed;
  const plain = EITHER.test(typed) ? '' : typed.replace(',', '.');
  if (!NUMBER.test(plain)) return NaN;
  return Number(percent ? `${plain}e-2` : plain);
}

/** A number as it stands in its field: every digit of it, `62.5 %`. */
export function writeNumber(value: number, percent = false): string {
  if (Number.isNaN(value)) return '';
  const shown = Number((percent ? value * 100 : value).toFixed(SHOWN_DECIMALS));
  return percent ? `${shown} %` : `${shown}`;
}
