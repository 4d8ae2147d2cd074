import { textKey } from '../../../domain/text-key';
import type { Db } from '../../../platform/database/db';
import { readInSnapshot } from '../../../platform/database/snapshot-read';
import { tupleKey } from '../../../platform/loaders/align';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { follows, MARKS_LIVE_MS } from '../store/freshness.rules';
import { pruneMarks, readFreshness, type FigureMark, type Freshness } from '../store/figures.repository';
import type { DemandMonthState, DemandNameKeys, MonthKey, MonthStates } from './month-state.model';
import { listDemandMonths, listDemandMonthsOf, type DemandMonthRow } from './month-state.repository';

/** What reading needs: a pool without limits, and the time. */
type Reader = Pick<RequestScope, 'sharedDb' | 'clock'>;
type Moment = Omit<Freshness, 'marks'>;
/** Demand-months by the number of their forecast row. */
type Month = ReadonlyMap<number, DemandMonthState>;

interface Kept {
  moment: Moment;
  checkedAt: number;
  /** By month, those asked for last at the end. */
  months: ReadonlyMap<string, Month>;
}

/** Demand-months kept: 5 years of 3,000 demands are 200,000. */
const MAX_ROWS = 500_000;
/** Above so many changed rows their months are read anew. */
const MAX_CHANGED = 1_000;

const keyOf = ({ reportYear, reportMonth, index }: MonthKey): string =>
  tupleKey(reportYear, reportMonth, index);

/**
 * What reports say about themselves (unknown figures, when they were computed) is a sum over all their demand-months, which
 * a preview of a few rows must not read. They are kept, and read again where marks say that they have changed: what was
 * committed before a request began is always in its answer.
 */
class MonthStatesStore {
  private kept: Kept | undefined;
  /** One after the other: each finds what the one before has read. */
  private last: Promise<unknown> = Promise.resolve();

  read(reader: Reader, months: readonly MonthKey[]): Promise<MonthStates> {
    const reading = this.last.then(() => this.bringUp(reader, months));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  private async bringUp({ sharedDb, clock }: Reader, months: readonly MonthKey[]): Promise<MonthStates> {
    const at = clock.now().getTime();
    const { marks, ...now } = await readFreshness(sharedDb, this.kept?.moment.snapshot ?? null);
    const isKnown =
      this.kept !== undefined && follows({ ...this.kept.moment, checkedAt: this.kept.checkedAt }, now, at);
    if (!isKnown) {
      this.kept = undefined;
      await pruneMarks(sharedDb, new Date(at - MARKS_LIVE_MS));
    }
    const hasAll = months.every((month) => this.kept?.months.has(keyOf(month)));
    if (this.kept && hasAll && marks.length === 0) this.kept = { ...this.kept, moment: now, checkedAt: at };
    else this.kept = await readInSnapshot(sharedDb, (db) => this.update(db, months, at));
    return this.statesOf(months);
  }

  private async update(db: Db, wanted: readonly MonthKey[], at: number): Promise<Kept> {
    const { marks, ...moment } = await readFreshness(db, this.kept?.moment.snapshot ?? null);
    const months = new Map(this.kept?.months);
    const changed = forgetChanged(months, marks);
    if (changed.size > 0) replaceRows(months, changed, await listDemandMonthsOf(db, [...changed.keys()]));
    for (const month of wanted) {
      const rows = months.get(keyOf(month)) ?? monthOf(await listDemandMonths(db, month));
      months.delete(keyOf(month));
      months.set(keyOf(month), rows);
    }
    fit(months, wanted.length);
    return { moment, checkedAt: at, months };
  }

  private statesOf(wanted: readonly MonthKey[]): MonthStates {
    const { kept } = this;
    const asked = new Set(wanted.map(keyOf));
    return {
      dataVersion: kept?.moment.dataVersion ?? 0,
      of: (month) => (asked.has(keyOf(month)) ? kept?.months.get(keyOf(month))?.values() : undefined),
    };
  }
}

/** Removes the months of which more has changed than single rows; returns the changed rows of the others, with their month. */
function forgetChanged(months: Map<string, Month>, marks: readonly FigureMark[]): Map<number, string> {
  const changed = new Map<number, string>();
  for (const { reportYear, reportMonth, forecastMonthIndex, forecastId } of marks) {
    const isOf = (key: string): boolean => {
      const [year, month, index] = JSON.parse(key) as [number, string, number];
      if (reportYear === null) return true;
      const isOfReport = year === reportYear && month === reportMonth;
      return isOfReport && (forecastMonthIndex === null || index === forecastMonthIndex);
    };
    const touched = [...months.keys()].filter(isOf);
    for (const key of touched) {
      if (forecastId === null) months.delete(key);
      else changed.set(forecastId, key);
    }
  }
  if (changed.size > MAX_CHANGED) {
    for (const key of changed.values()) months.delete(key);
    changed.clear();
  }
  return changed;
}

function replaceRows(
  months: Map<string, Month>,
  changed: ReadonlyMap<number, string>,
  rows: readonly DemandMonthRow[],
): void {
  const found = new Map(rows.map((row) => [row.forecastId, row]));
  for (const key of new Set(changed.values())) {
    const month = new Map(months.get(key));
    for (const [id, of] of changed) {
      if (of !== key) continue;
      const row = found.get(id);
      if (row) month.set(id, stateOf(row));
      else month.delete(id);
    }
    if (months.has(key)) months.set(key, month);
  }
}

function monthOf(rows: readonly DemandMonthRow[]): Month {
  return new Map(rows.map((row) => [row.forecastId, stateOf(row)]));
}

/** Forgets the months that nobody has asked for longest, but none of the last `wanted`. */
function fit(months: Map<string, Month>, wanted: number): void {
  let rows = [...months.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [key, { size }] of months) {
    if (rows <= MAX_ROWS || months.size <= wanted) return;
    months.delete(key);
    rows -= size;
  }
}

/** A demand is in many months: its names are kept once. */
const demands = new Map<string, DemandNameKeys>();

function stateOf(row: DemandMonthRow): DemandMonthState {
  const { unknownCapacity, lacksRequired, computedAt } = row;
  return { demand: demandOf(row), unknownCapacity, lacksRequired, computedAt };
}

function demandOf({ mainLob, state, caseType, platform, market, locality }: DemandMonthRow): DemandNameKeys {
  const key = tupleKey(mainLob, state, caseType, platform, market, locality);
  const known = demands.get(key);
  if (known) return known;
  if (demands.size > MAX_ROWS) demands.clear();
  const [lobKey = '', stateKey = '', caseTypeKey = '', platformKey = '', marketKey = ''] = [
    mainLob,
    state,
    caseType,
    platform,
    market,
  ].map(textKey);
  const demand = {
    key: tupleKey(lobKey, stateKey, caseTypeKey),
    mainLob,
    lobKey,
    stateKey,
    caseTypeKey,
    platformKey,
    marketKey,
    locality,
  };
  demands.set(key, demand);
  return demand;
}

/** One store a connection pool. */
const stores = new WeakMap<object, MonthStatesStore>();

/** The demand-months of these months as they are now. */
export function readMonthStates(reader: Reader, months: readonly MonthKey[]): Promise<MonthStates> {
  const { connection } = reader.sharedDb.manager;
  const store = stores.get(connection) ?? new MonthStatesStore();
  stores.set(connection, store);
  return store.read(reader, months);
}
