import { tierLabel } from '../../../domain/capacity/tier-breakdown';
import type { Db } from '../../../platform/database/db';
import { findTierFigures, type TierFigures } from '../tables/capacity-by-tier.repository';
import { monthsInRange } from '../tables/demand-selection.repository';
import { groupBy } from './grouping.rules';
import type { ChosenReport, ReportContext, ReportDocument, ReportMonth } from '../tables/report.model';

/** Capacity, FTE and people by tier and month: of everything chosen, then of each LOB. */
export async function capacityByTierDocument(
  db: Db,
  context: ReportContext,
  report: ChosenReport | undefined,
): Promise<ReportDocument> {
  if (!report) return { months: [], tiers: [], lobs: [] };
  const months = monthsInRange(report, context.filter);
  const figures = await findTierFigures(db, context, report);
  const byLob = groupBy(figures, ({ mainLob }) => mainLob);
  return {
    months: months.map(({ label }) => label),
    tiers: tierSeries(byLob.get(null) ?? [], months),
    lobs: [...byLob]
      .filter(([mainLob]) => mainLob !== null)
      .map(([mainLob, ofLob]) => ({ main_lob: mainLob, tiers: tierSeries(ofLob, months) })),
  };
}

function tierSeries(figures: readonly TierFigures[], months: readonly ReportMonth[]): ReportDocument[] {
  return [...groupBy(figures, ({ percentage }) => percentage)].map(([percentage, ofTier]) => {
    const found = months.map(({ index }) => ofTier.find((figure) => figure.index === index));
    return {
      tier: tierLabel(percentage),
      tier_percentage: Number(percentage),
      fte_count: found.map((figure) => figure?.fteCount ?? 0),
      fte_equivalent: found.map((figure) => Number(figure?.fteEquivalent ?? 0)),
      capacity: found.map((figure) => Number(figure?.capacity ?? 0)),
    };
  });
}
