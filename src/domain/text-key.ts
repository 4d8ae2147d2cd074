import { DomainError } from './errors';
import { floorInt } from './rounding';

const WHITE_SPACE = /[\s\u0000-\u001f\u007f-\u009f]+/g;
const ZERO_WIDTH = /[\u200b\u2060\ufeff]/g;
/** What most names are: words of ASCII with single spaces between them. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Unicode-composed text with every run of white space (NBSP, tabs, controls) as one space, trimmed; NUL and broken surrogates, which PostgreSQL cannot store, are refused. */
export function cleanText(text: string, path = 'text'): string {
  if (CLEAN.test(text)) return text;
  if (text.includes('\u0000')) throw unstorable(path, 'the character U+0000', text);
  if (LONE_SURROGATE.test(text)) throw unstorable(path, 'half of a surrogate pair', text);
  return text.replace(ZERO_WIDTH, '').replace(WHITE_SPACE, ' ').trim().normalize('NFC');
}

function unstorable(path: string, what: string, value: string): DomainError {
  const message = `text with ${what} is not accepted; expected Unicode text that can be stored`;
  return new DomainError('VALIDATION', `${path}: ${message}`, [{ path, message, value }]);
}

/** Characters that change nothing that is seen: joiners, direction marks, soft hyphens, variation selectors. */
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/** Text without what only looks different: compatibility forms composed (NFKC), invisible marks gone, dashes as `-`. */
export function foldLookAlikes(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-');
}

/** Clean text of a name that is a key: what looks the same is the same. */
export function cleanName(text: string, path = 'text'): string {
  const clean = cleanText(text, path);
  return PLAIN.test(clean) ? clean : cleanText(foldLookAlikes(clean), path).normalize('NFKC');
}

const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
];
/** Cyrillic and Greek letters, each with the Latin letter that it looks like. */
const LOOK_ALIKES = new Map(
  [
    ['АВЕЅІЈКМНОРСТУХаеіјорсухѕԁԛԝ', 'ABESIJKMHOPCTYXaeijopcyxsdqw'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', 'ABEZHIKMNOPTYXo'],
  ].flatMap(([theirs = '', latin = '']) =>
    [...theirs].map((letter, i): [string, string] => [letter, latin[i] ?? letter]),
  ),
);

/** The scripts of a text that mixes several, with what it would be in Latin letters; undefined when it mixes none. */
export function mixedScripts(text: string): { scripts: string[]; latin: string } | undefined {
  if (PLAIN.test(text)) return undefined;
  const latin = [...text].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
  const scripts = SCRIPTS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  const isForeign = scripts.length > 1 || (latin !== text && PLAIN.test(latin));
  return isForeign ? { scripts, latin } : undefined;
}

/** The key under which spellings match: a clean name with A–Z lower-cased, as PostgreSQL's `lower(x COLLATE "C")` does. */
export function textKey(text: string): string {
  if (CLEAN.test(text)) return text.toLowerCase();
  return cleanName(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The candidate whose key is the fewest edits away (at most a third of the text, at least 2), the first of equals; undefined if none is near. */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const key = textKey(text);
  let limit = floorInt(key.length / 3);
  if (limit < 2) limit = 2;
  let best: string | undefined;
  for (const candidate of candidates) {
    const other = textKey(candidate);
    const distance = editDistance(key, other, limit);
    if (distance > limit || distance >= key.length) continue;
    best = candidate;
    limit = distance - 1;
    if (limit < 0) break;
  }
  return best;
}

/** Edits (insert, delete, replace, swap of neighbours) between two keys; anything above `limit` comes back as limit + 1. */
function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (a.length - b.length > limit || b.length - a.length > limit) return limit + 1;
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  let beforeLast = last;
  for (let i = 1; i <= a.length; i += 1) {
    const row = nextRow(a, b, i, { last, beforeLast });
    if (row.every((distance) => distance > limit)) return limit + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit + 1;
}

/** Distances between the first i characters of a and every beginning of b, from those of one and two characters fewer. */
function nextRow(
  a: string,
  b: string,
  i: number,
  { last, beforeLast }: { last: readonly number[]; beforeLast: readonly number[] },
): number[] {
  const row = [i];
  let left = i;
  for (let j = 1; j <= b.length; j += 1) {
    const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    left = Math.min((last[j] ?? 0) + 1, left + 1, replaced);
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    if (isSwap) left = Math.min(left, (beforeLast[j - 2] ?? 0) + 1);
    row.push(left);
  }
  return row;
}

/** Lower case with every run of characters other than a–z and 0–9 as one hyphen, none at the ends. */
export function slug(text: string): string {
  return textKey(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
