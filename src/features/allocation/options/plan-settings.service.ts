import type { GivenDecimal } from '../../../domain/decimal-input';
import { invalid } from '../../../domain/errors';
import { compareWeeks, formatIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { cleanText } from '../../../domain/text-key';
import type { GivenPriority, OptionKinds, PlanOption, PriorityRule } from './plan-option.model';
import {
  OPTION_ENTRIES,
  type AllocationChoices,
  type OptionName,
  PLAN_OPTIONS,
  type PlanSettings,
} from './plan-options.preset';

/** Checks options and brings them into the one form that is kept and hashed: those given, in the order of the registry. */
export function readSettings(choices: AllocationChoices): PlanSettings {
  checkTogether(choices);
  const given = OPTION_ENTRIES.flatMap(([name, option]) => {
    const value = choices[name];
    const read =
      value === null || value === undefined ? undefined : readOption(option, value, `options.${name}`);
    return isNothing(read) ? [] : [[name, read]];
  });
  return Object.fromEntries(given) as PlanSettings;
}

/** An empty list narrows nothing, and false is what an absent flag means. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function readOption(option: PlanOption, value: unknown, path: string): unknown {
  switch (option.kind) {
    case 'week':
      return formatIsoWeek(value as IsoWeek);
    case 'names':
      return [...new Set((value as string[]).map((text) => cleanText(text, path)))].sort();
    case 'decimal':
      return within(value as GivenDecimal, { path, min: 0, max: option.max });
    case 'whole':
      return whole(value as number, option, path);
    case 'flag':
      return value;
    case 'choice':
      return choice(value as string, option, path);
    case 'priorities':
      return (value as GivenPriority[]).map((rule, index) => priorityOf(rule, `${path}.${index}`));
  }
}

function checkTogether(choices: AllocationChoices): void {
  for (const [name, { insteadOf }] of OPTION_ENTRIES) {
    const value = choices[name] ?? undefined;
    if (insteadOf !== undefined && value !== undefined && (choices[insteadOf as OptionName] ?? null) !== null)
      throw invalid(`options.${name}`, value, `either ${insteadOf} or ${name}`);
  }
  const { fromWeek, toWeek } = choices;
  if (fromWeek && toWeek && compareWeeks(fromWeek, toWeek) > 0) {
    const first = formatIsoWeek(fromWeek);
    throw invalid('options.toWeek', formatIsoWeek(toWeek), `a week not before ${first}, the first one`);
  }
}

function within(value: GivenDecimal, { path, min, max }: { path: string; min: number; max: number }): number {
  const number = Number(value);
  if (number >= min && number <= max) return number;
  throw invalid(path, value, `a number from ${min} to ${max}`);
}

function whole(value: number, { min, max }: OptionKinds['whole'], path: string): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(path, value, `a whole number from ${min} to ${max}`);
}

function choice(value: string, { choices }: OptionKinds['choice'], path: string): string {
  if (Object.hasOwn(choices, value)) return value;
  throw invalid(path, value, `one of ${Object.keys(choices).join(', ')}`);
}

function priorityOf(rule: GivenPriority, path: string): PriorityRule {
  const weight = Number(rule.weight);
  if (!(weight > 0 && weight <= 1e6))
    throw invalid(`${path}.weight`, rule.weight, 'a number above 0, at most 1000000');
  return {
    mainLob: cleanText(rule.mainLob, `${path}.mainLob`),
    state: rule.state ? cleanText(rule.state, `${path}.state`) : null,
    caseType: rule.caseType ? cleanText(rule.caseType, `${path}.caseType`) : null,
    weight,
  };
}

/** The first option that is set, for the message that options do not go with something else. */
export function firstGiven(settings: PlanSettings): readonly [OptionName, unknown] | undefined {
  const [name] = Object.keys(settings) as OptionName[];
  return name === undefined || !(name in PLAN_OPTIONS) ? undefined : [name, settings[name]];
}
