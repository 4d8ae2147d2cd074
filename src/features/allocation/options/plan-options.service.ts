import type { PlanKind, PlanSettings, PriorityRule } from './allocation.model';
import { resolveOptions } from '../engine/contract/options';
import { MAX_CHANGED_PCT } from '../engine/rebalance';
import type { BenchMode, Effort } from '../engine/contract/types';

/** Options as a plan was made with, by the names they are given by; null = none, or not of this kind of plan. */
export interface ShownOptions {
  fromWeek: string | null;
  toWeek: string | null;
  mainLobs: readonly string[];
  platforms: readonly string[];
  fairness: number | null;
  fairnessTolerancePct: number | null;
  switchCost: number;
  changeCostPrimary: number;
  changeCostBench: number;
  profileWeight: number;
  bench: BenchMode;
  priorities: readonly PriorityRule[];
  effort: Effort | null;
  deadlineS: number | null;
  releaseManual: boolean;
  hiringTop: number;
  maxChangedPct: number | null;
  targetGapPct: number | null;
}

/** Options of a plan by the names callers give them by, defaults filled in. */
export function shownOptions(kind: PlanKind, { priorities = [], ...settings }: PlanSettings): ShownOptions {
  const {
    fairness,
    changeCost,
    scope,
    deadlineMs,
    switchCost,
    profileWeight,
    bench,
    releaseManual,
    hiringTop,
  } = resolveOptions(settings, 0);
  return {
    fromWeek: scope.fromWeek ?? null,
    toWeek: scope.toWeek ?? null,
    mainLobs: scope.mainLobs ?? [],
    platforms: scope.platforms ?? [],
    fairness: 'delta' in fairness ? fairness.delta : null,
    fairnessTolerancePct: 'delta' in fairness ? null : fairness.tolerancePct,
    switchCost,
    changeCostPrimary: changeCost.primary,
    changeCostBench: changeCost.bench,
    profileWeight,
    bench,
    priorities,
    effort: settings.effort ?? null,
    deadlineS: Number.isFinite(deadlineMs) ? deadlineMs / 1_000 : null,
    releaseManual,
    hiringTop,
    ...rebalanceOptions(kind, settings),
  };
}

function rebalanceOptions(
  kind: PlanKind,
  { maxChangedPct = MAX_CHANGED_PCT, targetGapPct = 0 }: PlanSettings,
): Pick<ShownOptions, 'maxChangedPct' | 'targetGapPct'> {
  return kind === 'rebalance' ? { maxChangedPct, targetGapPct } : { maxChangedPct: null, targetGapPct: null };
}
