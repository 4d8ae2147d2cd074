/** `total` split over the weights into whole numbers; the largest remainders get one more, the first of equals. All 0 when the weights are. */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const whole = weights.map((weight) => (BigInt(total) * BigInt(weight)) / sum);
  const rest = weights.map((weight) => (BigInt(total) * BigInt(weight)) % sum);
  const counts = whole.map(Number);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const order = rest.map((_, i) => i).sort((a, b) => compareBig(rest[b] ?? 0n, rest[a] ?? 0n) || a - b);
  for (const i of order.slice(0, left)) counts[i] = (counts[i] ?? 0) + 1;
  return counts;
}

function compareBig(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
