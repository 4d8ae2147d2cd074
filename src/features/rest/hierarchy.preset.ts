import type { ReadRequest } from '../../platform/http/rest/table/route';

interface Metrics {
  forecast: number;
  capacity: number;
  gap: number;
  fteCount: number;
  fteEquivalent: number;
  fteRequired: number | null;
  coverage: number | null;
}

interface TierCount {
  label: string;
  count: number;
}

/** A node of any level; the operation selects its children under the name of their level. */
export interface HierarchyNode {
  slug: string;
  name: string;
  metrics: Metrics;
  tierBreakdown: TierCount[];
  lobs?: HierarchyNode[];
  states?: HierarchyNode[];
  caseTypes?: HierarchyNode[];
}

/** What the operation answers. */
export interface HierarchyData {
  capacityTree: {
    reportMonth: string;
    reportYear: number;
    forecastMonthIndex: number;
    month: string;
    months: { label: string }[];
    metrics: Metrics;
    tierBreakdown: TierCount[];
    series: { forecast: number; capacity: number }[];
    warnings: { message: string }[];
    categories?: HierarchyNode[];
    lobs?: HierarchyNode[];
  } | null;
}

/** Levels that can be shown, by what the tree is split by. */
export const DEPTHS = ['1', '2', '3', '4'] as const;

/** Which levels the operation selects: nodes at the cut carry no children. */
export function hierarchyLevels({ variables, query }: ReadRequest): Record<string, unknown> {
  const byCategory = variables['groupBy'] === 'CATEGORY';
  const depth = Number(query['depth']?.[0] ?? DEPTHS.length);
  const aboveLobs = byCategory ? 1 : 0;
  return {
    byCategory,
    byLob: !byCategory,
    withLobs: depth > 1,
    withStates: depth > aboveLobs + 1,
    withCaseTypes: depth > aboveLobs + 2,
  };
}

/** The nested form of proposal §4.2: its keys in its order, further ones after them. */
export function hierarchyShape({ capacityTree: tree }: HierarchyData): unknown {
  if (!tree) {
    const warnings = ['There is no such report yet: import a forecast first'];
    return { categories: [], months: [], chart_series: { forecast_trend: [], capacity_trend: [] }, warnings };
  }
  return {
    categories: (tree.categories ?? tree.lobs ?? []).map(nodeShape),
    months: tree.months.map(({ label }) => label),
    chart_series: {
      forecast_trend: tree.series.map(({ forecast }) => forecast),
      capacity_trend: tree.series.map(({ capacity }) => capacity),
    },
    report_month: tree.reportMonth,
    report_year: tree.reportYear,
    forecast_month_index: tree.forecastMonthIndex,
    month: tree.month,
    metrics: metricsShape(tree.metrics),
    tier_breakdown: tiersShape(tree.tierBreakdown),
    warnings: tree.warnings.map(({ message }) => message),
  };
}

function nodeShape(node: HierarchyNode): unknown {
  const children = node.lobs ?? node.states ?? node.caseTypes;
  return {
    id: node.slug,
    name: node.name,
    metrics: metricsShape(node.metrics),
    tier_breakdown: tiersShape(node.tierBreakdown),
    ...(children && { children: children.map(nodeShape) }),
  };
}

function metricsShape({ forecast, capacity, gap, fteCount, fteEquivalent, fteRequired, coverage }: Metrics) {
  return {
    forecast,
    capacity,
    gap,
    fte_count: fteCount,
    fte_equivalent: fteEquivalent,
    fte_required: fteRequired,
    coverage,
  };
}

function tiersShape(tiers: readonly TierCount[]): Record<string, number> {
  return Object.fromEntries(tiers.map(({ label, count }) => [label, count]));
}

const NUMBER = { type: 'number' };
const TREND = { type: 'array', items: NUMBER };
const METRICS = {
  type: 'object',
  required: ['forecast', 'capacity', 'gap', 'fte_count', 'fte_equivalent', 'fte_required', 'coverage'],
  properties: {
    forecast: NUMBER,
    capacity: NUMBER,
    gap: { ...NUMBER, description: 'Capacity minus forecast: negative is a shortage.' },
    fte_count: { type: 'integer' },
    fte_equivalent: NUMBER,
    fte_required: { type: ['number', 'null'] },
    coverage: { type: ['number', 'null'], description: 'Capacity ÷ forecast, 0–1 and above.' },
  },
};
const TIERS = {
  type: 'object',
  description: 'People by tier, highest first: `{"100%": 15}`.',
  additionalProperties: { type: 'integer' },
};

function nodeSchema(levels: number): object {
  return {
    type: 'object',
    required: ['id', 'name', 'metrics', 'tier_breakdown'],
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      metrics: METRICS,
      tier_breakdown: TIERS,
      ...(levels > 1 && { children: { type: 'array', items: nodeSchema(levels - 1) } }),
    },
  };
}

/** Describes the nested form. */
export const HIERARCHY_SCHEMA = {
  type: 'object',
  required: ['categories', 'months', 'chart_series', 'warnings'],
  properties: {
    categories: { type: 'array', items: nodeSchema(DEPTHS.length) },
    months: { type: 'array', items: { type: 'string' } },
    chart_series: {
      type: 'object',
      required: ['forecast_trend', 'capacity_trend'],
      properties: { forecast_trend: TREND, capacity_trend: TREND },
    },
    report_month: { type: 'string' },
    report_year: { type: 'integer' },
    forecast_month_index: { type: 'integer' },
    month: { type: 'string' },
    metrics: METRICS,
    tier_breakdown: TIERS,
    warnings: { type: 'array', items: { type: 'string' } },
  },
};
