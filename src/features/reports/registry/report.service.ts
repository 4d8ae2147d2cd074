import { type DomainError, invalid } from '../../../domain/errors';
import { openSnapshot, type Snapshot } from '../../../platform/database/cursor';
import type { Db } from '../../../platform/database/db';
import type {
  NarrowedStatement,
  OpenTable,
  RowSource,
  TableStatement,
} from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportDefinition } from './definition.model';
import { demandCondition } from '../tables/demand-selection.repository';
import { tierColumns } from '../tables/report-columns.rules';
import {
  countRows,
  findDataState,
  findReportWithMonths,
  findSummaryState,
  listReportMonths,
  listTierPercentages,
  type DataState,
} from './report-context.repository';
import { remarksOn } from './report-names.service';
import { readFilter } from './report-filter.rules';
import type { ChosenReport, ReportArgs, ReportContext, ReportFilter } from '../tables/report.model';
import { SqlParams } from '../tables/sql-params.rules';

/** Checks a report's parameters and yields its source: nothing but the data version is read before it is opened. */
export async function reportSource(
  scope: RequestScope,
  definition: ReportDefinition,
  args: ReportArgs,
): Promise<RowSource> {
  const layout = args.layout ?? definition.layouts[0];
  const filter = readFilter({ ...args, layout }, scope.actor.lobScope);
  const { dataVersion } = await findDataState(scope.db);
  const remarks = remarksOn(scope, args);
  return {
    dataVersion,
    open: (signal, narrow) => openReport(scope, { definition, filter, narrow, remarks }, signal),
  };
}

interface Wanted {
  definition: ReportDefinition;
  filter: ReportFilter;
  narrow: ((table: TableStatement) => NarrowedStatement) | undefined;
  /** What was remarked of its parameters. */
  remarks: readonly string[];
}

async function openReport(scope: RequestScope, wanted: Wanted, signal: AbortSignal): Promise<OpenTable> {
  const snapshot = await openSnapshot(scope.db, signal);
  try {
    return await readTable(scope, snapshot, wanted);
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

async function readTable(
  scope: RequestScope,
  snapshot: Snapshot,
  { definition, filter, remarks, narrow = (table) => table }: Wanted,
): Promise<OpenTable> {
  const { db } = snapshot;
  const state = await findDataState(db);
  const context = await readContext(db, definition, filter);
  const meta = await describeTable(db, { definition, context, state, remarks, at: scope.clock.now() });
  const common = { dataVersion: state.dataVersion, meta, close: () => snapshot.close() };
  if (filter.layout === 'nested' && definition.document) {
    const { fields, further } = await definition.document(snapshot, context);
    const document = { document: fields, ...(further && { documentJson: further }) };
    return { ...common, columns: [], batches: NOTHING, ...document };
  }
  if (!definition.statement) throw invalid('layout', filter.layout, definition.layouts.join(' or '));
  const { columns, sql, order, params, total } = narrow(definition.statement(context, context.report));
  const count = total && { total: await countRows(db, total.sql, total.params) };
  return { ...common, ...count, columns, batches: snapshot.batches(`${sql}\n  ORDER BY ${order}`, params) };
}

const NOTHING: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

/** Which report, which older one beside it, and the tiers that need a column. */
async function readContext(
  db: Db,
  definition: ReportDefinition,
  filter: ReportFilter,
): Promise<ReportContext> {
  const named = new Set(definition.parameters.map(({ name }) => name));
  const report = named.has('report') ? await findReportWithMonths(db, filter.reportStart ?? null) : undefined;
  if (!report && filter.reportStart) throw await unknownReport(db, filter.reportStart);
  const against =
    named.has('against') && report && filter.mode === 'report'
      ? await olderReport(db, report, filter.againstStart)
      : undefined;
  const percentages = definition.figures
    ? await listTierPercentages(
        db,
        [report, against].filter((chosen) => chosen !== undefined),
      )
    : [];
  return { filter, report, against, tiers: tierColumns(percentages) };
}

function olderReport(
  db: Db,
  report: ChosenReport,
  againstStart: string | undefined,
): Promise<ChosenReport | undefined> {
  if (againstStart) return findReportWithMonths(db, againstStart);
  return findReportWithMonths(db, null, report.reportStart);
}

async function unknownReport(db: Db, reportStart: string): Promise<DomainError> {
  const known = await listReportMonths(db);
  const accepted =
    known.length > 0 ? `one of ${known.slice(0, 24).join(', ')}` : 'none: no report is stored yet';
  return invalid('report', reportStart.slice(0, 7), accepted);
}

interface Described {
  definition: ReportDefinition;
  context: ReportContext;
  state: DataState;
  remarks: readonly string[];
  at: Date;
}

async function describeTable(
  db: Db,
  { definition, context, state, remarks, at }: Described,
): Promise<Record<string, unknown>> {
  const summaries = await summaryFacts(db, definition, context);
  const computed = summaries.computedDatetime ?? state.changedDatetime;
  return {
    report: context.report?.reportStart.slice(0, 7) ?? null,
    as_of: at.toISOString(),
    computed_at: computed.toISOString(),
    data_version: state.dataVersion,
    warnings: [...remarks, ...summaries.warnings, ...((await definition.warnings?.(db, context)) ?? [])],
  };
}

interface SummaryFacts {
  computedDatetime: Date | null;
  warnings: string[];
}

async function summaryFacts(
  db: Db,
  definition: ReportDefinition,
  context: ReportContext,
): Promise<SummaryFacts> {
  const { report } = context;
  const needsReport = definition.parameters.some(({ name }) => name === 'report');
  if (needsReport && !report)
    return { computedDatetime: null, warnings: ['No forecast report is stored yet: there are no rows'] };
  if (!definition.figures || !report) return { computedDatetime: null, warnings: [] };
  const params = new SqlParams();
  const where = demandCondition(context, report, params);
  const { unknownCapacity, unknownRequired, computedDatetime } = await findSummaryState(
    db,
    where,
    params.values,
  );
  const warnings: string[] = [];
  if (unknownCapacity > 0)
    warnings.push(
      `${unknownCapacity} weekly assignments have no known capacity (no target CPH, or no week configuration); sums leave them out`,
    );
  if (unknownRequired > 0)
    warnings.push(`${unknownRequired} demand-months have no known fte_required; sums leave them out`);
  return { computedDatetime, warnings };
}
