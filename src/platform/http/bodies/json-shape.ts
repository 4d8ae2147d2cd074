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
    else if (code === COMMA) countMember(open, text, at);
    else if (CLOSING.has(code)) open.pop();
    else if (code === BRACE || code === BRACKET) {
      open.push(code === BRACE ? 1 : -Infinity);
      if (open.length > MAX_JSON_DEPTH) throw tooDeep(depthOf(text));
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

function countMember(open: number[], text: string, at: number): void {
  const last = open.length - 1;
  if (last < 0) return;
  const members = (open[last] ?? 0) + 1;
  if (members > MAX_JSON_MEMBERS) throw tooWide(members + membersAfter(text, at));
  open[last] = members;
}

/** How deep lists and objects lie inside each other. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (CLOSING.has(code)) depth -= 1;
    else if (code === BRACE || code === BRACKET) deepest = Math.max(deepest, (depth += 1));
  }
  return deepest;
}

/** How many members follow in the object whose comma stands at `comma`, the next one not counted. */
function membersAfter(text: string, comma: number): number {
  let members = 0;
  let depth = 0;
  for (let at = comma + 1; at < text.length && depth >= 0; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (CLOSING.has(code)) depth -= 1;
    else if (code === BRACE || code === BRACKET) depth += 1;
    else if (code === COMMA && depth === 0) members += 1;
  }
  return members;
}

function refused(message: string, value: number): DomainError {
  return new DomainError('VALIDATION', message, [{ path: '', message, value }]);
}

function tooDeep(depth: number): DomainError {
  const message = `The body nests lists and objects ${depth} deep; at most ${MAX_JSON_DEPTH} are accepted`;
  return refused(message, depth);
}

function tooWide(members: number): DomainError {
  const message = `An object of the body has ${members} members; at most ${MAX_JSON_MEMBERS} are accepted`;
  return refused(message, members);
}
