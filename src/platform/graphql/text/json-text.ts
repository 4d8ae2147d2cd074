import { randomUUID } from 'node:crypto';

/** Stands in an answer for texts: nobody else can write it. */
const MARK = randomUUID();
const QUOTED_MARK = `"${MARK}"`;
/** Texts of the answer that is being written. */
let written: string[] = [];

/** A part of an answer whose JSON text is made already. */
export class JsonText {
  constructor(readonly text: string) {}

  toJSON(): string {
    written.push(this.text);
    return MARK;
  }
}

/** The objects of a list as JSON text with commas between, as the database wrote them for one selection. */
export class ListText {
  constructor(
    private readonly key: string,
    private readonly text: string,
  ) {}

  /** The text for the selection with that key. */
  textFor(key: string): string {
    if (key !== this.key) throw new Error(`A text of ${this.key} is no answer to ${key}`);
    return this.text;
  }
}

/** `value` as JSON, with the texts in it as they are. */
export function withTexts(value: unknown): string {
  written = [];
  const pieces = JSON.stringify(value).split(QUOTED_MARK);
  const texts = written;
  written = [];
  if (pieces.length === 1) return pieces[0] ?? '';
  let whole = pieces[0] ?? '';
  texts.forEach((text, n) => (whole += text + (pieces[n + 1] ?? '')));
  return whole;
}

const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A text as JSON. */
export function quoted(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}
