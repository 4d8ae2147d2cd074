export type Effort = 'fast' | 'std' | 'thorough';
export type BenchMode = 'idle' | 'proportional';

/** What may be changed; a part left out does not narrow. */
export interface AllocationScope {
  mainLobs?: readonly string[];
  platforms?: readonly string[];
  /** First week that may change, `2025-W18`, inclusive. */
  fromWeek?: string;
  /** Last week that may change, inclusive. */
  toWeek?: string;
}

/** `delta` itself, or the largest of 8, 4, 2, 1, 0.5, 0 whose extra shortfall is at most `tolerancePct` % of the scope's forecast. */
export type Fairness = { delta: number } | { tolerancePct: number };

export interface AllocationOptions {
  /** Default `{ delta: 2 }`. */
  fairness?: Fairness;
  /** κ_s: cases a change of demand between two worked weeks of a person must earn. Default 5. */
  switchCost?: number;
  /** κ_c: cases that taking a person-week off its existing demand must earn. Default 60 and 5. */
  changeCost?: { primary?: number; bench?: number };
  /** ρ: weight of meeting the weekly target rather than only the month. Default 0.05. */
  profileWeight?: number;
  /** Shortest stint of a person on a demand in weeks; 1 = any. Default 2. */
  minStintWeeks?: number;
  /** Most changes of demand per person. Default: no limit. */
  maxSwitchesPerPerson?: number;
  /** What happens to people no demand needs. Default `idle`. */
  bench?: BenchMode;
  /** Demand key → weight of its cases; overrides `AllocationDemand.priority`. */
  priorities?: Readonly<Record<string, number>>;
  /** Default `std`, `fast` above 50,000 people. */
  effort?: Effort;
  /** Milliseconds from the call by `hooks.now()`; afterwards the best plan so far is returned, `complete: false`. */
  deadlineMs?: number;
  /** Unpinned manual rows may be moved as well. */
  releaseManual?: boolean;
  scope?: AllocationScope;
  /** How many profiles the hiring list holds. Default 20. */
  hiringTop?: number;
}

export interface RebalanceOptions extends AllocationOptions {
  /** Per cent of the replaceable person-weeks that may leave their demand. Default 6. */
  maxChangedPct?: number;
  /** Stop as soon as the gap to the bound is at most this many per cent. */
  targetGapPct?: number;
}

/** Options with every default filled in. */
export type ResolvedOptions = Required<Omit<AllocationOptions, 'changeCost'>> & {
  changeCost: { primary: number; bench: number };
};

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
