import { DEFAULTS } from '../engine/contract/options';
import type { BenchMode, Effort } from '../engine/contract/types';
import type { EngineSettings, GivenOption, OptionValue, PlanOption } from './plan-option.model';

const MAX_CASES = 1_000_000;

/**
 * Every option of a plan, in the order in which they are shown, hashed and documented. An entry is all that an option needs
 * outside the engine: GraphQL inputs, REST parameters, checks, the shown options and docs/allocation-options.md follow from it.
 */
export const PLAN_OPTIONS = {
  fromWeek: {
    kind: 'week',
    description: 'First week that may change.',
    otherwise: 'the first week that has not ended',
    engine: (fromWeek) => ({ scope: { fromWeek } }),
  },
  toWeek: {
    kind: 'week',
    description: 'Last week that may change.',
    otherwise: 'the last week of the report',
    engine: (toWeek) => ({ scope: { toWeek } }),
  },
  mainLobs: {
    kind: 'names',
    rest: 'main_lob',
    description: 'Only demands of these LOBs.',
    otherwise: 'all',
    engine: (mainLobs) => ({ scope: { mainLobs } }),
  },
  platforms: {
    kind: 'names',
    rest: 'platform',
    description: 'Only people and demands of these platforms.',
    otherwise: 'all',
    engine: (platforms) => ({ scope: { platforms } }),
  },
  fairness: {
    kind: 'decimal',
    max: 100,
    default: DEFAULTS.fairness.delta,
    description:
      'Fairness δ: how much more a case of a poorly covered demand counts than one of a well covered; 0 = cases only.',
    engine: (delta) => ({ fairness: { delta } }),
  },
  fairnessTolerancePct: {
    kind: 'decimal',
    max: 100,
    insteadOf: 'fairness',
    description:
      'Instead of δ: the most fairness that costs at most so many per cent of the forecast in scope.',
    otherwise: 'none',
    engine: (tolerancePct) => ({ fairness: { tolerancePct } }),
  },
  switchCost: {
    kind: 'decimal',
    max: MAX_CASES,
    default: DEFAULTS.switchCost,
    description: 'Cases that a change of demand between two worked weeks of a person must earn.',
    engine: (switchCost) => ({ switchCost }),
  },
  changeCostPrimary: {
    kind: 'decimal',
    max: MAX_CASES,
    default: DEFAULTS.changeCost.primary,
    description: 'Cases that leaving an existing primary assignment must earn.',
    engine: (primary) => ({ changeCost: { primary } }),
  },
  changeCostBench: {
    kind: 'decimal',
    max: MAX_CASES,
    default: DEFAULTS.changeCost.bench,
    description: 'Cases that leaving an existing bench assignment must earn.',
    engine: (bench) => ({ changeCost: { bench } }),
  },
  profileWeight: {
    kind: 'decimal',
    max: 100,
    default: DEFAULTS.profileWeight,
    description: 'Weight of meeting each week’s target rather than only the month.',
    engine: (profileWeight) => ({ profileWeight }),
  },
  minStintWeeks: {
    kind: 'whole',
    min: 1,
    max: 26,
    default: DEFAULTS.minStintWeeks,
    description:
      'Shortest stint of a person on a demand, in weeks; stints that leave, hire dates, pins, closed months or the horizon cut may be shorter.',
    engine: (minStintWeeks) => ({ minStintWeeks }),
  },
  maxSwitchesPerPerson: {
    kind: 'whole',
    min: 0,
    max: 60,
    description: 'Most changes of demand between worked weeks of one person.',
    otherwise: 'no limit',
    engine: (maxSwitchesPerPerson) => ({ maxSwitchesPerPerson }),
  },
  bench: {
    kind: 'choice',
    type: { name: 'AllocationBench', description: 'What happens to people whom no demand needs.' },
    choices: {
      idle: 'They stay unassigned.',
      proportional: 'They are spread over the demands they can do by FTE required, as bench.',
    },
    default: DEFAULTS.bench,
    description: 'What happens to people whom no demand needs.',
    engine: (bench) => ({ bench: bench as BenchMode }),
  },
  priorities: {
    kind: 'priorities',
    rest: 'priority',
    description: 'Weights of demands.',
    otherwise: 'every case counts the same',
    // The planning thread finds the demands that a rule names.
    engine: () => ({}),
  },
  effort: {
    kind: 'choice',
    type: { name: 'AllocationEffort', description: 'How long to search for improvements.' },
    choices: {
      fast: 'Filling and smoothing only.',
      std: 'Exchanges of person-weeks too.',
      thorough: 'Chains of exchanges too.',
    },
    description: 'How long to search for improvements.',
    otherwise: 'by size: `std`, above 50,000 people `fast`',
    engine: (effort) => ({ effort: effort as Effort }),
  },
  deadlineSeconds: {
    kind: 'whole',
    min: 0,
    max: 3_600,
    description: 'Seconds of planning after which the best plan so far is taken.',
    otherwise: 'no deadline',
    engine: (seconds) => ({ deadlineMs: seconds * 1_000 }),
  },
  releaseManual: {
    kind: 'flag',
    description: 'Unpinned manual assignments may be moved too.',
    engine: (releaseManual) => ({ releaseManual }),
  },
  hiringTop: {
    kind: 'whole',
    min: 0,
    max: 1_000,
    default: DEFAULTS.hiringTop,
    description: 'Length of the hiring list.',
    engine: (hiringTop) => ({ hiringTop }),
  },
  maxChangedPct: {
    kind: 'decimal',
    max: 100,
    of: 'rebalance',
    default: DEFAULTS.maxChangedPct,
    description: 'Per cent of the replaceable person-weeks that may leave their demand.',
    engine: (maxChangedPct) => ({ maxChangedPct }),
  },
  targetGapPct: {
    kind: 'decimal',
    max: 100,
    of: 'rebalance',
    default: 0,
    description: 'Stop as soon as the gap to the bound is at most so many per cent.',
    engine: (targetGapPct) => ({ targetGapPct }),
  },
} as const satisfies Readonly<Record<string, PlanOption>>;

type Options = typeof PLAN_OPTIONS;

/** Name of an option. */
export type OptionName = keyof Options;

/** What a plan is asked to be: the checked options that were given, each absent one takes its default. */
export type PlanSettings = { -readonly [Name in OptionName]?: OptionValue<Options[Name]> };

/** Options as callers give them; null counts as absent. */
export type AllocationChoices = { [Name in OptionName]?: GivenOption<Options[Name]> | null };

/** The options with their names, in order. */
export const OPTION_ENTRIES = Object.entries(PLAN_OPTIONS) as readonly (readonly [OptionName, PlanOption])[];

/** What the engine takes; grouped options are put together with the defaults of their group. */
export function engineSettings(settings: PlanSettings): EngineSettings {
  return OPTION_ENTRIES.reduce<EngineSettings>((merged, [name, option]) => {
    const value = settings[name];
    if (value === undefined) return merged;
    const { scope, changeCost, ...rest } = (option.engine as (given: unknown) => EngineSettings)(value);
    return {
      ...merged,
      ...rest,
      ...(scope && { scope: { ...merged.scope, ...scope } }),
      ...(changeCost && { changeCost: { ...merged.changeCost, ...changeCost } }),
    };
  }, {});
}

/** What holds when an option is not given, in words. */
export function defaultText(option: PlanOption): string {
  if ('default' in option && option.default !== undefined) return `\`${option.default}\``;
  return option.otherwise ?? (option.kind === 'flag' ? '`false`' : 'none');
}
