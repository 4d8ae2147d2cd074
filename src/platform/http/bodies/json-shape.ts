import { DomainError } from '../../../domain/errors';

/** Lists and objects inside each other: nothing that the API takes nests a tenth of this. */
export const MAX_JSON_DEPTH = 100;
/** Members of one object: the widest input has some sixty, a row of a file at most 500 columns. */
export const MAX_JSON_MEMBERS = 1_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;
const CLOSING = new Set([0x5d, 0x7d]);

/** Refuses JSON text that nests too deep or has too wide an object, before anything walks through its value. */
export function requireJsonShape(text: string): void {
  /** Members of each open object so far; those of lists are not counted. */
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) countMember(open);
    else if (CLOSING.has(code)) open.pop();
    else if (code === BRACE || code === BRACKET) {
      open.push(code === BRACE ? 1 : -Infinity);
      if (open.length > MAX_JSON_DEPTH) throw tooDeep();
    }
  }
}

/** Where the text that begins at `from` ends. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (let code = text.charCodeAt(at); at < text.length && code !== QUOTE; code = text.charCodeAt(at))
    at += code === BACKSLASH ? 2 : 1;
  return at;
}

function countMember(open: number[]): void {
  const last = open.length - 1;
  if (last < 0) return;
  const members = (open[last] ?? 0) + 1;
  if (members > MAX_JSON_MEMBERS) throw tooWide();
  open[last] = members;
}

function refused(message: string): DomainError {
  return new DomainError('VALIDATION', message, [{ path: '', message, value: null }]);
}

function tooDeep(): DomainError {
  return refused(
    `The body nests lists and objects more than ${MAX_JSON_DEPTH} deep; at most ${MAX_JSON_DEPTH} are accepted`,
  );
}

function tooWide(): DomainError {
  return refused(
    `An object of the body has more than ${MAX_JSON_MEMBERS} members; at most ${MAX_JSON_MEMBERS} are accepted`,
  );
}
