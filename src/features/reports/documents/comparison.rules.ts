import { decimal, plain, quotient, type Decimal } from '../../../domain/rounding';
import { numberJson } from '../rows/report-json.rules';
import type { ReportDocument } from '../tables/report.model';

/** The two sides of one figure of one demand-month; exact decimals, null = the side lacks it. */
export interface ComparedFigure {
  current: string | null;
  prior: string | null;
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

const KINDS = ['current', 'prior', 'delta', 'pct'] as const;

/** The figures of one demand by month, collected month by month and written as JSON. */
export class DemandSeries {
  private readonly cells: string[];

  /** `names` of the figures; months that are never set stay null. */
  constructor(
    private readonly names: readonly string[],
    private readonly monthCount: number,
  ) {
    this.cells = new Array<string>(names.length * KINDS.length * monthCount).fill('null');
  }

  /** Sets one month: of each figure current, prior, delta and percentage, separated by commas, empty = null. */
  set(month: number, figures: string): void {
    let place = month;
    for (const cell of figures.split(',')) {
      this.cells[place] = numberJson(cell === '' ? null : cell);
      place += this.monthCount;
    }
  }

  /** `"forecast":{"current":[…],…},…` without braces around it. */
  toJson(): string {
    let place = 0;
    const series = (): string => this.cells.slice(place, (place += this.monthCount)).join(',');
    return this.names
      .map((name) => `"${name}":{${KINDS.map((kind) => `"${kind}":[${series()}]`).join(',')}}`)
      .join(',');
  }
}
