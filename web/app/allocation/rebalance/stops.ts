/**
 * Where a slider stands after it was moved: always on one of its stops. A step of the keyboard leads to the next stop
 * that way, a drag or a press to the nearest one.
 */
export function stopAfter(stops: readonly number[], before: number, next: number): number {
  const step = next - before;
  const onward = stops.filter((stop) => (stop - before) * step > 0);
  if (onward.length === 0) return before;
  const distance = (stop: number): number => Math.abs(stop - next);
  if (Math.abs(step) > 1)
    return stops.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
  return step > 0 ? Math.min(...onward) : Math.max(...onward);
}
