import { compareC } from '../ordering';
import { cleanName, textKey } from '../text-key';

/** A comma-separated list of case types, cleaned, each once in its first spelling. */
export function parseSkills(text: string): string[] {
  return uniqueByKey(text.split(',').map((part) => cleanName(part, 'skills')));
}

/**
 * Case types from text that separates them by `,`, `;`, `|`, `/`, line ends or, where all are known, by spaces. A slash is
 * part of many case types: it separates where what stands on its sides is known, or where spaces surround it. Known case types come in their
 * stored spelling; `unknown` names the others, which are kept.
 */
export function readSkills(
  text: string,
  known: ReadonlyMap<string, string>,
): { skills: string[]; unknown: string[] } {
  const whole = cleanName(text, 'skills');
  const stored = known.get(textKey(whole));
  const pieces =
    stored === undefined ? text.split(/[,;|\r\n]+/).flatMap((piece) => ofPiece(piece, known)) : [stored];
  const skills = uniqueByKey(pieces);
  return { skills, unknown: skills.filter((name) => !known.has(textKey(name))) };
}

function ofPiece(text: string, known: ReadonlyMap<string, string>): string[] {
  const name = cleanName(text, 'skills');
  if (name === '') return [];
  const parts = name.split('/');
  const joined = knownJoins(parts, known);
  if (joined) return joined;
  const spaced = name.split(' / ');
  if (spaced.length > 1) return spaced.flatMap((part) => ofPiece(part, known));
  const { skills, rest } = extractSkills(name, [...known.values()]);
  return rest === '' && skills.length > 0 ? skills : [known.get(textKey(name)) ?? name];
}

/** Slash-separated parts joined to known case types, the longest first; undefined unless all of it is explained. */
function knownJoins(parts: readonly string[], known: ReadonlyMap<string, string>): string[] | undefined {
  const found: string[] = [];
  for (let at = 0; at < parts.length;) {
    let end = parts.length;
    let name: string | undefined;
    for (; end > at && name === undefined; end -= 1)
      name = known.get(textKey(parts.slice(at, end).join('/')));
    if (name === undefined) return undefined;
    found.push(name);
    at = end + 1;
  }
  return found;
}

function uniqueByKey(names: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names) {
    const key = textKey(name);
    if (key !== '' && !byKey.has(key)) byKey.set(key, name);
  }
  return [...byKey.values()];
}

/** Case types as stored: comma-separated. */
export function formatSkills(skills: readonly string[]): string {
  return skills.join(',');
}

/** Stands where a found skill stood, so that its neighbours cannot join into another; clean text never holds it. */
const GAP = '\n';

/** Finds known case types in V1's NewWorkType, which only spaces (sometimes commas, `&` or `and`) separate: longest first, in order of appearance; `rest` is what no case type explains. */
export function extractSkills(
  text: string,
  knownCaseTypes: readonly string[],
): { skills: string[]; rest: string } {
  let remaining = cleanName(text, 'skills');
  let key = textKey(remaining);
  const found: { at: number; name: string }[] = [];
  const known = uniqueByKey(knownCaseTypes).map((name) => ({ name: cleanName(name), key: textKey(name) }));
  known.sort((a, b) => b.key.length - a.key.length || compareC(a.key, b.key));
  for (const caseType of known) {
    let first = true;
    for (let at = find(key, caseType.key, 0); at >= 0; at = find(key, caseType.key, at)) {
      if (first) found.push({ at, name: caseType.name });
      first = false;
      const blank = GAP.repeat(caseType.key.length);
      key = key.slice(0, at) + blank + key.slice(at + blank.length);
      remaining = remaining.slice(0, at) + blank + remaining.slice(at + blank.length);
    }
  }
  found.sort((a, b) => a.at - b.at);
  const words = remaining.split(/[\s,;|]+/).filter((word) => word !== '');
  const unexplained = found.length > 0 ? words.filter((word) => !JOINERS.test(word)) : words;
  return { skills: found.map(({ name }) => name), rest: unexplained.join(' ') };
}

/** What people write between two case types. */
const JOINERS = /^(?:and|[&+\u2022\u00b7*/-]+)$/i;

const SEPARATORS = ' ,;|';

/** Position of a whole-word occurrence at or after `from`, or -1. */
function find(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (isBoundary(before) && isBoundary(after)) return at;
  }
  return -1;
}

function isBoundary(character: string): boolean {
  return SEPARATORS.includes(character) || character === GAP;
}
