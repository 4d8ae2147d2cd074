import { FORECAST as FORECAST_RANGE } from '../../domain/decimal-input';
import type { Demand } from '../../domain/demand-key';
import { demandKey } from '../../domain/demand-key';
import { describe } from '../../domain/errors';
import { compareC } from '../../domain/ordering';
import { textKey } from '../../domain/text-key';
import type { IssueLog, OnDuplicate, RowIssue } from './import-table.rules';

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

/**
 * Gathers forecasts by demand. A demand that occurs under different call type ids is one demand whose forecasts are
 * summed; under the same id it is a duplicate. Names take the first spelling that the file uses.
 */
export class ForecastDemands {
  private readonly parts = new Map<string, ForecastPart>();
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
      mainLob: this.spelling('lob', part.mainLob),
      caseType: this.spelling('case', part.caseType),
    };
    const key = JSON.stringify([demandKey(spelt), textKey(spelt.callTypeId ?? '')]);
    const earlier = this.parts.get(key);
    if (!earlier) {
      this.parts.set(key, spelt);
      return;
    }
    const repeats = [...part.months.keys()].some((month) => earlier.months.has(month));
    if (repeats && !this.mayRepeat(spelt, earlier)) return;
    if (cphsDiffer(earlier, spelt) && !repeats) {
      this.spoil(spelt, spelt.row);
      const message = `Target CPH ${spelt.targetCph} differs from ${earlier.targetCph} in row ${earlier.row}`;
      this.note(spelt, { severity: 'error', code: 'CONFLICT_IN_FILE', message });
      return;
    }
    earlier.targetCph = spelt.targetCph ?? earlier.targetCph;
    for (const [month, forecast] of part.months) earlier.months.set(month, forecast);
    if (repeats) earlier.row = part.row;
  }

  /** The demands, call type ids joined, in the order of the file. */
  merged(): ForecastPart[] {
    const byDemand = new Map<string, ForecastPart[]>();
    for (const part of this.parts.values()) {
      const key = demandKey(part);
      byDemand.set(key, [...(byDemand.get(key) ?? []), part]);
    }
    return [...byDemand.values()].flatMap((parts) => this.mergeDemand(parts) ?? []);
  }

  private mergeDemand(parts: readonly ForecastPart[]): ForecastPart | undefined {
    const [first] = parts;
    if (!first) return undefined;
    const months = parts.length === 1 ? first.months : sumMonths(parts);
    const refusal = this.refusalOf(first, parts, months);
    if (refusal !== undefined) {
      for (const part of parts)
        this.note(part, { severity: 'error', code: 'CONFLICT_IN_FILE', message: refusal });
      return undefined;
    }
    if (parts.length === 1) return first;
    const ids = parts.map(({ callTypeId }) => callTypeId ?? '').filter((id) => id !== '');
    const callTypeId = ids.sort(compareC).join('|') || null;
    const message = `${rowsOf(parts)} are one demand with the call type ids ${callTypeId}; their forecasts are summed`;
    for (const part of parts.slice(1)) this.note(part, { severity: 'warning', code: 'SUMMED', message });
    return { ...first, callTypeId, targetCph: cphsOf(parts)[0] ?? null, months };
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
      return `${rowsOf(parts)} are one demand with different Target CPHs (${cphs.join(', ')}); give them one`;
    }
    const tooMany = [...months.values()].some((forecast) => forecast > FORECAST_RANGE.max);
    return tooMany ? `the forecasts of ${rowsOf(parts)} sum to more than ${FORECAST_RANGE.max}` : undefined;
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

function rowsOf(parts: readonly ForecastPart[]): string {
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
