import { invalid } from '../../../domain/errors';
import type { TierCount } from '../../../domain/capacity/tier-breakdown';
import { compareC } from '../../../domain/ordering';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { readReportChoice, type ReportChoice } from '../../demand';
import { DIMENSIONS, figuresOfReport, groupedFigures, type Dimension, type Figures } from '../../figures';
import { cleanFilter, TOP } from '../nodes/tree-path.rules';
import type { TreeFilter } from '../nodes/tree.model';

/** Orders of totals; ties by month and the values grouped by. */
export type TotalsSort = 'name' | 'gap' | 'gap_desc' | 'forecast_desc' | 'capacity_desc';

/** Which totals are asked for. */
export interface TotalsChoice {
  /** The current one if absent. */
  report?: ReportChoice | null | undefined;
  /** Months `2025-07` of the report; all six if absent. */
  months?: readonly string[] | null | undefined;
  filter?: { readonly [Name in keyof TreeFilter]?: readonly string[] | null | undefined } | null | undefined;
  groupBy: readonly Dimension[];
  sort: TotalsSort;
  first: number;
}

/** Figures of the demands that have the same values, in one month; a dimension that is not grouped by is null. */
export type TotalsRow = Record<Dimension, string | null> & { metrics: Figures; tierBreakdown: TierCount[] };

const MAX_ROWS = 1000;

/** Totals of a report by any dimensions and month; null if there is no such report. */
export async function getTotals(scope: RequestScope, choice: TotalsChoice): Promise<TotalsRow[] | null> {
  const { groupBy, first } = choice;
  if (first < 0 || first > MAX_ROWS) throw invalid('first', first, `a whole number from 0 to ${MAX_ROWS}`);
  const by = [...new Set(groupBy)];
  const report = choice.report ? readReportChoice(choice.report) : 'current';
  const figures = await scope.loader(figuresOfReport).load({ report, peopledMonths: [1, 2, 3, 4, 5, 6] });
  if (!figures) return null;
  const { columns } = figures;
  const { lobScope } = scope.actor;
  const selection = { filter: cleanFilter(choice.filter ?? {}), within: TOP, lobScope };
  const labels = columns.months.map(({ month }) => month.monthStart.slice(0, 7));
  const wanted = choice.months ?? labels;
  for (const month of wanted)
    if (!labels.some((label) => month.startsWith(label)))
      throw invalid('months', month, `one of ${labels.join(', ')}`);
  const rows = columns.months
    .filter(({ month }) => wanted.some((one) => one.startsWith(month.monthStart.slice(0, 7))))
    .flatMap((column) => groupedFigures(columns, column, selection, by))
    .map(({ values, figures: metrics, tiers }): TotalsRow => ({
      ...(Object.fromEntries(DIMENSIONS.map((name) => [name, values[name] ?? null])) as Record<
        Dimension,
        string | null
      >),
      metrics,
      tierBreakdown: tiers,
    }));
  return rows.sort(orderBy(choice.sort, by)).slice(0, first);
}

type Compare = (a: TotalsRow, b: TotalsRow) => number;

/** Names first, then the month. */
function byName(by: readonly Dimension[]): Compare {
  return (a, b) => {
    for (const name of by) {
      const order = compareC(a[name] ?? '', b[name] ?? '');
      if (order !== 0) return order;
    }
    return compareC(a.metrics.monthStart, b.metrics.monthStart);
  };
}

const FIGURE: Readonly<Record<Exclude<TotalsSort, 'name'>, Compare>> = {
  gap: (a, b) => a.metrics.gap - b.metrics.gap,
  gap_desc: (a, b) => b.metrics.gap - a.metrics.gap,
  forecast_desc: (a, b) => b.metrics.forecast - a.metrics.forecast,
  capacity_desc: (a, b) => b.metrics.capacity - a.metrics.capacity,
};

function orderBy(sort: TotalsSort, by: readonly Dimension[]): Compare {
  const names = byName(by);
  if (sort === 'name') return names;
  return (a, b) => FIGURE[sort](a, b) || names(a, b);
}
