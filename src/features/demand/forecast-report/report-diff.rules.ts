import type { FieldChange, OnConflict, WriteStatus } from '../../../domain/writing';
import { demandKey, type Demand } from '../../../domain/demand/demand-key';
import { parseLob } from '../../../domain/demand/lob';
import { decimal } from '../../../domain/rounding';
import type { ReportKey } from '../table/demand.model';
import type { ForecastRow, ForecastValues } from '../table/forecast.model';
import type { ForecastFileRow, PlannedMonth } from '../table/report.model';

/** What is compared: a report's file with what is stored of its months that may be written. */
export interface DiffFacts {
  report: ReportKey;
  /** The months that may be written. */
  months: readonly PlannedMonth[];
  rows: readonly ForecastFileRow[];
  stored: readonly ForecastRow[];
  onConflict: OnConflict;
  /** Rows of the file were refused: demands that are absent stay. */
  isIncomplete: boolean;
}

/** What storing a report writes. */
export interface ReportDiff {
  /** By position of the file's row. */
  statuses: WriteStatus[];
  /** By position of the file's row: what it changes in stored rows. */
  changes: FieldChange[][];
  inserts: ForecastValues[];
  /** Stored rows with their new values. */
  updates: (ForecastValues & { id: number })[];
  /** Stored rows of demands that the file does not have any more. */
  gone: ForecastRow[];
}

/** Compares a file with the stored rows, row by row of the file and month by month. */
export function diffReport(facts: DiffFacts): ReportDiff {
  const keyOf = demandKeys();
  const stored = new Map(facts.stored.map((row) => [monthKey(row.forecastMonthIndex, keyOf(row)), row]));
  const diff: ReportDiff = { statuses: [], changes: [], inserts: [], updates: [], gone: [] };
  const wanted = new Set<string>();
  for (const row of facts.rows) {
    const demand = keyOf(row);
    const pairings = valuesOf(facts, row).map((values): Pairing => {
      const key = monthKey(values.forecastMonthIndex, demand);
      wanted.add(key);
      return [values, stored.get(key)];
    });
    const status = diffRow(facts.onConflict, diff, pairings);
    diff.statuses.push(status);
    diff.changes.push(status === 'updated' ? changesOf(pairings) : []);
  }
  if (facts.onConflict === 'REPLACE' && !facts.isIncomplete)
    diff.gone = [...stored].flatMap(([key, row]) => (wanted.has(key) ? [] : row));
  return diff;
}

/** Demand keys, each spelling folded once: a report repeats it for six months. */
function demandKeys(): (demand: Demand) => string {
  const known = new Map<string, string>();
  return ({ mainLob, state, caseType }) => {
    const spelling = JSON.stringify([mainLob, state, caseType]);
    const key = known.get(spelling) ?? demandKey({ mainLob, state, caseType });
    known.set(spelling, key);
    return key;
  };
}

function monthKey(forecastMonthIndex: number, key: string): string {
  return `${forecastMonthIndex} ${key}`;
}

/** A file's row as the rows of the months that may be written. */
function valuesOf({ report, months }: DiffFacts, row: ForecastFileRow): ForecastValues[] {
  const { mainLob, state, caseType, callTypeId, targetCph } = row;
  const { reportMonth, reportYear } = report;
  const { platform, market, locality } = parseLob(mainLob, caseType);
  return months.map(({ forecastMonthIndex }) => ({
    reportMonth,
    reportYear,
    forecastMonthIndex,
    mainLob,
    state,
    caseType,
    callTypeId,
    targetCph,
    platform,
    market,
    locality,
    isVanished: false,
    forecast: row.months[forecastMonthIndex - 1] ?? 0,
  }));
}

type Pairing = readonly [ForecastValues, ForecastRow | undefined];

function diffRow(onConflict: OnConflict, diff: ReportDiff, pairings: readonly Pairing[]): WriteStatus {
  if (pairings.length === 0) return 'skipped';
  const known = pairings.some(([, stored]) => stored !== undefined && !stored.isVanished);
  if (known && onConflict !== 'REPLACE') return onConflict === 'SKIP' ? 'skipped' : 'failed';
  if (addChanges(diff, pairings) === 0) return 'unchanged';
  return known ? 'updated' : 'created';
}

/** Notes what has to be written; returns how many rows that is. */
function addChanges(diff: ReportDiff, pairings: readonly Pairing[]): number {
  let changes = 0;
  for (const [values, stored] of pairings) {
    if (stored && isSame(values, stored)) continue;
    changes += 1;
    if (stored) diff.updates.push({ ...values, id: stored.id });
    else diff.inserts.push(values);
  }
  return changes;
}

const COMPARED = [
  'mainLob',
  'state',
  'caseType',
  'callTypeId',
  'forecast',
  'isVanished',
  'locality',
] as const;

const SHOWN = ['mainLob', 'state', 'caseType', 'callTypeId'] as const;

/** The cases of each month by `month1` … `month6`; what all months share is listed once. */
function changesOf(pairings: readonly Pairing[]): FieldChange[] {
  const changes = new Map<string, FieldChange>();
  const add = (field: string, before: unknown, after: unknown): void => {
    if (before !== after && !changes.has(field)) changes.set(field, { field, before, after });
  };
  for (const [values, stored] of pairings) {
    if (!stored) continue;
    for (const field of SHOWN)
      add(
        field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        stored[field],
        values[field],
      );
    if (!sameCph(values.targetCph, stored.targetCph))
      add('target_cph', numberOf(stored.targetCph), numberOf(values.targetCph));
    add(`month${values.forecastMonthIndex}`, stored.forecast, values.forecast);
  }
  return [...changes.values()];
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function isSame(values: ForecastValues, stored: ForecastRow): boolean {
  return (
    COMPARED.every((field) => values[field] === stored[field]) && sameCph(values.targetCph, stored.targetCph)
  );
}

function sameCph(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : decimal(a).eq(b);
}
