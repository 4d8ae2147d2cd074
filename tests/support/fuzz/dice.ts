import { seededNumbers } from '../../../src/demo/random';

/** A seeded source of choices: the same seed makes the same run. */
export class Dice {
  /** A fraction from 0 up to, not including, 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = seededNumbers(seed);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from 0 up to, not including, `below`. */
  index(below: number): number {
    return Math.trunc(this.next() * below);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.index(values.length)] as T;
  }
}
