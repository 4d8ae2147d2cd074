import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { Snapshot } from '../../../platform/database/cursor';
import type { Db } from '../../../platform/database/db';
import {
  comparedLines,
  listComparedSums,
  type ComparedLine,
  type ComparedSums,
} from './comparison-document.repository';
import { DemandSeries, seriesOf } from './comparison.rules';
import {
  COMPARED,
  comparedMonths,
  countMissing,
  listHeadCounts,
  type HeadCount,
  type Sides,
} from '../tables/comparison.repository';
import type { MonthStates } from '../../figures';
import { knownMissing } from '../known/known-figures.service';
import { groupBy } from './grouping.rules';
import type { NestedReport, ReportContext, ReportDocument } from '../tables/report.model';

/** What is compared with what; undefined before the first import. */
export function sidesOf({ filter, report, against }: ReportContext): Sides | undefined {
  if (!report) return undefined;
  return filter.mode === 'month' ? { report, prior: report, shift: 1 } : { report, prior: against, shift: 0 };
}

/** Sentences about rows that only one side has. */
export async function comparisonWarnings(
  db: Db,
  context: ReportContext,
  known: MonthStates | undefined,
): Promise<string[]> {
  const sides = sidesOf(context);
  if (!sides) return [];
  const warnings: string[] = [];
  if (!sides.prior) warnings.push(missingReport(context));
  const kept = known && knownMissing(known, comparedMonths(context, sides), context.filter);
  const missing = kept ?? (await countMissing(db, context, sides));
  if (missing.prior > 0) warnings.push(`${missing.prior} demand-months have nothing to compare with`);
  if (missing.current > 0) warnings.push(`${missing.current} demand-months are only on the other side`);
  return warnings;
}

function missingReport({ filter, report }: ReportContext): string {
  const wanted = filter.againstStart?.slice(0, 7);
  return wanted
    ? `There is no report ${wanted}: the other side is empty`
    : `There is no report older than ${report?.reportStart ? report.label : 'the live one of any month'}: the other side is empty`;
}

/** Both sides by month: of everything chosen, of each LOB and of each of its demands. */
export async function comparisonDocument(snapshot: Snapshot, context: ReportContext): Promise<NestedReport> {
  const sides = sidesOf(context);
  const { mode } = context.filter;
  if (!sides) return { fields: { mode, report: null, against: null, months: [], totals: {}, lobs: [] } };
  const sums = await listComparedSums(snapshot.db, context, sides);
  const months = [...new Set(sums.map(({ monthStart }) => monthStart))].sort();
  const heads = await headsOf(snapshot.db, context, sides, months);
  const byLob = groupBy(sums, ({ lobKey }) => lobKey);
  const figuresOf = (lobKey: string | null): ReportDocument => ({
    ...sumSeries(byLob.get(lobKey) ?? [], months),
    fte_count: heads(lobKey),
  });
  return {
    fields: {
      mode,
      report: sides.report.label,
      against: sides.prior?.label ?? null,
      months: months.map((start) => monthLabel(monthFromStart(start))),
      totals: figuresOf(null),
    },
    further: lobsJson(comparedLines(snapshot, context, sides), months, figuresOf),
  };
}

const METRICS = COMPARED.map(({ name }) => name);
const NO_SUMS = { current: null, prior: null };

function sumSeries(sums: readonly ComparedSums[], months: readonly string[]): ReportDocument {
  const byMonth = new Map(sums.map((sum) => [sum.monthStart, sum.figures]));
  return Object.fromEntries(
    METRICS.map((name) => [name, seriesOf(months.map((month) => byMonth.get(month)?.[name] ?? NO_SUMS))]),
  );
}

/** `"lobs":[…]`, a piece for each batch of lines: no more than one demand is held. */
async function* lobsJson(
  lines: AsyncIterable<readonly ComparedLine[]>,
  months: readonly string[],
  figuresOf: (lobKey: string) => ReportDocument,
): AsyncGenerator<string, void, undefined> {
  const demands = new DemandWriter(months, figuresOf);
  yield '"lobs":[';
  for await (const batch of lines) yield batch.map((line) => demands.add(line)).join('');
  yield `${demands.end()}]`;
}

/** Writes lines in order as LOBs with their demands; a demand is written once the next one begins. */
class DemandWriter {
  private last: ComparedLine | undefined;
  private series = new DemandSeries(METRICS, 0);

  constructor(
    private readonly months: readonly string[],
    private readonly figuresOf: (lobKey: string) => ReportDocument,
  ) {}

  add(line: ComparedLine): string {
    const isSameLob = line.lobKey === this.last?.lobKey;
    let json = '';
    if (!isSameLob || line.demandKey !== this.last?.demandKey) {
      json = this.startDemand(line, isSameLob);
      this.series = new DemandSeries(METRICS, this.months.length);
    }
    this.series.set(this.months.indexOf(line.monthStart), line.figures);
    this.last = line;
    return json;
  }

  end(): string {
    return this.last ? `${this.series.toJson()}}]}` : '';
  }

  private startDemand({ lobKey, mainLob, state, caseType }: ComparedLine, isSameLob: boolean): string {
    const demand = openObject({ state, case_type: caseType });
    if (isSameLob) return `${this.series.toJson()}},${demand}`;
    const lob = openObject({ main_lob: mainLob, ...this.figuresOf(lobKey) });
    return `${this.last ? `${this.end()},` : ''}${lob}"demands":[${demand}`;
  }
}

/** An object as JSON that goes on after its last comma. */
function openObject(fields: ReportDocument): string {
  return `${JSON.stringify(fields).slice(0, -1)},`;
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
