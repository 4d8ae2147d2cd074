import { FORECAST as FORECAST_RANGE } from '../../../domain/decimal-input';
import type { Demand } from '../../../domain/demand/demand-key';
import { demandKey } from '../../../domain/demand/demand-key';
import { describe } from '../../../domain/errors';
import { compareC } from '../../../domain/ordering';
import { textKey } from '../../../domain/text-key';
import type { OnDuplicate } from '../../../domain/writing';
import type { IssueLog, RowIssue } from '../reading/import-table.rules';

/** The forecast of one demand under one call type id; months are keyed year × 100 + month. */
export interface ForecastPart {
  row: number;
  mainLob: string;
  state: string;
  caseType: string;
  callTypeId: string | null;
  targetCph: string | null;
  months: Map<number, number>;
}

/** A part with the row that each of its months comes from. */
interface KeptPart extends ForecastPart {
  sources: Map<number, number>;
}

/** The forecast of a whole demand; `moreRows` are those it is made of beside `row`. */
export interface MergedForecast extends ForecastPart {
  moreRows: number[];
}

/**
 * Gathers forecasts by demand. A demand that occurs under different call type ids is one demand whose forecasts are
 * summed; under the same id it is a duplicate. Names take the first spelling that the file uses.
 */
export class ForecastDemands {
  private readonly parts = new Map<string, KeptPart>();
  private readonly spellings = new Map<string, string>();
  /** Demand key to the row that was refused. */
  private readonly spoilt = new Map<string, number>();

  constructor(
    private readonly log: IssueLog,
    private readonly onDuplicate: OnDuplicate,
  ) {}

  /** A row of the demand was refused: what its other rows say is incomplete, so the whole demand is. */
  spoil(demand: Demand, row: number): void {
    if (!this.spoilt.has(demandKey(demand))) this.spoilt.set(demandKey(demand), row);
  }

  /** Takes all months of a row, or one month of a file with a row per month. */
  add(part: ForecastPart): void {
    const spelt = {
      ...part,
      sources: new Map([...part.months.keys()].map((month) => [month, part.row])),
      mainLob: this.spelling('lob', part.mainLob),
      caseType: this.spelling('case', part.caseType),
    };
    const key = JSON.stringify([demandKey(spelt), textKey(spelt.callTypeId ?? '')]);
    const earlier = this.parts.get(key);
    if (earlier) this.join(earlier, spelt);
    else this.parts.set(key, spelt);
  }

  private join(earlier: KeptPart, later: KeptPart): void {
    const repeats = [...later.months.keys()].some((month) => earlier.months.has(month));
    if (repeats && !this.mayRepeat(later, earlier)) return;
    if (cphsDiffer(earlier, later) && !repeats) {
      this.spoil(later, later.row);
      const message = `Target CPH ${later.targetCph} differs from ${earlier.targetCph} in row ${earlier.row}`;
      this.note(later, { severity: 'error', code: 'CONFLICT_IN_FILE', message });
      return;
    }
    const rows = rowsOf([earlier]);
    if (repeats) earlier.row = later.row;
    take(earlier, later);
    const left = rowsOf([earlier]);
    for (const row of rows) if (!left.includes(row)) this.passOver({ ...earlier, row }, later.row);
  }

  /** The demands, call type ids joined, in the order of the file. */
  merged(): MergedForecast[] {
    const byDemand = new Map<string, KeptPart[]>();
    for (const part of this.parts.values()) {
      const key = demandKey(part);
      byDemand.set(key, [...(byDemand.get(key) ?? []), part]);
    }
    return [...byDemand.values()].flatMap((parts) => this.mergeDemand(parts) ?? []);
  }

