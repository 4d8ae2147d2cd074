/** How far a coverage is from 1, in steps that can be told apart: −3 (far short) to 2 (far over). */
export function heatOf(coverage: number | null | undefined): string {
  if (coverage === null || coverage === undefined) return 'none';
  if (coverage < 0.7) return '-3';
  if (coverage < 0.85) return '-2';
  if (coverage < 0.97) return '-1';
  if (coverage <= 1.03) return '0';
  return coverage <= 1.2 ? '1' : '2';
}

/** The shape beside the figure; nothing where it is about even. */
export function heatSign(coverage: number | null | undefined): string {
  const heat = heatOf(coverage);
  if (heat === 'none' || heat === '0') return '';
  return heat.startsWith('-') ? '▼' : '▲';
}
