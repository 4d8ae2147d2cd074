import { floorInt } from '../domain/rounding';

/** A seeded source of chance: the same seed gives the same sequence everywhere. */
export interface Random {
  /** A number from 0 up to but without 1. */
  next(): number;
  /** An integer from 0 up to but without `below`. */
  int(below: number): number;
  /** A number from `min` up to but without `max`. */
  between(min: number, max: number): number;
  /** True with the given probability (0–1). */
  chance(probability: number): boolean;
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** The items in another order. */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent source, so that more draws for one thing leave the others as they were. */
  fork(label: string): Random;
}

/**
 * Numbers from 0 up to but without 1 (mulberry32: 32 bits of state, passes the usual statistical tests). The only
 * generator of the project: demo, tests and benches build on it.
 */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A source of chance for demo data. */
export function mulberry32(seed: number): Random {
  const next = seededNumbers(seed);
  const int = (below: number): number => floorInt(next() * below);
  return {
    next,
    int,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('pick needs at least one item, got an empty list');
      return items[int(items.length)] as (typeof items)[number];
    },
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = int(last + 1);
        [shuffled[last], shuffled[other]] = [
          shuffled[other] as (typeof items)[number],
          shuffled[last] as (typeof items)[number],
        ];
      }
      return shuffled;
    },
    fork: (label) => mulberry32(hash(label, seed)),
  };
}

/** FNV-1a of the label, starting from the seed. */
function hash(label: string, seed: number): number {
  let value = (0x811c9dc5 ^ seed) >>> 0;
  for (const character of label) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
