import { demandKey, type Demand } from '../../../domain/demand/demand-key';
import type { OnConflict } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { carryClosedMonths } from './carry-closed.service';
import { applyFileCphs } from '../target-cph/file-cph.service';
import { readFileCphs } from '../target-cph/file-cph.rules';
import {
  analyzeForecasts,
  deleteForecasts,
  findAssignedForecasts,
  insertForecasts,
  listForecastsOfMonths,
  updateForecasts,
} from '../table/forecast.repository';
import { diffReport, type ReportDiff } from './report-diff.rules';
import type {
  ForecastFileRow,
  PlannedMonth,
  ReportPlan,
  StoredReport,
  VanishedDemand,
} from '../table/report.model';
import {
  checkReportRows,
  isTaken,
  removedWarnings,
  rowOutcomes,
  vanishedWarnings,
} from './report-rows.rules';
import { insertReportMonths, upsertReport } from '../table/report.repository';
import { Respelling } from '../resolve/respelling.rules';
import { listTargetCphs } from '../table/target-cph.repository';

/** What a report is stored from. */
export interface StoreReport {
  plan: ReportPlan;
  rows: readonly ForecastFileRow[];
  sourceFile?: string | null | undefined;
  /** What happens to demands that the report has already; REPLACE if absent. */
  onConflict?: OnConflict | undefined;
  /** Rows of the file were refused before: demands that are absent from `rows` stay as they are. */
  isIncomplete?: boolean | undefined;
}

/**
 * Step 4 of importing a report, after freezing: stores the report, its months, its forecast rows, and what its CPHs mean
 * for the configuration. A re-import replaces live, unclosed months and leaves frozen ones alone. What is written is
 * marked stale. The summaries of frozen and closed months, `keepVanishedDemands` and then the carrying of assignments follow.
 */
export async function storeReport(tx: WriteScope, input: StoreReport): Promise<StoredReport> {
  const { plan, onConflict = 'REPLACE' } = input;
  await upsertReport(tx, plan.report, input.sourceFile ?? null);
  if (plan.isNew) await insertReportMonths(tx, plan.report, plan.months);
  const checked = checkReportRows(input.rows);
  const given = await respell(
    tx,
    plan,
    checked.flatMap(({ record }) => record ?? []),
  );
  const configured = await listTargetCphs(tx);
  const cphs = readFileCphs(given, configured).rows;
  const rows = given.map((row, i) => ({ ...row, targetCph: cphs[i]?.targetCph ?? null }));
  const isIncomplete = (input.isIncomplete ?? false) || given.length < checked.length;
  const { statuses, changes, vanished, removed } = await storeRows(tx, {
    plan,
    rows,
    onConflict,
    isIncomplete,
  });
  const taken = readFileCphs(
    given.filter((_, i) => isTaken(statuses[i])),
    configured,
  );
  const kept = await applyFileCphs(tx, plan, taken.agreed, configured);
  return {
    rows: rowOutcomes(
      checked,
      { statuses, changes },
      cphs.map(({ warnings }) => warnings),
    ),
    warnings: [...taken.warnings, ...kept, ...vanishedWarnings(vanished), ...removedWarnings(removed)],
    skippedClosed: plan.closedMonths,
    frozenMonths: plan.frozenMonths,
    vanished,
  };
}

/** Rows written from which the planner's statistics are refreshed at once instead of by autovacuum, later. */
const MASS_WRITE = 1000;

type RowsToStore = Required<Pick<StoreReport, 'plan' | 'rows'>> & {
  onConflict: OnConflict;
  isIncomplete: boolean;
};

async function storeRows(
  tx: WriteScope,
  { plan, rows, onConflict, isIncomplete }: RowsToStore,
): Promise<Pick<ReportDiff, 'statuses' | 'changes'> & Gone> {
  const months = plan.months.filter(isWritten);
  const stored = plan.isNew ? [] : await listForecastsOfMonths(tx, plan.report, indexesOf(months));
  const diff = diffReport({ report: plan.report, months, rows, stored, onConflict, isIncomplete });
  const gone = await writeDiff(tx, diff);
  await carryClosedMonths(tx, plan, rows);
  if (diff.inserts.length + diff.updates.length >= MASS_WRITE) await analyzeForecasts(tx);
  for (const month of months) if (month.isLive) tx.stale.month(month.monthStart);
  return { statuses: diff.statuses, changes: diff.changes, ...gone };
}

/** Live months unless closed, and those that are new but belong to a newer report. */
function isWritten(month: PlannedMonth): boolean {
  return month.isLive ? !month.isClosed : month.isNew;
}

function indexesOf(months: readonly PlannedMonth[]): number[] {
  return months.map((month) => month.forecastMonthIndex);
}

/** A stored spelling stays while the report has months that may not be written: one report spells a demand one way. */
async function respell(
  tx: WriteScope,
  plan: ReportPlan,
  rows: readonly ForecastFileRow[],
): Promise<ForecastFileRow[]> {
  const kept = plan.isNew ? [] : plan.months.filter((month) => !isWritten(month));
  if (kept.length === 0) return [...rows];
  const respelling = new Respelling(await listForecastsOfMonths(tx, plan.report, indexesOf(kept)));
  return rows.map((row) => ({ ...row, ...respelling.of(row) }));
}

/** Demands that a file no longer has. */
interface Gone {
  /** Kept, as people are assigned to them. */
  vanished: VanishedDemand[];
  /** Without anybody in any month, and no longer stored. */
  removed: Demand[];
}

/** Writes the differences; demands gone from the file stay with forecast 0 where people are assigned to them. */
async function writeDiff(tx: WriteScope, diff: ReportDiff): Promise<Gone> {
  const assigned = await findAssignedForecasts(
    tx,
    diff.gone.map(({ id }) => id),
  );
  const vanished = diff.gone.filter(({ id }) => assigned.has(id));
  await deleteForecasts(
    tx,
    diff.gone.flatMap(({ id }) => (assigned.has(id) ? [] : id)),
  );
  const emptied = vanished
    .filter((row) => !row.isVanished || row.forecast !== 0)
    .map((row) => ({ ...row, forecast: 0, isVanished: true }));
  await updateForecasts(tx, [...diff.updates, ...emptied]);
  await insertForecasts(tx, diff.inserts);
  const kept = new Set(vanished.map(demandKey));
  return { vanished, removed: diff.gone.filter((row) => !kept.has(demandKey(row))) };
}
