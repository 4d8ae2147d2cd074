import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { WriteWarning } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { carryAssignments, freezeAssignments } from '../../assignment';
import {
  freezeReportMonths,
  keepVanishedDemands,
  planReport,
  storeReport,
  type CalendarReportMonth,
  type ReportPlan,
  type StoredReport,
} from '../../demand';
import { freezeSummaries, storeFixedSummaries } from '../../summary';
import { parseForecastFile, type ForecastFile } from '../formats/forecast-file.rules';
import type { StoredFile, StoredRecord } from '../answer/import-answer.rules';
import type { Importer } from './import-source.model';
import type { ImportSettings } from './import-options.rules';
import { readyToStore } from './record-import.service';
import { storedRecords } from '../answer/record-notes.rules';

/** A report: freezes what it takes over from older ones, and carries their assignments. */
export const forecastImporter: Importer = {
  action: 'import.forecast',
  lock: 'exclusive',
  read: async (_scope, { rows, fileName, settings, facts }) => {
    const { onDuplicate, report, mapping, dateOrder } = settings;
    const options = { onDuplicate, fileName, report, mapping, dateOrder, facts };
    const file = await parseForecastFile(rows, options);
    return readyToStore(file, {
      what: 'forecast',
      settings,
      store: (tx) => storeForecast(tx, { file, fileName, settings }),
    });
  },
};

interface Forecast {
  file: ForecastFile;
  fileName: string;
  settings: ImportSettings;
}

async function storeForecast(tx: WriteScope, { file, fileName, settings }: Forecast): Promise<StoredFile> {
  const plan = await planReport(tx, { report: file.report, mapping: file.mapping });
  await freezeAssignments(tx, plan.freezes);
  await freezeReportMonths(tx, plan.freezes);
  await freezeSummaries(tx, plan.freezes);
  const stored = await storeReport(tx, {
    plan,
    rows: file.records,
    sourceFile: fileName,
    onConflict: settings.onConflict,
    isIncomplete: file.failedRows > 0,
  });
  await storeFixedSummaries(tx, plan);
  const kept = await keepVanishedDemands(tx, plan.liveMonths);
  await carryAssignments(tx, liveMonthsOf(plan));
  return {
    records: everyRow(storedRecords(stored.rows, stored.rows), file),
    warnings: [...stored.warnings, ...kept.warnings, ...frozenWarnings(plan, stored)],
    skippedClosed: stored.skippedClosed,
  };
}

/** A forecast that several rows of the file make is said of each of them. */
function everyRow(records: readonly StoredRecord[], file: ForecastFile): StoredRecord[] {
  const more = new Map(file.records.map(({ row, moreRows = [] }) => [row, moreRows]));
  return records.flatMap((record) => [
    record,
    ...(more.get(record.row) ?? []).map((row) => ({
      ...record,
      row,
      notes: isTaken(record) ? [] : record.notes,
    })),
  ]);
}

function isTaken({ status }: StoredRecord): boolean {
  return status !== 'failed' && status !== 'skipped';
}

function liveMonthsOf({ report, months }: ReportPlan): CalendarReportMonth[] {
  const { reportMonth, reportYear } = report;
  return months
    .filter(({ isLive }) => isLive)
    .map(({ forecastMonthIndex, monthStart }) => ({
      reportMonth,
      reportYear,
      forecastMonthIndex,
      monthStart,
    }));
}

function frozenWarnings(plan: ReportPlan, { frozenMonths }: StoredReport): WriteWarning[] {
  const labels = (starts: readonly string[]): string =>
    starts.map((start) => monthLabel(monthFromStart(start))).join(', ');
  const warnings: WriteWarning[] = [];
  if (frozenMonths.length > 0)
    warnings.push({
      code: 'FROZEN_MONTHS',
      message: `${labels(frozenMonths)} belong to a newer report and were left alone as they are frozen`,
    });
  if (plan.bornFrozenMonths.length > 0)
    warnings.push({
      code: 'FROZEN_MONTHS',
      message: `${labels(plan.bornFrozenMonths)} belong to a newer report: stored frozen, without capacity`,
    });
  return warnings;
}
