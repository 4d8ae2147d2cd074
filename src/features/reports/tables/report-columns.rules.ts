import { decimal, plain } from '../../../domain/rounding';
import { tierColumn, tierLabel } from '../../../domain/capacity/tier-breakdown';
import type { ChosenReport, ReportTier, SelectedColumn, TableColumn } from './report.model';

/** Columns without their SQL. */
export function publicColumns(columns: readonly SelectedColumn[]): TableColumn[] {
  return columns.map(({ name, type, nullable, description }) => ({ name, type, nullable, description }));
}

/** Tiers that every flat report has a column for, in this order. */
const ALWAYS = ['1', '0.75', '0.5', '0.25'];

/** The tier columns of a report: 100, 75, 50 and 25 %, then the others in the order given, each once. */
export function tierColumns(percentages: readonly string[]): ReportTier[] {
  const given = percentages.map((percentage) => plain(decimal(percentage)));
  return [...new Set([...ALWAYS, ...given])].map((percentage) => ({
    percentage,
    label: tierLabel(percentage),
    column: tierColumn(percentage),
  }));
}

/** Columns of the four tiers that every flat report has, and of all others: those stand last, so that none moves when one comes. */
export function columnsByTier(
  tiers: readonly ReportTier[],
  columnOf: (tier: ReportTier) => SelectedColumn,
): { always: SelectedColumn[]; further: SelectedColumn[] } {
  const columns = tiers.map(columnOf);
  return { always: columns.slice(0, ALWAYS.length), further: columns.slice(ALWAYS.length) };
}

/** The tier columns as a dashboard lists them: highest first. */
export function tiersHighestFirst(tiers: readonly ReportTier[]): ReportTier[] {
  return [...tiers].sort((a, b) => decimal(b.percentage).cmp(a.percentage));
}

/** Stands for the report before the first import: no row belongs to it. */
export const NO_REPORT: ChosenReport = { label: '', reportStart: null, months: [] };
