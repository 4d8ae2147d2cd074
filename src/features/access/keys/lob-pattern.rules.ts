import { textKey } from '../../../domain/text-key';

/** The LOBs that patterns stand for: exact names, or with `*` for any text; letter case and white space do not count. */
export function matchLobs(patterns: readonly string[], lobs: readonly string[]): string[] {
  const tests = patterns.map(patternTest);
  return lobs.filter((lob) => tests.some((test) => test.test(textKey(lob))));
}

function patternTest(pattern: string): RegExp {
  const parts = textKey(pattern).split('*').map(escaped);
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
