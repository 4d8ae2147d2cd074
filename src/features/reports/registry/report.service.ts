import { invalid } from '../../../domain/errors';
import { openSnapshot, type CursorRow, type Snapshot } from '../../../platform/database/cursor';
import type {
  NarrowedStatement,
  OpenTable,
  RowSource,
  TableColumn,
  TableStatement,
} from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { MonthStates } from '../../figures';
import type { ReportDefinition } from './definition.model';
import { countRows, findDataState } from './report-context.repository';
import { readContext, readFacts, readKnown, type Asked } from './report-facts.service';
import { readFilter } from './report-filter.rules';
import { remarksOn } from './report-names.service';
import type { ReportArgs, ReportContext } from '../tables/report.model';
import { orderedRows, partOf } from '../rows/table-part.repository';

/** Checks a report's parameters and yields its source: nothing but the data version is read before it is opened. */
export async function reportSource(
  scope: RequestScope,
  definition: ReportDefinition,
  args: ReportArgs,
): Promise<RowSource> {
  const layout = args.layout ?? definition.layouts[0];
  const filter = readFilter({ ...args, layout }, scope.actor.lobScope);
  const { dataVersion } = await findDataState(scope.db);
  const wanted = { definition, filter, remarks: remarksOn(scope, args) };
  return {
    dataVersion,
    open: (signal, narrow) => openReport(scope, { ...wanted, narrow }, signal),
    describe: () => describeColumns(scope, wanted),
  };
}

interface Wanted extends Asked {
  narrow?: ((table: TableStatement) => NarrowedStatement) | undefined;
}

async function openReport(scope: RequestScope, wanted: Wanted, signal: AbortSignal): Promise<OpenTable> {
  const known = await readKnown(scope, wanted);
  const snapshot = await openSnapshot(scope.db, signal);
  try {
    return await readTable(scope, snapshot, { ...wanted, known });
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

/** The columns of a flat table, without reading a row. */
async function describeColumns(scope: RequestScope, wanted: Wanted): Promise<readonly TableColumn[]> {
  const context = await readContext(scope.db, wanted.definition, wanted.filter);
  return statementOf(wanted, context).columns;
}

function statementOf(
  { definition: { statement, layouts }, filter, narrow = (table) => table }: Wanted,
  context: ReportContext,
): NarrowedStatement {
  if (!statement) throw invalid('layout', filter.layout, layouts.join(' or '));
  return narrow(partOf(statement(context, context.report), filter));
}

async function readTable(
  scope: RequestScope,
  snapshot: Snapshot,
  wanted: Wanted & { known: MonthStates | undefined },
): Promise<OpenTable> {
  const { document } = wanted.definition;
  const { context, meta, dataVersion } = await readFacts(scope, snapshot.db, wanted);
  const common = { dataVersion, meta, close: () => snapshot.close() };
  if (wanted.filter.layout === 'nested' && document) {
    const { fields, further } = await document(snapshot, context);
    const parts = { document: fields, ...(further && { documentJson: further }) };
    return { ...common, columns: [], batches: NOTHING, ...parts };
  }
  const statement = statementOf(wanted, context);
  const { columns, total } = statement;
  const count = total && { total: await countRows(snapshot.db, total) };
  const batches = snapshot.batches(orderedRows(statement));
  return { ...common, ...count, columns, batches: withMoments(columns, batches) };
}

/**
 * Rows whose moments are written as ISO 8601 has them: `2025-04-28 09:00:00.5+00` is `2025-04-28T09:00:00.5Z`. The rows are
 * this stream's own: they are changed rather than copied.
 */
async function* withMoments(
  columns: readonly TableColumn[],
  batches: AsyncIterable<readonly CursorRow[]>,
): AsyncGenerator<readonly CursorRow[], void, undefined> {
  const places = columns.flatMap(({ type }, at) => (type === 'datetime' ? [at] : []));
  for await (const batch of batches) {
    for (const row of batch) for (const at of places) row[at] = isoMoment(row[at] ?? null);
    yield batch;
  }
}

function isoMoment(text: string | null): string | null {
  return text && `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}

const NOTHING: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};
