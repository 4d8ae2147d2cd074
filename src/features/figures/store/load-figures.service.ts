import type { Db } from '../../../platform/database/db';
import { readInSnapshot } from '../../../platform/database/snapshot-read';
import type { FigureMonth, ReportKey } from '../columns/figures.model';
import { ReportColumns, type MonthPeopleRows } from '../columns/report-columns.rules';
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
    const wanted = new Set([...peopledMonths, ...(known?.columns.peopledMonths ?? [])]);
    const updated = known && (await updatedColumns(moment, known.columns, marks));
    const columns = updated
      ? await withPeople(moment, updated, wanted)
      : await wholeColumns(moment, report, wanted);
    return columns && { columns, snapshot, dataVersion };
  });
}

/** Whether a mark touches a report. */
export function concerns({ reportYear, reportMonth }: FigureMark, report: ReportKey): boolean {
  return reportYear === null || (reportYear === report.reportYear && reportMonth === report.reportMonth);
}

/** Figures and people are asked for together: PostgreSQL gathers the people while the figures are read here. */
async function wholeColumns(
  db: Db,
  report: ReportKey,
  wanted: ReadonlySet<number>,
): Promise<ReportColumns | undefined> {
  const months = await listFigureMonths(db, report);
  if (months.length === 0) return undefined;
  const peopled = months.filter(({ forecastMonthIndex }) => wanted.has(forecastMonthIndex));
  const [rows, people] = await Promise.all([listFigures(db, report), readPeople(db, report, peopled)]);
  const columns = ReportColumns.of(report, months, rows);
  return people ? columns.withPeople(people) : columns;
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
  const people = await readPeople(db, columns.report, missing);
  return people ? columns.withPeople(people) : columns;
}

/** Who is assigned in these months; undefined where there are none. */
async function readPeople(
  db: Db,
  report: ReportKey,
  months: readonly FigureMonth[],
): Promise<MonthPeopleRows | undefined> {
  if (months.length === 0) return undefined;
  const [rows, activeTiers] = await Promise.all([listMonthPeople(db, report, months), listActiveTiers(db)]);
  return { months: new Set(months.map(({ forecastMonthIndex }) => forecastMonthIndex)), activeTiers, rows };
}
