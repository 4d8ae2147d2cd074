import type { AllocationOptions, AllocationScope, BenchMode, Effort, Fairness } from './types';

/** Options with every default filled in. */
export interface ResolvedOptions {
  fairness: Fairness;
  switchCost: number;
  changeCost: { primary: number; bench: number };
  profileWeight: number;
  minStintWeeks: number;
  maxSwitchesPerPerson: number;
  bench: BenchMode;
  priorities: Readonly<Record<string, number>>;
  effort: Effort;
  deadlineMs: number;
  releaseManual: boolean;
  scope: AllocationScope;
  hiringTop: number;
}

/** Above this many people the swap search is left out unless asked for. */
const FAST_ABOVE_PEOPLE = 50_000;

/** What holds for options that are not given. */
export const DEFAULTS = {
  fairness: { delta: 2 },
  switchCost: 5,
  changeCost: { primary: 60, bench: 5 },
  profileWeight: 0.05,
  minStintWeeks: 2,
  bench: 'idle',
  hiringTop: 20,
  maxChangedPct: 6,
} as const;

/** Fills in the defaults documented on `AllocationOptions`. */
export function resolveOptions(options: AllocationOptions, personCount: number): ResolvedOptions {
  const { maxChangedPct: _rebalancing, ...common } = DEFAULTS;
  const defaults: ResolvedOptions = {
    ...common,
    maxSwitchesPerPerson: Infinity,
    priorities: {},
    effort: personCount > FAST_ABOVE_PEOPLE ? 'fast' : 'std',
    deadlineMs: Infinity,
    releaseManual: false,
    scope: {},
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const changeCost = { ...DEFAULTS.changeCost, ...options.changeCost };
  return { ...defaults, ...(Object.fromEntries(given) as AllocationOptions), changeCost };
}
