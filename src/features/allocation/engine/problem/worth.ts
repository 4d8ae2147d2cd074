/** Fill levels a demand's need is cut into when fairness bends its value. */
const LEVELS = 20;

/**
 * Worth, in cases, of serving a demand to `load` of its `need` micro-hours when an hour is worth `price` at the start:
 * price·need·(q + δ(q − q²/2)), q the filled share. Concave: the first half of a demand is worth more than the second.
 */
export function worth(price: number, need: number, load: number, delta: number): number {
  if (need === 0) return 0;
  const served = load < need ? load : need;
  if (delta === 0) return price * served;
  return price * (served * (1 + delta) - (delta * served * served) / (2 * need));
}

/** Largest possible worth of a demand minus what its hours cost at `cost` per micro-hour, over served hours from `from` to `need`. */
export function bestNetWorth(
  demand: { price: number; need: number; from: number },
  cost: number,
  delta: number,
): number {
  const { price, need, from } = demand;
  if (need === 0) return 0;
  if (from >= need || cost === Infinity) return worth(price, need, from, delta);
  const slopeAtEnd = price;
  let best = need;
  if (cost > slopeAtEnd) {
    // Derivative price·(1 + δ(1 − q)) falls to `cost` at this share; at δ = 0 it is never above a higher cost.
    const share = delta === 0 ? 0 : 1 - (cost / price - 1) / delta;
    best = share * need > from ? share * need : from;
  }
  return worth(price, need, best, delta) - cost * (best - from);
}

/** A piece of a demand's need with one slope. */
interface Segments {
  count: number;
  demand: Int32Array;
  /** Micro-hours. */
  width: Float64Array;
  /** Cases per micro-hour. */
  slope: Float64Array;
}

/** A demand with what is served of it already. */
interface OpenNeed {
  price: number;
  need: number;
  /** Micro-hours that cannot be taken away. */
  from: number;
}

/** The piece of a need in which `load` micro-hours lie: how many more it holds, and what each of them is worth. */
export function pieceAt(
  { price, need, from }: OpenNeed,
  load: number,
  delta: number,
): { left: number; slope: number } {
  if (load >= need) return { left: 0, slope: 0 };
  if (delta === 0) return { left: need - load, slope: price };
  let level = Math.trunc((load / need) * LEVELS);
  while (edge(need, level) > load) level -= 1;
  while (edge(need, level + 1) <= load) level += 1;
  const low = edge(need, level);
  const high = edge(need, level + 1);
  const middle = ((low > from ? low : from) + high) / 2 / need;
  return { left: high - load, slope: price * (1 + delta * (1 - middle)) };
}

/** Micro-hours up to fill level `level`. */
function edge(need: number, level: number): number {
  return Math.trunc((need * level) / LEVELS);
}

/** Needs cut into pieces of constant slope, steepest first (then demand, then fill level). */
export function cutSegments(demands: readonly (OpenNeed & { d: number })[], delta: number): Segments {
  const most = demands.length * (LEVELS + 1);
  const cut = { demand: new Int32Array(most), width: new Float64Array(most), slope: new Float64Array(most) };
  let count = 0;
  for (const demand of demands) {
    for (let load = demand.from; load < demand.need; count += 1) {
      const { left, slope } = pieceAt(demand, load, delta);
      cut.demand[count] = demand.d;
      cut.width[count] = left;
      cut.slope[count] = slope;
      load += left;
    }
  }
  const places = descendingPlaces(cut.slope.subarray(0, count));
  const { demand, width, slope } = cut;
  const sorted = {
    demand: new Int32Array(count),
    width: new Float64Array(count),
    slope: new Float64Array(count),
  };
  for (let i = 0; i < count; i += 1) {
    const place = places[i] as number;
    sorted.demand[place] = demand[i] as number;
    sorted.width[place] = width[i] as number;
    sorted.slope[place] = slope[i] as number;
  }
  return { count, ...sorted };
}

/**
 * The place of each value, the largest first and equal ones as they came. Numbers alone sort many times faster than by a
 * comparing function; each then finds its place by halving.
 */
function descendingPlaces(values: Float64Array): Int32Array {
  const ascending = values.slice().sort();
  const last = values.length - 1;
  const places = new Int32Array(values.length);
  const taken = new Int32Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    // The first of those above: the largest of the equal ones stands before it.
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ascending[middle] as number) > value) high = middle;
      else low = middle + 1;
    }
    const top = low - 1;
    places[i] = last - top + (taken[top] as number);
    taken[top] = (taken[top] as number) + 1;
  }
  return places;
}
