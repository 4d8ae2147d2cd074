import { monthFromStart, monthName } from '../../../domain/time/month';
import type { DemandNames } from './demand-table.rules';
import type { DemandFacts, FigureMonth, Figures, ReportKey, StoredSummary } from './figures.model';

/** The columns of a month that a summary is made of, by the demand’s place. */
interface SummaryColumns {
  readonly month: FigureMonth;
  readonly summaryIds: Int32Array;
  readonly computedAt: Float64Array;
  readonly facts: readonly (DemandFacts | undefined)[];
  readonly tierBreakdowns: readonly (string | null)[];
  figuresAt(at: number): Figures;
}

/** The stored summary of one demand of a month, from the columns. */
export function storedSummary(
  column: SummaryColumns,
  at: number,
  { reportYear, reportMonth }: ReportKey,
  { mainLob, state, caseType }: DemandNames,
): StoredSummary {
  const { forecastMonthIndex, monthStart, isFrozen } = column.month;
  const { year, month } = monthFromStart(monthStart);
  const { exact, fteRequired, fteCount, unknownCapacity } = column.figuresAt(at);
  const { forecast, capacity, fteEquivalent } = exact;
  return {
    id: column.summaryIds[at] ?? 0,
    reportYear,
    reportMonth,
    forecastMonthIndex,
    forecastYear: year,
    forecastMonth: monthName(month),
    mainLob,
    state,
    caseType,
    totalForecast: forecast,
    totalFteCount: fteCount,
    totalFteEquivalent: fteEquivalent.toText(),
    totalCapacity: capacity.toText(),
    fteRequired,
    fteRequiredReason: column.facts[at]?.fteRequiredReason ?? null,
    capacityGap: capacity.minus(forecast).toText(),
    tierBreakdown: JSON.parse(column.tierBreakdowns[at] ?? '{}') as Record<string, number>,
    unknownCapacityCount: unknownCapacity,
    isFrozen,
    computedDatetime: new Date(column.computedAt[at] ?? 0),
    summaryText: undefined,
  };
}
