import { camelCase } from './camel-case.rules';
import type { CapacityByTier, TierCapacity } from './by-tier.type';
import type { CapacityCharts, ChartMonth, ChartWeek, DemandGap } from './charts.type';
import type {
  ComparedDemand,
  ComparedFigure,
  ComparedLob,
  ComparedMonth,
  ReportComparison,
} from './comparison.type';
import { tierCounts } from '../../summary';
import type { ReportDocument } from '../tables/report.model';

type Series = Readonly<Record<string, readonly unknown[]>>;
type Counts = Readonly<Record<string, readonly number[]>>;

const list = (document: ReportDocument, name: string): ReportDocument[] =>
  (document[name] ?? []) as ReportDocument[];
const labels = (document: ReportDocument, name: string): string[] => (document[name] ?? []) as string[];

/** The `at`th value of every series, by camelCase names. */
function valuesAt(series: Series, names: readonly string[], at: number): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [camelCase(name), series[name]?.[at] ?? null]));
}

/** How many people each tier has at a position. */
function tiersAt(tiers: Counts | undefined, at: number) {
  return tierCounts(
    Object.fromEntries(Object.entries(tiers ?? {}).map(([label, counts]) => [label, counts[at] ?? 0])),
  );
}

const MONTHLY = ['forecast', 'capacity', 'gap', 'fte_count', 'fte_equivalent', 'fte_required'];
const WEEKLY = ['capacity', 'fte_count', 'fte_equivalent'];

/** The charts as objects, from the columns that REST shows. */
export function chartsOf(
  document: ReportDocument,
): Omit<CapacityCharts, 'reportMonth' | 'dataVersion' | 'warnings'> {
  const months = labels(document, 'months');
  const monthly = document['monthly'] as Series & { tiers: Counts };
  const weekly = document['weekly'] as Series & { tiers: Counts };
  return {
    months: months.map((label, at) => ({
      month: label,
      label,
      ...valuesAt(monthly, MONTHLY, at),
      tierBreakdown: tiersAt(monthly.tiers, at),
    })) as unknown as ChartMonth[],
    weeks: labels(document, 'weeks').map((week, at) => ({
      week,
      ...valuesAt(weekly, WEEKLY, at),
      tierBreakdown: tiersAt(weekly.tiers, at),
    })) as unknown as ChartWeek[],
    topShortages: list(document, 'top_shortages').map(gapOf),
    topSurpluses: list(document, 'top_surpluses').map(gapOf),
    heatMap: list(document, 'heat_map').map((row) => {
      const { main_lob, values, coverage } = row as HeatMapDocument;
      const cells = months.map((month, at) => ({
        month,
        gap: values[at] ?? null,
        coverage: coverage[at] ?? null,
      }));
      return { mainLob: main_lob, cells };
    }),
  };
}

interface HeatMapDocument extends ReportDocument {
  main_lob: string;
  values: (number | null)[];
  coverage: (number | null)[];
}

function gapOf(document: ReportDocument): DemandGap {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => [camelCase(name), value]),
  ) as unknown as DemandGap;
}

/** Capacity by tier as objects, from the columns that REST shows. */
export function byTierOf(document: ReportDocument): Pick<CapacityByTier, 'months' | 'tiers' | 'lobs'> {
  const months = labels(document, 'months');
  const tiersOf = (owner: ReportDocument): TierCapacity[] =>
    list(owner, 'tiers').map((tier) => ({
      label: tier['tier'] as string,
      percentage: tier['tier_percentage'] as number,
      months: months.map((month, at) => ({
        month,
        ...valuesAt(tier as Series, ['fte_count', 'fte_equivalent', 'capacity'], at),
      })) as unknown as TierCapacity['months'],
    }));
  return {
    months,
    tiers: tiersOf(document),
    lobs: list(document, 'lobs').map((lob) => ({ mainLob: lob['main_lob'] as string, tiers: tiersOf(lob) })),
  };
}

type SideSeries = Readonly<Record<'current' | 'prior' | 'delta' | 'pct', readonly (number | null)[]>>;

/** A comparison as objects, from the columns that REST shows. */
export function comparisonOf(
  document: ReportDocument,
): Pick<ReportComparison, 'mode' | 'againstMonth' | 'months' | 'lobs'> {
  const months = labels(document, 'months');
  const monthsOf = (owner: ReportDocument): ComparedMonth[] =>
    months.map((month, at) => ({
      month,
      ...Object.fromEntries(
        MONTHLY.map((name) => [camelCase(name), figureAt(owner[name] as SideSeries, at)]),
      ),
    })) as unknown as ComparedMonth[];
  return {
    mode: document['mode'] as ReportComparison['mode'],
    againstMonth: document['against'] as string | null,
    months: monthsOf(document['totals'] as ReportDocument),
    lobs: list(document, 'lobs').map((lob): ComparedLob => ({
      mainLob: lob['main_lob'] as string,
      months: monthsOf(lob),
      demands: list(lob, 'demands').map((demand): ComparedDemand => ({
        state: demand['state'] as string,
        caseType: demand['case_type'] as string,
        months: monthsOf(demand),
      })),
    })),
  };
}

function figureAt(series: SideSeries | undefined, at: number): ComparedFigure {
  return {
    current: series?.current[at] ?? null,
    prior: series?.prior[at] ?? null,
    delta: series?.delta[at] ?? null,
    deltaPct: series?.pct[at] ?? null,
  };
}
