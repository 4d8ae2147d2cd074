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
    .replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '')
    .toLowerCase();
  return /[yd]/.test(plain) || (plain.includes('m') && !/[hs]/.test(plain));
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
