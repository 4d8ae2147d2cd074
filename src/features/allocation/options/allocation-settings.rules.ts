import type { GivenDecimal } from '../../../domain/decimal-input';
import { invalid } from '../../../domain/errors';
import { compareWeeks, formatIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { cleanText } from '../../../domain/text-key';
import type { PlanSettings, PriorityRule } from './allocation.model';

type Maybe<T> = T | null | undefined;

/** Options as callers give them: decimals as sent, absent or null = the default. */
export interface AllocationChoices {
  fromWeek?: Maybe<IsoWeek>;
  toWeek?: Maybe<IsoWeek>;
  mainLobs?: Maybe<readonly string[]>;
  platforms?: Maybe<readonly string[]>;
  fairness?: Maybe<GivenDecimal>;
  fairnessTolerancePct?: Maybe<GivenDecimal>;
  switchCost?: Maybe<GivenDecimal>;
  changeCostPrimary?: Maybe<GivenDecimal>;
  changeCostBench?: Maybe<GivenDecimal>;
  profileWeight?: Maybe<GivenDecimal>;
  bench?: Maybe<'idle' | 'proportional'>;
  priorities?: Maybe<
    readonly { mainLob: string; state?: Maybe<string>; caseType?: Maybe<string>; weight: GivenDecimal }[]
  >;
  effort?: Maybe<'fast' | 'std' | 'thorough'>;
  deadlineS?: Maybe<GivenDecimal>;
  releaseManual?: Maybe<boolean>;
  hiringTop?: Maybe<number>;
}

/** What rebalancing takes besides. */
export interface RebalanceChoices extends AllocationChoices {
  maxChangedPct?: Maybe<GivenDecimal>;
  targetGapPct?: Maybe<GivenDecimal>;
}

/** Costs of leaving an existing primary or bench assignment, in cases, unless told otherwise. */
const CHANGE_COST = { primary: 60, bench: 5 };
const MOST_HIRING = 1_000;

/** Checks options and brings them into the one form that is hashed. */
export function readSettings(choices: RebalanceChoices): PlanSettings {
  const fairness = fairnessOf(choices);
  const scope = scopeOf(choices);
  const priorities = (choices.priorities ?? []).map(priorityOf);
  const { bench, effort, releaseManual, hiringTop } = choices;
  return {
    ...(fairness && { fairness }),
    ...amount('switchCost', choices.switchCost, 1e6),
    ...changeCostOf(choices),
    ...amount('profileWeight', choices.profileWeight, 100),
    ...(bench && { bench }),
    ...(effort && { effort }),
    ...deadlineOf(choices.deadlineS),
    ...(releaseManual && { releaseManual }),
    ...(typeof hiringTop === 'number' && { hiringTop: within('hiringTop', hiringTop, MOST_HIRING) }),
    ...(Object.keys(scope).length > 0 && { scope }),
    ...(priorities.length > 0 && { priorities }),
    ...amount('maxChangedPct', choices.maxChangedPct, 100),
    ...amount('targetGapPct', choices.targetGapPct, 100),
  };
}

function fairnessOf({ fairness, fairnessTolerancePct }: AllocationChoices): PlanSettings['fairness'] {
  const delta = amount('fairness', fairness, 100).fairness;
  const tolerancePct = amount('fairnessTolerancePct', fairnessTolerancePct, 100).fairnessTolerancePct;
  if (delta !== undefined && tolerancePct !== undefined)
    throw invalid(
      'options.fairnessTolerancePct',
      fairnessTolerancePct,
      'either fairness or fairnessTolerancePct',
    );
  if (tolerancePct !== undefined) return { tolerancePct };
  return delta === undefined ? undefined : { delta };
}

function changeCostOf({
  changeCostPrimary,
  changeCostBench,
}: AllocationChoices): Pick<PlanSettings, 'changeCost'> {
  const primary = amount('changeCostPrimary', changeCostPrimary, 1e6).changeCostPrimary;
  const bench = amount('changeCostBench', changeCostBench, 1e6).changeCostBench;
  if (primary === undefined && bench === undefined) return {};
  return { changeCost: { primary: primary ?? CHANGE_COST.primary, bench: bench ?? CHANGE_COST.bench } };
}

function deadlineOf(deadlineS: Maybe<GivenDecimal>): Pick<PlanSettings, 'deadlineMs'> {
  const seconds = amount('deadlineS', deadlineS, 3_600).deadlineS;
  return seconds === undefined ? {} : { deadlineMs: seconds * 1_000 };
}

function scopeOf({
  fromWeek,
  toWeek,
  mainLobs,
  platforms,
}: AllocationChoices): NonNullable<PlanSettings['scope']> {
  if (fromWeek && toWeek && compareWeeks(fromWeek, toWeek) > 0) {
    const last = formatIsoWeek(toWeek);
    throw invalid('options.toWeek', last, `a week not before ${formatIsoWeek(fromWeek)}, the first one`);
  }
  return {
    ...names('mainLobs', mainLobs),
    ...names('platforms', platforms),
    ...(fromWeek && { fromWeek: formatIsoWeek(fromWeek) }),
    ...(toWeek && { toWeek: formatIsoWeek(toWeek) }),
  };
}

function names<Name extends string>(
  name: Name,
  texts: Maybe<readonly string[]>,
): Partial<Record<Name, string[]>> {
  if (!texts || texts.length === 0) return {};
  const clean = [...new Set(texts.map((text) => cleanText(text, `options.${name}`)))].sort();
  return { [name]: clean } as Partial<Record<Name, string[]>>;
}

function priorityOf(rule: NonNullable<AllocationChoices['priorities']>[number], index: number): PriorityRule {
  const path = `options.priorities.${index}`;
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

function amount<Name extends string>(
  name: Name,
  given: Maybe<GivenDecimal>,
  most: number,
): Partial<Record<Name, number>> {
  if (given === null || given === undefined) return {};
  return { [name]: within(name, given, most) } as Partial<Record<Name, number>>;
}

function within(name: string, value: GivenDecimal, most: number): number {
  const number = Number(value);
  if (number >= 0 && number <= most) return number;
  throw invalid(`options.${name}`, value, `a number from 0 to ${most}`);
}
