import { InvalidArgumentError } from 'commander';

/** A whole number from the command line. */
export function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}
