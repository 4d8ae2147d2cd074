const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percentTenth = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percentWhole = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 });
const shorter = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** What stands where there is no figure. */
export const NONE = '–';

const MINUS = '−';
const NARROW = '\u202f';

const withMinus = (text: string): string => text.replace('-', MINUS).replace('%', `${NARROW}%`);

/** `62,498`. */
export const cases = (value: number): string => withMinus(whole.format(value));
/** `242.3`. */
export const fte = (value: number): string => withMinus(tenth.format(value));
/** `87.6 %`; a dash where nothing was forecast. */
export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : withMinus(percentTenth.format(value));
/** `88 %`. */
export const percentRough = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : withMinus(percentWhole.format(value));
/** `62.5K`. */
export const compact = (value: number): string => withMinus(short.format(value));
/** `62K`, where there is no room. */
export const rough = (value: number): string => withMinus(shorter.format(value));
/** `945`, `71.4K`, `329K`: three figures at most. */
export function three(value: number): string {
  const size = Math.abs(value);
  if (size < 999.5) return cases(value);
  return size < 99_950 ? compact(value) : rough(value);
}
/** `4` or a dash. */
export const orNone = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : cases(value);

/** Short, over or even: by the whole case, as the figure is shown. */
export type Tone = 'short' | 'spare' | 'even';

/** The tone of a gap: capacity less forecast. */
export function toneOf(gap: number): Tone {
  const shown = Math.round(gap);
  if (shown < 0) return 'short';
  return shown > 0 ? 'spare' : 'even';
}

const SIGNS: Readonly<Record<Tone, string>> = { short: '▼', spare: '▲', even: '=' };
const WORDS: Readonly<Record<Tone, string>> = { short: 'short', spare: 'over', even: 'even' };

/** The shape beside a gap, so that colour is never the only sign. */
export const signOf = (gap: number): string => SIGNS[toneOf(gap)];

/** `▼ 62,498`. */
export const gapText = (gap: number): string => `${signOf(gap)} ${cases(Math.abs(gap))}`;

/** `62,498 cases short`, for ears. */
export const gapWords = (gap: number): string =>
  toneOf(gap) === 'even' ? 'even' : `${cases(Math.abs(gap))} cases ${WORDS[toneOf(gap)]}`;

/** `+ 2.1 %` or `− 1,204`: a difference with its sign. */
export function difference(value: number, format: (value: number) => string): string {
  const shown = format(Math.abs(value));
  if (/^[0.,]+(\u202f%)?$/.test(shown)) return '± 0';
  return `${value < 0 ? MINUS : '+'} ${shown}`;
}
