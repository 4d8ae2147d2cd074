import type { AllocationOptions, AllocationScope, BenchMode, Effort, Fairness } from './types';

/** Options with every default filled in. */
export interface ResolvedOptions {
  fairness: Fairness;
  switchCost: number;
  changeCost: { primary: number; bench: number };
  profileWeight: number;
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

/** Fills in the defaults documented on `AllocationOptions`. */
export function resolveOptions(options: AllocationOptions, personCount: number): ResolvedOptions {
  const defaults: ResolvedOptions = {
    fairness: { delta: 2 },
    switchCost: 5,
    changeCost: { primary: 60, bench: 5 },
    profileWeight: 0.05,
    bench: 'idle',
    priorities: {},
    effort: personCount > FAST_ABOVE_PEOPLE ? 'fast' : 'std',
    deadlineMs: Infinity,
    releaseManual: false,
    scope: {},
    hiringTop: 20,
  };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as AllocationOptions) };
}
