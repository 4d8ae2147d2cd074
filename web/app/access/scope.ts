import { cases } from '../format/number';

/** The patterns of a text with commas. */
export const patternsOf = (text: string): string[] =>
  text
    .split(',')
    .map((pattern) => pattern.trim())
    .filter(Boolean);

function matches(pattern: string, lob: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const written = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${written}$`).test(lob.toLowerCase());
}

/** What a scope would show of the report in view; the server decides, this only warns early. */
export function scopeText(patterns: readonly string[], lobs: readonly string[]): string {
  if (patterns.length === 0 || lobs.length === 0) return '';
  const idle = patterns.filter((pattern) => !lobs.some((lob) => matches(pattern, lob)));
  if (idle.length > 0) return `No line of business matches ${idle.join(', ')}: nothing would be visible.`;
  const seen = lobs.filter((lob) => patterns.some((pattern) => matches(pattern, lob)));
  return `Shows ${cases(seen.length)} of ${cases(lobs.length)} lines of business.`;
}
