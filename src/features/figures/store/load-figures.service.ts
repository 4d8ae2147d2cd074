import type { Db } from '../../../platform/database/db';
import { readInSnapshot } from '../../../platform/database/snapshot-read';
import type { ReportKey } from '../columns/figures.model';
import { ReportColumns } from '../columns/report-columns.rules';
import {
  listActiveTiers,
  listFigureMonths,
  listFigures,
  listMonthPeople,
  readFreshness,
  rereadFigures,
  type FigureMark,
} from './figures.repository';

/** The figures of a report with the moment they are of. */
export interface KeptFigures {
  columns: ReportColumns;
  /** `pg_current_snapshot()` of that moment. */
  snapshot: string;
  /** Raised by every write. */
  dataVersion: number;
}

/** Figures brought up to now, or read anew; undefined if there is no such report. `peopledMonths` get their people too. */
export function loadFigures(
  db: Db,
  report: ReportKey,
  peopledMonths: ReadonlySet<number>,
  known: KeptFigures | undefined,
): Promise<KeptFigures | undefined> {
  return readInSnapshot(db, async (moment) => {
    const { snapshot, dataVersion, marks } = await readFreshness(moment, known?.snapshot ?? null);
    const updated = known && (await updatedColumns(moment, known.columns, marks));
    const columns = updated ?? (await wholeColumns(moment, report));
    if (!columns) return undefined;
    const wanted = new Set([...peopledMonths, ...(known?.columns.peopledMonths ?? [])]);
    return { columns: await withPeople(moment, columns, wanted), snapshot, dataVersion };
  });
}

/** Whether a mark touches a report. */
export function concerns({ reportYear, reportMonth }: FigureMark, report: ReportKey): boolean {
  return reportYear === null || (reportYear === report.reportYear && reportMonth === report.reportMonth);
}

async function wholeColumns(db: Db, report: ReportKey): Promise<ReportColumns | undefined> {
  const months = await listFigureMonths(db, report);
  if (months.length === 0) return undefined;
  return ReportColumns.of(report, months, await listFigures(db, report));
}

/** The columns with what the marks name read again; undefined if they must be read anew. */
async function updatedColumns(
  db: Db,
  columns: ReportColumns,
  allMarks: readonly FigureMark[],
): Promise<ReportColumns | undefined> {
  const marks = allMarks.filter((mark) => concerns(mark, columns.report));
  if (marks.length === 0) return columns;
  const months = new Set<number>();
  const forecastIds = new Set<number>();
  for (const { forecastMonthIndex, forecastId } of marks) {
    const month = forecastMonthIndex === null ? undefined : columns.month(forecastMonthIndex)?.month;
    // Frozen months do not change by themselves: whatever marks them has changed the report.
    if (!month || month.isFrozen) return undefined;
    if (forecastId === null) months.add(month.forecastMonthIndex);
    else forecastIds.add(forecastId);
  }
  const found = await rereadFigures(db, columns.report, {
    forecastIds: [...forecastIds],
    months: [...months],
    peopledMonths: columns.peopledMonths,
  });
  return columns.changed({ months, forecastIds, ...found });
}

async function withPeople(
  db: Db,
  columns: ReportColumns,
  wanted: ReadonlySet<number>,
): Promise<ReportColumns> {
  const missing = columns.months
    .filter(({ heads, month }) => !heads && wanted.has(month.forecastMonthIndex))
    .map(({ month }) => month);
  if (missing.length === 0) return columns;
  const rows = await listMonthPeople(db, columns.report, missing);
  const activeTiers = await listActiveTiers(db);
  const months = new Set(missing.map(({ forecastMonthIndex }) => forecastMonthIndex));
  return columns.withPeople({ months, activeTiers, rows });
}
