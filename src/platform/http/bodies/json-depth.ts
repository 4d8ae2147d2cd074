import { DomainError } from '../../../domain/errors';

/** Lists and objects inside each other: nothing that the API takes nests a tenth of this. */
export const MAX_JSON_DEPTH = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Refuses JSON text that nests deeper than `MAX_JSON_DEPTH`, before anything walks through its value recursively. */
export function requireShallowJson(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (CLOSING.has(code)) depth -= 1;
    else if (OPENING.has(code) && ++depth > MAX_JSON_DEPTH) throw tooDeep();
  }
}

function tooDeep(): DomainError {
  const message = `The body nests lists and objects more than ${MAX_JSON_DEPTH} deep; at most ${MAX_JSON_DEPTH} are accepted`;
  return new DomainError('VALIDATION', message, [{ path: '', message, value: null }]);
}
