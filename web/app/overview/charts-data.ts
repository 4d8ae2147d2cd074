import type { PageChartsQuery, PageTierMixQuery } from '../generated/graphql';

/** The month's demands furthest from their forecast. */
export type MonthCharts = NonNullable<PageChartsQuery['capacityCharts']>;
/** People by tier over the whole report. */
export type ReportCharts = NonNullable<PageTierMixQuery['capacityCharts']>;

/** People per tier, one list per tier in the order of the points. */
export interface TierSeries {
  points: readonly string[];
  tiers: readonly { label: string; counts: readonly number[] }[];
}

interface Point {
  name: string;
  tierBreakdown: readonly { label: string; count: number }[];
}

function seriesOf(points: readonly Point[]): TierSeries {
  const labels = [...new Set(points.flatMap(({ tierBreakdown }) => tierBreakdown.map(({ label }) => label)))];
  const countOf = ({ tierBreakdown }: Point, wanted: string): number =>
    tierBreakdown.find(({ label }) => label === wanted)?.count ?? 0;
  return {
    points: points.map(({ name }) => name),
    tiers: labels.map((label) => ({ label, counts: points.map((point) => countOf(point, label)) })),
  };
}

/** The tier mix by month and by week. */
export function tierMix({ months, weeks }: ReportCharts): { months: TierSeries; weeks: TierSeries } {
  return {
    months: seriesOf(months.map(({ label, tierBreakdown }) => ({ name: label, tierBreakdown }))),
    weeks: seriesOf(weeks.map(({ week, tierBreakdown }) => ({ name: week, tierBreakdown }))),
  };
}
