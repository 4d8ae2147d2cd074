import { cleanSpreadsheetNumber, PERCENTAGE, readDecimal, readInteger } from '../decimal-input';
import { describe, invalid, type Issue } from '../errors';
import { attempt, refuseIssues } from '../issue-collector';
import { addWeeks, compareWeeks, type IsoWeek } from '../time/iso-week';
import { type Decimal, decimal, placesOf, plain } from '../rounding';
import { cleanText, textKey } from '../text-key';

/** A roster's production percentage (0–1); null when the text cannot be read. */
export interface ParsedProduction {
  percentage: Decimal | null;
  warning?: string;
}

/** V1's words for a percentage; `Training` and `Ramp` may be followed by a number, which then holds. */
const PRODUCTION_WORDS: Readonly<Record<string, { percentage: string; warning?: string }>> = {
  '': { percentage: '1' },
  '-': { percentage: '1' },
  null: { percentage: '1' },
  'n/a': { percentage: '1' },
  bot: { percentage: '1' },
  production: { percentage: '1' },
  training: { percentage: '0.25' },
  ramp: { percentage: '0.25', warning: '"Ramp" without a number is taken as 0.25' },
};

/** Reads V1's Ramp and Production% spellings: `1`, `0.35`, `75%`, `75`, `Training`, `BOT`, `-`, empty, `Ramp`, `Ramp 50%`. */
export function parseProduction(raw: string): ParsedProduction {
  const key = textKey(raw);
  const word = Object.hasOwn(PRODUCTION_WORDS, key) ? PRODUCTION_WORDS[key] : undefined;
  if (word) return { ...word, percentage: decimal(word.percentage) };
  const number = NUMBER.exec(key)?.groups;
  const parsed = number ? fraction(number.digits ?? '', number.sign === '%') : undefined;
  if (!parsed) {
    const expected = 'a percentage such as 0.75, 75 or 75%, or Training, Ramp or BOT';
    return {
      percentage: null,
      warning: `${describe(cleanText(raw))} is not a production percentage; expected ${expected}`,
    };
  }
  const { percentage, isDoubtful } = parsed;
  return isDoubtful
    ? { percentage, warning: `${describe(cleanText(raw))} is taken as ${plain(percentage)}` }
    : { percentage };
}

const NUMBER = /^(?:(?:ramp|training)[\s\-:]*)?(?<digits>\d{1,3}(?:\.\d{1,20})?|\.\d{1,20})\s*(?<sign>%?)$/;

/** A number above 1, or with a percent sign, is in hundredths (doubtful without the sign below 10); undefined outside 0–1 or beyond 4 places after removing a double's noise. */
function fraction(
  digits: string,
  isPercent: boolean,
): { percentage: Decimal; isDoubtful: boolean } | undefined {
  const written = decimal(cleanSpreadsheetNumber(Number(digits)));
  const isHundredths = isPercent || written.gt(1);
  const percentage = isHundredths ? written.times('0.01') : written;
  if (percentage.gt(1) || placesOf(percentage) > PERCENTAGE.scale) return undefined;
  return { percentage, isDoubtful: isHundredths && !isPercent && written.lt(10) };
}

/** Whether V1's PartofProduction means an active person: `Production` and `Ramp` do, everything else does not. */
export function isPartOfProduction(raw: string): boolean {
  return ['production', 'ramp'].includes(textKey(raw));
}

/** From this week on the person produces at this percentage (0–1). */
export interface ProductionStep {
  year: number;
  week: number;
  percentage: Decimal | string;
}

/** The percentage of the last step at or before the week, else the base. */
export function percentageInWeek(base: Decimal, steps: readonly ProductionStep[], week: IsoWeek): Decimal {
  let last: ProductionStep | undefined;
  for (const step of steps) {
    if (compareWeeks(step, week) <= 0 && (!last || compareWeeks(step, last) >= 0)) last = step;
  }
  return last ? decimal(last.percentage) : base;
}

/** One stage of a ramp: so many weeks at a percentage (0–1); the last stage holds until something changes it. */
export interface RampStage {
  weeks?: number | null;
  percentage: Decimal | string | number;
}

const MAX_STAGE_WEEKS = 104;

const MAX_STAGES = 100;

/** The steps that a ramp writes from its first week on; every stage but the last needs its number of weeks. */
export function expandRamp(
  start: IsoWeek,
  ramp: readonly RampStage[],
): { week: IsoWeek; percentage: Decimal }[] {
  if (ramp.length === 0)
    throw invalid('ramp', ramp, 'at least one stage such as { weeks: 4, percentage: 0.25 }');
  if (ramp.length > MAX_STAGES) throw invalid('ramp', ramp.length, `at most ${MAX_STAGES} stages`);
  const issues: Issue[] = [];
  const steps: { week: IsoWeek; percentage: Decimal }[] = [];
  let week = start;
  ramp.forEach((stage, index) => {
    attempt(issues, () => {
      const percentage = stagePercentage(stage, index);
      const weeks = stageWeeks(stage, index, index === ramp.length - 1);
      steps.push({ week, percentage });
      week = addWeeks(week, weeks);
    });
  });
  refuseIssues(issues);
  return steps;
}

function stagePercentage({ percentage }: RampStage, index: number): Decimal {
  const value = typeof percentage === 'object' ? percentage.toFixed() : percentage;
  return readDecimal(value, { ...PERCENTAGE, path: `ramp.${index}.percentage` });
}

function stageWeeks({ weeks }: RampStage, index: number, isLast: boolean): number {
  if (isLast && (weeks === undefined || weeks === null)) return 0;
  return readInteger(weeks, { min: 1, max: MAX_STAGE_WEEKS, path: `ramp.${index}.weeks` });
}
