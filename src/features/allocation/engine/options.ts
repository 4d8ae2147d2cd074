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
  return {
    fairness: options.fairness ?? { delta: 2 },
    switchCost: options.switchCost ?? 5,
    changeCost: options.changeCost ?? { primary: 60, bench: 5 },
    profileWeight: options.profileWeight ?? 0.05,
    bench: options.bench ?? 'idle',
    priorities: options.priorities ?? {},
    effort: options.effort ?? (personCount > FAST_ABOVE_PEOPLE ? 'fast' : 'std'),
    deadlineMs: options.deadlineMs ?? Infinity,
    releaseManual: options.releaseManual ?? false,
    scope: options.scope ?? {},
    hiringTop: options.hiringTop ?? 20,
  };
}
