import { compareC } from '../ordering';
import { cleanText, textKey } from '../text-key';

/** A comma-separated list of case types, cleaned, each once in its first spelling. */
export function parseSkills(text: string): string[] {
  return uniqueByKey(text.split(',').map((part) => cleanText(part, 'skills')));
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

/** Finds known case types in V1's NewWorkType, which only spaces (sometimes commas) separate: longest first, in order of appearance; `rest` is what no case type explains. */
export function extractSkills(
  text: string,
  knownCaseTypes: readonly string[],
): { skills: string[]; rest: string } {
  let remaining = cleanText(text, 'skills');
  let key = textKey(remaining);
  const found: { at: number; name: string }[] = [];
  const known = uniqueByKey(knownCaseTypes).map((name) => ({ name: cleanText(name), key: textKey(name) }));
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
  return {
    skills: found.map(({ name }) => name),
    rest: remaining
      .split(/[\s,;|]+/)
      .filter((word) => word !== '')
      .join(' '),
  };
}

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
