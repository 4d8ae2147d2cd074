import { seededNumbers } from '../../../src/demo/random';

/** A reproducible stream of random numbers. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole number from low to high, both inclusive. */
  int(low: number, high: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
}

/** One seed always gives the same stream. */
export function seededRandom(seed: number): Random {
  const next = seededNumbers(seed);
  return {
    next,
    int: (low, high) => low + Math.trunc(next() * (high - low + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