  private mergeDemand(parts: readonly KeptPart[]): MergedForecast | undefined {
    const [first] = parts;
    if (!first) return undefined;
    const months = parts.length === 1 ? first.months : sumMonths(parts);
    const refusal = this.refusalOf(first, parts, months);
    const rows = rowsOf(parts);
    if (refusal !== undefined) {
      for (const row of rows)
        this.note({ ...first, row }, { severity: 'error', code: 'CONFLICT_IN_FILE', message: refusal });
      return undefined;
    }
    const moreRows = rows.filter((row) => row !== first.row);
    if (parts.length === 1) return { ...first, moreRows };
    const ids = parts.map(({ callTypeId }) => callTypeId ?? '').filter((id) => id !== '');
    const callTypeId = ids.sort(compareC).join('|') || null;
    const message = `${rowsText(parts)} are one demand with the call type ids ${callTypeId}; their forecasts are summed`;
    for (const part of parts.slice(1)) this.note(part, { severity: 'warning', code: 'SUMMED', message });
    return { ...first, callTypeId, targetCph: cphsOf(parts)[0] ?? null, months, moreRows };
  }

  /** Why a demand cannot be taken as a whole. */
  private refusalOf(
    demand: Demand,
    parts: readonly ForecastPart[],
    months: ReadonlyMap<number, number>,
  ): string | undefined {
    const refused = this.spoilt.get(demandKey(demand));
    if (refused !== undefined)
      return `row ${refused} of the same demand is refused, so the demand is incomplete`;
    const cphs = cphsOf(parts);
    if (cphs.length > 1) {
      return `${rowsText(parts)} are one demand with different Target CPHs (${cphs.join(', ')}); give them one`;
    }
    const tooMany = [...months.values()].some((forecast) => forecast > FORECAST_RANGE.max);
    return tooMany ? `the forecasts of ${rowsText(parts)} sum to more than ${FORECAST_RANGE.max}` : undefined;
  }

  private mayRepeat(part: ForecastPart, { row, callTypeId }: ForecastPart): boolean {
    if (this.onDuplicate === 'last') {
      const message = `repeats row ${row} and replaces it (on_duplicate=last)`;
      this.note(part, { severity: 'warning', code: 'DUPLICATE', message });
      return true;
    }
    const id =
      callTypeId === null ? 'without a call type id' : `with the call type id ${describe(callTypeId)}`;
    const message = `repeats row ${row} ${id}; remove one of them or import with on_duplicate=last`;
    this.note(part, { severity: 'error', code: 'DUPLICATE', message });
    return false;
  }

  private passOver(part: ForecastPart, later: number): void {
    const message = `row ${later} repeats this row and holds; this one is passed over`;
    this.note(part, { severity: 'warning', code: 'SUPERSEDED', message });
  }

  private spelling(kind: string, name: string): string {
    const key = `${kind} ${textKey(name)}`;
    const known = this.spellings.get(key) ?? name;
    this.spellings.set(key, known);
    return known;
  }

  private note(part: ForecastPart, remark: Pick<RowIssue, 'severity' | 'code' | 'message'>): void {
    const key = `${part.mainLob} / ${part.state} / ${part.caseType}`;
    this.log.add({ row: part.row, key, column: null, value: null, ...remark });
  }
}

function take(earlier: KeptPart, later: KeptPart): void {
  earlier.targetCph = later.targetCph ?? earlier.targetCph;
  for (const [month, forecast] of later.months) earlier.months.set(month, forecast);
  for (const [month, row] of later.sources) earlier.sources.set(month, row);
}

/** Every row that the parts are made of, in order. */
function rowsOf(parts: readonly KeptPart[]): number[] {
  const rows = parts.flatMap(({ row, sources }) => [row, ...sources.values()]);
  return [...new Set(rows)].sort((a, b) => a - b);
}

function rowsText(parts: readonly ForecastPart[]): string {
  return `rows ${parts.map(({ row }) => row).join(', ')}`;
}

function cphsOf(parts: readonly ForecastPart[]): string[] {
  return [...new Set(parts.flatMap(({ targetCph }) => targetCph ?? []))];
}

function cphsDiffer(a: ForecastPart, b: ForecastPart): boolean {
  return a.targetCph !== null && b.targetCph !== null && a.targetCph !== b.targetCph;
}

function sumMonths(parts: readonly ForecastPart[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { months } of parts) {
    for (const [month, forecast] of months) sums.set(month, (sums.get(month) ?? 0) + forecast);
  }
  return sums;
}
