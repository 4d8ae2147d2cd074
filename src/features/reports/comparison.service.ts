import { monthFromStart, monthLabel } from '../../domain/month';
import { textKey } from '../../domain/text-key';
import type { TextRow } from '../../platform/scope/attachments';
import type { Snapshot } from '../../platform/database/cursor';
import type { Db } from '../../platform/database/db';
import { metricsOf, seriesOf, type ComparedRow } from './comparison.rules';
import {
  COMPARED,
  comparisonStatement,
  countMissing,
  listHeadCounts,
  type HeadCount,
  type Sides,
} from './comparison.repository';
import { groupBy } from './grouping.rules';
import type { ReportContext, ReportDocument } from './report.model';

/** What is compared with what; undefined before the first import. */
export function sidesOf({ filter, report, against }: ReportContext): Sides | undefined {
  if (!report) return undefined;
  return filter.mode === 'month' ? { report, prior: report, shift: 1 } : { report, prior: against, shift: 0 };
}

/** Sentences about rows that only one side has. */
export async function comparisonWarnings(db: Db, context: ReportContext): Promise<string[]> {
  const sides = sidesOf(context);
  if (!sides) return [];
  const warnings: string[] = [];
  if (!sides.prior) warnings.push(missingReport(context));
  const missing = await countMissing(db, context, sides);
  if (missing.prior > 0) warnings.push(`${missing.prior} demand-months have nothing to compare with`);
  if (missing.current > 0) warnings.push(`${missing.current} demand-months are only on the other side`);
  return warnings;
}

function missingReport({ filter, report }: ReportContext): string {
  const wanted = filter.againstStart?.slice(0, 7);
  return wanted
    ? `There is no report ${wanted}: the other side is empty`
    : `There is no report older than ${report?.reportStart.slice(0, 7) ?? 'this one'}: the other side is empty`;
}

/** Both sides by month: of everything chosen, of each LOB and of each of its demands. */
export async function comparisonDocument(
  snapshot: Snapshot,
  context: ReportContext,
): Promise<ReportDocument> {
  const sides = sidesOf(context);
  if (!sides)
    return { mode: context.filter.mode, report: null, against: null, months: [], totals: {}, lobs: [] };
  const statement = comparisonStatement(context, sides);
  const names = statement.columns.map(({ name }) => name);
  const rows: ComparedRow[] = [];
  for await (const batch of snapshot.batches(statement.sql, statement.params))
    for (const row of batch) rows.push(readRow(names, row));
  const months = [...new Set(rows.map(({ monthStart }) => monthStart))].sort();
  const heads = await headsOf(snapshot.db, context, sides, months);
  return {
    mode: context.filter.mode,
    report: sides.report.reportStart.slice(0, 7),
    against: sides.prior?.reportStart.slice(0, 7) ?? null,
    months: months.map((start) => monthLabel(monthFromStart(start))),
    totals: { ...metricsOf(rows, METRICS, months), fte_count: heads(null) },
    lobs: [...groupBy(rows, ({ mainLob }) => textKey(mainLob))].map(([key, ofLob]) => ({
      main_lob: ofLob[0]?.mainLob,
      ...metricsOf(ofLob, METRICS, months),
      fte_count: heads(key),
      demands: demandsOf(ofLob, months),
    })),
  };
}

const METRICS = COMPARED.map(({ name }) => name);

function demandsOf(rows: readonly ComparedRow[], months: readonly string[]): ReportDocument[] {
  return [
    ...groupBy(rows, ({ state, caseType }) => JSON.stringify([textKey(state), textKey(caseType)])).values(),
  ].map((ofDemand) => ({
    state: ofDemand[0]?.state,
    case_type: ofDemand[0]?.caseType,
    ...metricsOf(ofDemand, METRICS, months),
  }));
}

function readRow(names: readonly string[], row: TextRow): ComparedRow {
  const at = (name: string): string | null => row[names.indexOf(name)] ?? null;
  return {
    mainLob: at('main_lob') ?? '',
    state: at('state') ?? '',
    caseType: at('case_type') ?? '',
    monthStart: at('month_start') ?? '',
    figures: Object.fromEntries(
      METRICS.map((name) => [name, { current: at(name), prior: at(`prior_${name}`) }]),
    ),
  };
}

type HeadSeries = (mainLobKey: string | null) => ReportDocument;

async function headsOf(
  db: Db,
  context: ReportContext,
  sides: Sides,
  months: readonly string[],
): Promise<HeadSeries> {
  const current = await listHeadCounts(db, context, sides.report);
  const prior =
    sides.prior === sides.report || !sides.prior ? current : await listHeadCounts(db, context, sides.prior);
  const covered = (
    counts: HeadCount[],
    chosen: Sides['report'] | undefined,
    month: string,
    key: string | null,
  ) =>
    chosen?.months.some(({ monthStart }) => monthStart === month)
      ? String(counts.find((c) => c.mainLobKey === key && c.monthStart === month)?.people ?? 0)
      : null;
  return (key) =>
    seriesOf(
      months.map((month) => ({
        current: covered(current, sides.report, month, key),
        prior: covered(prior, sides.prior, shifted(month, sides.shift), key),
      })),
    );
}

function shifted(month: string, shift: 0 | 1): string {
  if (shift === 0) return month;
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12-01` : `${year}-${String(number - 1).padStart(2, '0')}-01`;
}
