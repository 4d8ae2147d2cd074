import { type CellType, cellText, exactDecimal, safeText } from './cell-text';

/** Excel refuses a file with a longer text in one cell. */
const MAX_TEXT = 32_767;

const NEEDS_ESCAPE = /[&<>"\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_/;
/** Characters that XML 1.0 cannot hold at all, and halves of surrogate pairs standing alone. */
const FORBIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text for XML content or a double-quoted attribute: escaped, control characters removed, line ends as LF. */
export function escapeXml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(FORBIDDEN, '')
      // `_x0041_` in a cell means "A" to Excel (ECMA-376 ST_Xstring), so a literal one must be escaped itself
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

/** `0` → `A`, `25` → `Z`, `26` → `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.trunc((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

const ISO_DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)\d*Z?)?$/;
const MS_PER_DAY = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** Excel believes in 1900-02-29; serials below this day would be off by one. */
const FIRST_SAFE_SERIAL = 61;

/** The Excel serial of an ISO date or UTC date-time; undefined for anything that is not a real one. */
export function dateSerial(iso: string): number | undefined {
  const match = ISO_DATE.exec(iso);
  if (!match) return undefined;
  const [, day = '', time = '00:00'] = match;
  const instant = Date.parse(`${day}T${time}Z`);
  // the 30th of February would roll over into March: such a date is not a real one
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(day)) return undefined;
  const serial = (instant - DAY_ZERO) / MS_PER_DAY;
  return serial < FIRST_SAFE_SERIAL ? undefined : serial;
}

/** What a cell writer needs to know of its column. */
export interface CellStyle {
  type: CellType;
  /** Index into the workbook's cell formats; 0 is the default one. */
  style: number;
  neutralise: boolean;
}

/** One `<c>` element, or nothing for an empty cell. A value that its column type cannot hold is written as text. */
export function cellXml(reference: string, column: CellStyle, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const styled = column.style === 0 ? '' : ` s="${column.style}"`;
  if (column.type === 'boolean' && typeof value === 'boolean') {
    return `<c r="${reference}"${styled} t="b"><v>${value ? 1 : 0}</v></c>`;
  }
  const number = numberOf(column.type, value);
  if (number !== undefined) return `<c r="${reference}"${styled}><v>${number}</v></c>`;
  return textCell(reference, column, value);
}

/** What goes into `<v>` for number and date columns; undefined if the value is neither. */
function numberOf(type: CellType, value: unknown): string | number | undefined {
  if (type === 'number') return exactDecimal(value);
  return type === 'date' ? dateSerial(cellText(value)) : undefined;
}

function textCell(reference: string, column: CellStyle, value: unknown): string {
  const text = safeText(value, column.neutralise);
  const fitting = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
  const styled = column.type === 'text' && column.style !== 0 ? ` s="${column.style}"` : '';
  const space = /^\s|\s$|[\r\n]/.test(fitting) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}"${styled} t="inlineStr"><is><t${space}>${escapeXml(fitting)}</t></is></c>`;
}
