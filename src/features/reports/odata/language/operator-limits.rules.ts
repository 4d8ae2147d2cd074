import { refused } from './refusal.rules';

/** Most conditions of one expression that `and` and `or` join. */
const MAX_TERMS = 500;
/** Exact products grow by the digits of their factors, for every row: 180 factors took 11 s of 75,000 rows, 25 take half a second. */
const MAX_ARITHMETIC = 25;
/** Every condition may compare two sides. */
const MAX_OPERATORS = 2 * MAX_TERMS + MAX_ARITHMETIC;

/** Kinds of operators that are counted, each with its name in messages and how many are accepted. */
const LIMITS: readonly { words: RegExp; first: number; most: number; what: string }[] = [
  { words: /\s(?:and|or)(?=\s)/g, first: 1, most: MAX_TERMS, what: 'terms' },
  {
    words: /\s(?:add|sub|mul|div|mod)(?=\s)/g,
    first: 0,
    most: MAX_ARITHMETIC,
    what: 'arithmetic operators (add, sub, mul, div, mod)',
  },
  {
    words: /\s(?:and|or|eq|ne|lt|le|gt|ge|add|sub|mul|div|mod)(?=\s)/g,
    first: 0,
    most: MAX_OPERATORS,
    what: 'operators',
  },
];

/** Refuses an expression, whose texts are masked, of more terms or operators than are read and computed in good time. */
export function limitOperators(target: string, masked: string): void {
  for (const { words, first, most, what } of LIMITS) {
    const seen = first + (masked.match(words)?.length ?? 0);
    if (seen > most) throw refused(target, `${target} has ${seen} ${what}; at most ${most} are accepted`);
  }
}
