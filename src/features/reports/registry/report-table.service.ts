import { DomainError } from '../../../domain/errors';
import type { ColumnType, OpenTable, TableColumn } from '../../../platform/scope/attachments';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportDefinition } from './definition.model';
import { reportSource } from './report.service';
import type { ReportArgs } from '../tables/report.model';

/** Longest table that is answered as one value; longer ones are streamed. */
const MAX_ROWS = 50_000;
/** Longest part of a document that is answered as one value: about as many demand-months. */
const MAX_DOCUMENT_MB = 10;

/** A report as GraphQL answers it. */
export interface ReportAnswerRow {
  columns: string[] | null;
  rows: unknown[][] | null;
  schema: readonly TableColumn[] | null;
  document: Readonly<Record<string, unknown>> | null;
  meta: {
    report: string | null;
    asOf: string;
    computedAt: string;
    rowCount: number;
    dataVersion: number;
    warnings: string[];
  };
}

/**
 * Answers a report whole; above 50,000 rows it names the streamed route instead. A transport that can stream takes the
 * source from the attachments, and this answer stays empty.
 */
export async function answerReport(
  scope: RequestScope,
  definition: ReportDefinition,
  args: ReportArgs,
): Promise<ReportAnswerRow> {
  const source = await reportSource(scope, definition, args);
  if (scope.attachments.wantsRows) {
    scope.attachments.rowSource = source;
    const now = scope.clock.now().toISOString();
    const meta = {
      report: null,
      as_of: now,
      computed_at: now,
      data_version: source.dataVersion,
      warnings: [],
    };
    return { columns: null, rows: null, schema: null, document: null, meta: shownMeta(meta, 0) };
  }
  const table = await source.open(new AbortController().signal);
  try {
    return await readWhole(table, definition);
  } finally {
    await table.close();
  }
}

async function readWhole(table: OpenTable, definition: ReportDefinition): Promise<ReportAnswerRow> {
  if (table.document)
    return {
      columns: null,
      rows: null,
      schema: null,
      document: { ...table.document, ...(await furtherMembers(table, definition)) },
      meta: shownMeta(table.meta, 0),
    };
  const rows: unknown[][] = [];
  for await (const batch of table.batches) {
    for (const row of batch) rows.push(table.columns.map(({ type }, at) => jsonValue(type, row[at] ?? null)));
    if (rows.length > MAX_ROWS) throw tooLong(definition, `has more than ${MAX_ROWS} rows`);
  }
  return {
    columns: table.columns.map(({ name }) => name),
    rows,
    schema: table.columns,
    document: null,
    meta: shownMeta(table.meta, rows.length),
  };
}

async function furtherMembers(
  { documentJson }: OpenTable,
  definition: ReportDefinition,
): Promise<Record<string, unknown>> {
  if (!documentJson) return {};
  let json = '{';
  for await (const piece of documentJson) {
    json += piece;
    if (json.length > MAX_DOCUMENT_MB * 1e6)
      throw tooLong(definition, `is longer than ${MAX_DOCUMENT_MB} MB`);
  }
  return JSON.parse(`${json}}`) as Record<string, unknown>;
}

function tooLong({ path, title }: ReportDefinition, how: string): DomainError {
  const message = `${title} ${how}: narrow it by parameters, or stream it whole from GET /api/v2/reports/${path}`;
  return new DomainError('TOO_LARGE', message, [], { route: `/api/v2/reports/${path}` });
}

function shownMeta(meta: Readonly<Record<string, unknown>>, rowCount: number): ReportAnswerRow['meta'] {
  return {
    report: meta['report'] === 'live' ? null : (meta['report'] as string | null),
    asOf: meta['as_of'] as string,
    computedAt: meta['computed_at'] as string,
    rowCount,
    dataVersion: meta['data_version'] as number,
    warnings: meta['warnings'] as string[],
  };
}

/** A cell as JSON has it: numbers are the nearest doubles. */
export function jsonValue(type: ColumnType, text: string | null): string | number | boolean | null {
  if (text === null) return null;
  if (type === 'integer' || type === 'decimal') return Number(text);
  return type === 'boolean' ? text === 't' : text;
}
