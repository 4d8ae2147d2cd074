import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { Db } from '../../../platform/database/db';
import {
  listExtremeGaps,
  listMonthHeads,
  listMonthSums,
  listWeeks,
  type ChartHeads,
  type DemandSums,
  type MonthSums,
  type ChartWeek,
} from './charts.repository';
import { monthsInRange } from '../tables/demand-selection.repository';
import { groupBy } from './grouping.rules';
import { tiersHighestFirst } from '../tables/report-columns.rules';
import type {
  ChosenReport,
  ReportContext,
  ReportDocument,
  ReportMonth,
  ReportTier,
} from '../tables/report.model';

/** Series by month and by week, ranked gaps and the heat map of LOBs. */
export async function chartsDocument(
  db: Db,
  context: ReportContext,
  report: ChosenReport | undefined,
): Promise<ReportDocument> {
  const tiers = tiersHighestFirst(context.tiers);
  if (!report) return emptyDocument(tiers);
  const months = monthsInRange(report, context.filter);
  const sums = await listMonthSums(db, context, report);
  const heads = await listMonthHeads(db, context, report);
  const weeks = await listWeeks(db, context, report);
  const shortages = await listExtremeGaps(db, context, report, 'shortage');
  const surpluses = await listExtremeGaps(db, context, report, 'surplus');
  const inTotal = weeks.filter(({ percentage }) => percentage === null);
  return {
    months: months.map(({ label }) => label),
    weeks: inTotal.map(({ year, week }) => formatIsoWeek({ year, week })),
    monthly: monthly(months, { sums, heads, tiers }),
    weekly: weekly(inTotal, weeks, tiers),
    top_shortages: shortages.map(ranked),
    top_surpluses: surpluses.map(ranked),
    heat_map: heatMap(months, sums),
  };
}

function emptyDocument(tiers: readonly ReportTier[]): ReportDocument {
  return {
    months: [],
    weeks: [],
    monthly: monthly([], { sums: [], heads: [], tiers }),
    weekly: weekly([], [], tiers),
    top_shortages: [],
    top_surpluses: [],
    heat_map: [],
  };
}

interface MonthlyParts {
  sums: readonly MonthSums[];
  heads: readonly ChartHeads[];
  tiers: readonly ReportTier[];
}

function monthly(months: readonly ReportMonth[], { sums, heads, tiers }: MonthlyParts): ReportDocument {
  const totals = months.map(({ index }) => sums.find((sum) => sum.mainLob === null && sum.index === index));
  const people = (percentage: string | null): number[] =>
    months.map(
      ({ index }) =>
        heads.find((head) => head.index === index && head.percentage === percentage)?.people ?? 0,
    );
  return {
    forecast: totals.map((sum) => Number(sum?.forecast ?? 0)),
    capacity: totals.map((sum) => Number(sum?.capacity ?? 0)),
    gap: totals.map((sum) => Number(sum?.gap ?? 0)),
    fte_count: people(null),
    fte_equivalent: totals.map((sum) => Number(sum?.fteEquivalent ?? 0)),
    fte_required: totals.map((sum) => Number(sum?.fteRequired ?? 0)),
    tiers: Object.fromEntries(tiers.map(({ label, percentage }) => [label, people(percentage)])),
  };
}

function weekly(
  inTotal: readonly ChartWeek[],
  weeks: readonly ChartWeek[],
  tiers: readonly ReportTier[],
): ReportDocument {
  const byTier = groupBy(weeks, ({ percentage }) => percentage);
  const people = (percentage: string): number[] => {
    const found = new Map(
      (byTier.get(percentage) ?? []).map((week) => [formatIsoWeek(week), week.people] as const),
    );
    return inTotal.map((week) => found.get(formatIsoWeek(week)) ?? 0);
  };
  return {
    capacity: inTotal.map(({ capacity }) => Number(capacity)),
    fte_count: inTotal.map((week) => week.people),
    fte_equivalent: inTotal.map(({ fteEquivalent }) => Number(fteEquivalent)),
    tiers: Object.fromEntries(tiers.map(({ label, percentage }) => [label, people(percentage)])),
  };
}

function ranked(sum: DemandSums): ReportDocument {
  return {
    main_lob: sum.mainLob,
    state: sum.state,
    case_type: sum.caseType,
    forecast: Number(sum.forecast),
    capacity: Number(sum.capacity),
    gap: Number(sum.gap),
    coverage: sum.coverage === null ? null : Number(sum.coverage),
  };
}

/** Gap of each LOB by month, and beside it the coverage. */
function heatMap(months: readonly ReportMonth[], sums: readonly MonthSums[]): ReportDocument[] {
  const byLob = groupBy(
    sums.filter(({ mainLob }) => mainLob !== null),
    ({ mainLob }) => mainLob,
  );
  return [...byLob].map(([mainLob, ofLob]) => {
    const found = months.map(({ index }) => ofLob.find((sum) => sum.index === index));
    return {
      main_lob: mainLob,
      values: found.map((sum) => (sum ? Number(sum.gap) : null)),
      coverage: found.map((sum) => (sum?.coverage ? Number(sum.coverage) : null)),
    };
  });
}
