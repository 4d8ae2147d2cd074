import { decimal, plain, quotient, type Decimal } from '../../domain/rounding';
import { groupBy } from './grouping.rules';
import type { ReportDocument } from './report.model';

/** The two sides of one figure of one demand-month; exact decimals, null = the side lacks it. */
export interface ComparedFigure {
  current: string | null;
  prior: string | null;
}

/** One row of the flat comparison. */
export interface ComparedRow {
  mainLob: string;
  state: string;
  caseType: string;
  monthStart: string;
  figures: Readonly<Record<string, ComparedFigure>>;
}

/** Sums of both sides of each figure by month; null where no row has the figure. */
export function metricsOf(
  rows: readonly ComparedRow[],
  names: readonly string[],
  monthStarts: readonly string[],
): Record<string, ReportDocument> {
  const byMonth = groupBy(rows, ({ monthStart }) => monthStart);
  return Object.fromEntries(
    names.map((name) => {
      const sides = monthStarts.map((month) => {
        const found = byMonth.get(month) ?? [];
        return {
          current: sumOf(found.map(({ figures }) => figures[name]?.current ?? null)),
          prior: sumOf(found.map(({ figures }) => figures[name]?.prior ?? null)),
        };
      });
      return [name, seriesOf(sides)];
    }),
  );
}

/** Current, prior, delta and percentage of a figure by month. */
export function seriesOf(sides: readonly ComparedFigure[]): ReportDocument {
  const changes = sides.map(({ current, prior }) => change(current, prior));
  return {
    current: sides.map(({ current }) => toNumber(current)),
    prior: sides.map(({ prior }) => toNumber(prior)),
    delta: changes.map((delta) => toNumber(delta && plain(delta))),
    pct: changes.map((delta, index) => percent(delta, sides[index]?.prior ?? null)),
  };
}

function sumOf(values: readonly (string | null)[]): string | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return plain(known.reduce((sum, value) => sum.plus(value), decimal(0)));
}

function change(current: string | null, prior: string | null): Decimal | undefined {
  return current === null || prior === null ? undefined : decimal(current).minus(prior);
}

function percent(delta: Decimal | undefined, prior: string | null): number | null {
  if (!delta || prior === null || decimal(prior).lte(0)) return null;
  return Number(plain(quotient(delta.times(100), decimal(prior))));
}

function toNumber(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
