import type { PlanKind, PlanSettings } from './allocation.model';
import { resolveOptions } from './engine/options';
import { MAX_CHANGED_PCT } from './engine/rebalance';
import type { PlanOptions } from './plan-options.type';

/** Options of a plan by the names callers give them by, defaults filled in. */
export function shownOptions(kind: PlanKind, { priorities = [], ...settings }: PlanSettings): PlanOptions {
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
): Pick<PlanOptions, 'maxChangedPct' | 'targetGapPct'> {
  return kind === 'rebalance' ? { maxChangedPct, targetGapPct } : { maxChangedPct: null, targetGapPct: null };
}
