/** (bound − value) ÷ bound × 100, 0 when there is nothing to do. */
export function gapPct(bound: number, value: number): number {
  if (bound <= 0) return 0;
  const gap = ((bound - value) / bound) * 100;
  return gap > 0 ? gap : 0;
}
