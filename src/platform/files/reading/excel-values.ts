const DAY_MS = 86_400_000;
/** Serial of 9999-12-31, the last date Excel knows. */
const LAST_SERIAL = 2_958_465;
/** The two epochs of workbooks; the 1900 one counts a 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Built-in formats that show a date (those that show only a time of day are left as numbers). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Whether a number format shows a calendar date: a custom code decides, else the built-in number. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(id);
  const plain = (code.split(';')[0] ?? '')
    .replace(/\[(h+|m+|s+)\]/gi, 'h')
    .replace(/"[^"]*"|\\.|[_*].|\[[^[\]]*\]/g, '')
    .toLowerCase();
  return /[yd]/.test(plain) || (plain.includes('m') && !/[hs]/.test(plain));
}

const PADDED = /^(?:0|"[^"]*"|\\.|[- ])+$/;

/**
 * The format as a pattern of zeros and literal characters if it shows nothing but padded digits (`000000`, `"AA"0000`,
 * `000-00`), as columns of ids do; undefined for every other format.
 */
export function paddedPattern(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const positive = code.split(';')[0] ?? '';
  if (!PADDED.test(positive)) return undefined;
  const pattern = positive.replace(/"([^"]*)"|\\(.)/g, (_all, quoted?: string, escaped?: string) =>
    // A literal zero is marked, so that it is not taken for a digit's place.
    (quoted ?? escaped ?? '').replaceAll('0', '\u0001'),
  );
  return (pattern.match(/0/g) ?? []).length > 1 || /[^0]/.test(pattern) ? pattern : undefined;
}

/** A whole number as its padded format shows it; undefined for fractions and negative numbers. */
export function padDigits(raw: string, pattern: string): string | undefined {
  if (!/^\d{1,15}$/.test(raw)) return undefined;
  const places = (pattern.match(/0/g) ?? []).length;
  const digits = [...raw.padStart(places, '0')];
  let shown = '';
  for (const char of [...pattern].reverse()) shown = (char === '0' ? (digits.pop() ?? '0') : char) + shown;
  // Digits beyond the places stand before the first of them.
  const first = pattern.indexOf('0');
  return (shown.slice(0, first) + digits.join('') + shown.slice(first)).replaceAll('\u0001', '0');
}

/** Excel keeps 15 significant digits; a longer whole number has lost its last ones. */
const EXACT_BELOW = 1e15;

/** Whether a number has more digits than a workbook keeps: as an id it is not what somebody typed. */
export function isInexact(raw: string): boolean {
  return Math.abs(Number(raw)) >= EXACT_BELOW;
}

/** A number of a workbook as plain decimal text, cleaned to 15 significant digits (what Excel itself shows). */
export function cleanNumber(raw: string): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  return withoutExponent(String(Number(value.toPrecision(15))));
}

function withoutExponent(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', first = '0', rest = '', power = '0'] = parts;
  const exponent = Number(power);
  const digits = first + rest;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, '0');
}

/** A date serial as `YYYY-MM-DD` (the time of day is dropped), or undefined when it is no date Excel knows. */
export function serialToIso(raw: string, epoch1904: boolean): string | undefined {
  const serial = Math.trunc(Number(raw));
  if (raw.trim() === '' || !(serial >= 1) || serial > LAST_SERIAL) return undefined;
  // Serials before 60 were counted before the phantom leap day.
  const days = !epoch1904 && serial < 60 ? serial + 1 : serial;
  return new Date((epoch1904 ? EPOCH_1904 : EPOCH_1900) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `_x000D_` and its like are how a workbook spells characters that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
