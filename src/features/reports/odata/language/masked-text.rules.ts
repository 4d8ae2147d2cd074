import { refused, unsupported } from './refusal.rules';

/** Longest expression; a longer one is better asked in parts. */
export const MAX_EXPRESSION = 10_000;
/** Deepest nesting of parentheses. */
const MAX_DEPTH = 50;

/** An expression as the parser gets it: what stands between quotes is masked, so that no text can be read as syntax. */
export interface MaskedText {
  masked: string;
  /** The value of the text literal that begins at this place. */
  textAt(position: number): string;
  /** What the request has between two places. */
  between(from: number, to?: number): string;
}

/** Masks the text literals of an expression, of the same length so that places stay where they are. */
export function maskTexts(target: string, text: string): MaskedText {
  if (text.length > MAX_EXPRESSION)
    throw refused(target, `${target} has ${text.length} characters; at most ${MAX_EXPRESSION} are accepted`);
  const texts = new Map<number, string>();
  const withoutTexts = text.replace(/'((?:[^']|'')*)'/g, (literal, inner: string, position: number) => {
    const value = inner.replaceAll("''", "'");
    if (value.includes('\0') || /\p{Surrogate}/u.test(value))
      throw refused(
        target,
        `${target} has a text with characters that no stored text has (NUL, half a pair)`,
      );
    texts.set(position, value);
    return `'${'x'.repeat(literal.length - 2)}'`;
  });
  // The parser reads no whole number of more than ten digits, but decimals of any length.
  const masked = withoutTexts.replace(
    /(?<![\w.]|\w-)\d{10,}(?![\w.])/g,
    (digits) => `1.${'0'.repeat(digits.length - 2)}`,
  );
  checkSyntax(target, text, masked);
  return {
    masked,
    textAt: (position) => texts.get(position) ?? '',
    between: (from, to) => text.slice(from, to),
  };
}

function checkSyntax(target: string, text: string, masked: string): void {
  const quote = /'/.exec(masked.replace(/'x*'/g, ({ length }) => ' '.repeat(length)));
  if (quote)
    throw refused(
      target,
      `${target}: a text begins at ${shown(text, quote.index)} and does not end: a ' is missing`,
    );
  const percent = masked.indexOf('%');
  if (percent >= 0)
    throw refused(
      target,
      `${target}: ${shown(text, percent)} is not accepted: an address has % as %25, and is encoded once`,
    );
  if (masked.includes('/'))
    throw unsupported(target, 'A path with / (navigation, any, all)', 'name a property');
  let depth = 0;
  for (const character of masked) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth > MAX_DEPTH)
      throw refused(
        target,
        `${target} has parentheses more than ${MAX_DEPTH} deep; at most ${MAX_DEPTH} are accepted`,
      );
  }
  if (depth !== 0)
    throw refused(target, `${target} has a parenthesis that is not ${depth > 0 ? 'closed' : 'opened'}`);
}

/** A place in words: the character's number and what stands there. */
export function shown(text: string, position: number): string {
  const rest = text.slice(position);
  if (rest === '') return 'its end';
  return `character ${position + 1} ("${rest.length > 40 ? `${rest.slice(0, 40)}…` : rest}")`;
}
