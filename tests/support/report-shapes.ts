import type { NodeFigures } from './report-sums';

/** Figures as JSON has them: the nearest doubles, tiers by label. */
export type Doubles = ReturnType<typeof asDoubles>;

/** A node’s exact figures as JSON shows them. */
export function asDoubles(figures: NodeFigures | undefined) {
  const number = (value: string | null | undefined): number | null => (value ? Number(value) : null);
  return {
    forecast: number(figures?.forecast),
    capacity: number(figures?.capacity),
    gap: number(figures?.gap),
    coverage: number(figures?.coverage),
    fteEquivalent: number(figures?.fteEquivalent),
    fteRequired: number(figures?.fteRequired),
    people: figures?.people,
    tiers: byLabel(figures?.tiers ?? {}),
  };
}

/** `0.375` is `37.5%`. */
export function byLabel(tiers: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(tiers).map(([percentage, count]) => [
      `${Number((Number(percentage) * 100).toFixed(2))}%`,
      count,
    ]),
  );
}

/** People by tier label in one month or week, those with anybody. */
export function tiersAt(tiers: Record<string, number[]>, at: number): Record<string, number> {
  return counted(Object.entries(tiers).map(([label, series]) => [label, series[at] ?? 0]));
}

function counted(tiers: [string, number][]): Record<string, number> {
  return Object.fromEntries(tiers.filter(([, count]) => count > 0));
}

/** A node of dashboard/hierarchy. */
export interface RestNode {
  id?: string;
  metrics: Record<string, number | null>;
  tier_breakdown: Record<string, number>;
  children?: RestNode[];
}
/** dashboard/hierarchy: the whole selection and its nodes. */
export type Hierarchy = RestNode & {
  categories: RestNode[];
  chart_series: { forecast_trend: number[]; capacity_trend: number[] };
};

/** A node and all below it, in order. */
export function withBelow(node: RestNode): RestNode[] {
  return [node, ...(node.children ?? []).flatMap(withBelow)];
}

/** A node of REST as `asDoubles` has it. */
export function restFigures({ id, metrics, tier_breakdown }: RestNode) {
  const { forecast, capacity, gap, coverage, fte_equivalent, fte_required, fte_count } = metrics;
  return {
    id,
    forecast,
    capacity,
    gap,
    coverage,
    fteEquivalent: fte_equivalent,
    fteRequired: fte_required,
    people: fte_count,
    tiers: counted(Object.entries(tier_breakdown)),
  };
}

const NODE = `metrics { forecast capacity gap coverage fteEquivalent fteRequired fteCount } tierBreakdown { label count }`;
/** The tree in each of its six months. */
export const MONTHS_QUERY = `query ($report: YearMonth, $filter: DemandFilterInput) {
  ${[1, 2, 3, 4, 5, 6]
    .map((n) => `m${n}: capacityTree(report: $report, filter: $filter, forecastMonthIndex: ${n}) { ...Tree }`)
    .join('\n')}
}
fragment Tree on CapacityTree { ${NODE} lobs { ${NODE} states { ${NODE} caseTypes { ${NODE} } } } }`;

/** A node of that query. */
export interface GraphNode {
  metrics: Record<string, number | null>;
  tierBreakdown: { label: string; count: number }[];
  lobs?: GraphNode[];
  states?: GraphNode[];
  caseTypes?: GraphNode[];
}

/** It and all below it, as `asDoubles` has them. */
export function graphNodes({ metrics, tierBreakdown, lobs, states, caseTypes }: GraphNode): unknown[] {
  const { fteCount, ...figures } = metrics;
  const tiers = counted(tierBreakdown.map(({ label, count }) => [label, count]));
  const below = [lobs, states, caseTypes].flatMap((children) => children ?? []);
  return [{ ...figures, people: fteCount, tiers }, ...below.flatMap(graphNodes)];
}

/** dashboard/charts-data. */
export interface Charts {
  weeks: string[];
  monthly: Record<string, number[]> & { tiers: Record<string, number[]> };
  weekly: Record<string, number[]> & { tiers: Record<string, number[]> };
  top_shortages: { main_lob: string; state: string; case_type: string; gap: number }[];
  top_surpluses: { main_lob: string; state: string; case_type: string; gap: number }[];
  heat_map: { main_lob: string; values: number[]; coverage: number[] }[];
}
interface TierPoints {
  tier: string;
  fte_count: number[];
  capacity: number[];
}
/** capacity-by-tier, nested. */
export interface ByTier {
  months: string[];
  tiers: TierPoints[];
  lobs: { main_lob: string; tiers: TierPoints[] }[];
}
type Kinds = Record<'current' | 'prior' | 'delta' | 'pct', (number | null)[]>;
type Sides = Record<'forecast' | 'capacity' | 'gap' | 'fte_count' | 'fte_equivalent' | 'fte_required', Kinds>;

/** comparison, nested. */
export interface Comparison {
  months: string[];
  totals: Sides;
  lobs: (Sides & { main_lob: string; demands: (Sides & { state: string; case_type: string })[] })[];
}
