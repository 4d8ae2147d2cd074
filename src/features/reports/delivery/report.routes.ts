import type { Exchange, QueryParameter, ReadRequest, Route } from '../../../platform/http/rest/table/route';
import { API_ROOT } from '../../../platform/http/rest/table/route';
import type { ReportDefinition } from '../registry/definition.model';
import { HISTORY_WORKBOOK_ROUTE } from './history-workbook.routes';
import { connectionFile, powerQueryScript } from './power-query.rules';
import { operationName } from './report-document.rules';
import { FORMATS } from './report-format.rules';
import { DOCUMENT_SCHEMA, LIST_SCHEMA, TABLE_SCHEMA } from './report-schemas.rules';
import { sendReport } from './report-stream.routes';
import { POWER_BI_TABLES, REPORTS } from '../registry/reports.preset';

const TAG = 'Reports';
const wantsRows = (): { wantsRows: true } => ({ wantsRows: true });

/** The tables of Power BI; those that lie elsewhere too have their second path here. */
const POWER_BI_REPORTS: readonly ReportDefinition[] = POWER_BI_TABLES.map(({ path, definition }) =>
  definition.path === path ? definition : onlyFlat({ ...definition, path }),
);

/** Every route of the registry (each report with its Power BI files, and the lists), and the history as a workbook. */
export const REPORT_ROUTES: readonly Route[] = [
  HISTORY_WORKBOOK_ROUTE,
  listRoute('/reports', 'List every report', REPORTS),
  listRoute('/reports/powerbi', 'List the Power BI tables; answers “Test connection”', POWER_BI_REPORTS),
  ...[...REPORTS, ...POWER_BI_REPORTS.filter((definition) => !REPORTS.includes(definition))].flatMap(
    (definition) => [
      reportRoute(definition),
      ...(isFlat(definition) ? [scriptRoute(definition), connectionRoute(definition)] : []),
    ],
  ),
];

function onlyFlat(definition: ReportDefinition): ReportDefinition {
  const parameters = definition.parameters.filter(({ kind }) => kind !== 'layout');
  return { ...definition, layouts: ['flat'], parameters };
}

function isFlat({ layouts }: ReportDefinition): boolean {
  return layouts.includes('flat');
}

function queryOf({ parameters }: ReportDefinition): Record<string, QueryParameter> {
  return Object.fromEntries(
    parameters.map(({ name, variable, description }) => [name, { variable, description }]),
  );
}

function reportRoute(definition: ReportDefinition): Route {
  const flat = isFlat(definition);
  const description = 'How the answer is written; without it the Accept header decides.';
  return {
    method: 'GET',
    path: `/reports/${definition.path}`,
    operation: operationName(definition),
    summary: `${definition.title}: ${definition.description}`,
    tag: TAG,
    query: queryOf(definition),
    own: { format: { description, values: flat ? FORMATS : ['json'], default: 'json' } },
    attachments: wantsRows,
    answer: {
      kind: 'sent',
      send: (exchange) => sendReport(exchange, definition),
      content: {
        'application/json': jsonSchema(definition),
        ...(flat && {
          'text/csv': { type: 'string' },
          'application/x-ndjson': { type: 'string' },
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
            type: 'string',
            format: 'binary',
          },
        }),
      },
    },
    test: 'reports: before the first import every report answers 200, without rows and with a warning',
  };
}

function jsonSchema({ layouts }: ReportDefinition): object {
  const schemas = layouts.map((layout) => (layout === 'flat' ? TABLE_SCHEMA : DOCUMENT_SCHEMA));
  return schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas };
}

/** Authorised and checked like the report itself; no row is read. */
function scriptRoute(definition: ReportDefinition): Route {
  const own = definition.incremental && {
    incremental: {
      description: 'Bounds the rows by the parameters RangeStart and RangeEnd of incremental refresh.',
      values: ['true', 'false'],
      default: 'false',
    },
  };
  return {
    ...fileRoute(definition, 'pq', `${definition.title} as a Power Query script`),
    ...(own && { own }),
    answer: {
      kind: 'sent',
      send: (exchange) => send(exchange, script(definition, exchange.request), 'text/plain; charset=utf-8'),
      content: { 'text/plain': { type: 'string' } },
    },
  };
}

function connectionRoute(definition: ReportDefinition): Route {
  return {
    ...fileRoute(definition, 'pbids', `${definition.title} as a Power BI connection file`),
    answer: {
      kind: 'sent',
      send: (exchange) => {
        const { request } = exchange;
        const address = `${originOf(request)}${API_ROOT}/reports/${definition.path}${searchOf(request)}`;
        const name = `${definition.path.split('/').at(-1) ?? 'report'}.pbids`;
        void exchange.reply.header('content-disposition', `attachment; filename="${name}"`);
        return send(exchange, connectionFile(address), 'application/json; charset=utf-8');
      },
      content: { 'application/json': { type: 'object' } },
    },
  };
}

function fileRoute(definition: ReportDefinition, ending: string, summary: string): Omit<Route, 'answer'> {
  return {
    method: 'GET',
    path: `/reports/${definition.path}.${ending}`,
    operation: operationName(definition),
    summary,
    tag: TAG,
    query: queryOf(definition),
    attachments: wantsRows,
    test: 'reports-powerbi: every flat report has a script and a connection file',
  };
}

function send({ reply }: Exchange, body: string, type: string) {
  return reply.header('cache-control', 'no-cache').type(type).send(body);
}

/** Parameters of the request that the files repeat; the key never gets into a file. */
function givenParameters({ query }: ReadRequest): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(query).filter(([name]) => !['api_key', 'incremental', 'format'].includes(name)),
  );
}

function script({ path, title, incremental }: ReportDefinition, request: ReadRequest): string {
  const wanted = request.query['incremental']?.[0] === 'true' ? incremental : undefined;
  const folder = path.startsWith('powerbi/') ? '/powerbi' : '';
  const query = Object.entries(givenParameters(request)).filter(
    ([name]) => name !== wanted?.from && name !== wanted?.to,
  );
  return powerQueryScript({
    baseUrl: `${originOf(request)}${API_ROOT}/reports${folder}`,
    path: folder === '' ? path : path.slice('powerbi/'.length),
    title,
    query: Object.fromEntries(query),
    incremental: wanted,
  });
}

function searchOf(request: ReadRequest): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(givenParameters(request)))
    for (const value of values) search.append(name, value);
  return search.size > 0 ? `?${search.toString()}` : '';
}

/** Where the client has reached us, also through a proxy that says so. */
export function originOf({ headers }: Pick<ReadRequest, 'headers'>): string {
  const first = (name: string): string =>
    String(headers[name] ?? '')
      .split(',')[0]
      ?.trim() ?? '';
  const host = first('x-forwarded-host') || first('host');
  const protocol = first('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${protocol}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`;
}

function listRoute(path: string, summary: string, listed: readonly ReportDefinition[]): Route {
  return {
    method: 'GET',
    path,
    operation: 'Reports',
    summary,
    tag: TAG,
    answer: {
      kind: 'shaped',
      shape: (_data: never, request: ReadRequest) => ({
        data: listed.map((definition) => described(definition, originOf(request))),
      }),
      schema: LIST_SCHEMA,
    },
    test: 'reports-powerbi: the list names every table and answers Test connection',
  };
}

function described(definition: ReportDefinition, origin: string): Record<string, unknown> {
  const { path, title, description, layouts, parameters } = definition;
  const url = `${origin}${API_ROOT}/reports/${path}`;
  const flat = isFlat(definition);
  return {
    name: path,
    title,
    description,
    url,
    layouts,
    formats: flat ? FORMATS : ['json'],
    parameters: parameters.map(({ name, list, description: what }) => ({ name, list, description: what })),
    power_query: flat ? `${url}.pq` : null,
    power_query_incremental: definition.incremental ? `${url}.pq?incremental=true` : null,
    pbids: flat ? `${url}.pbids` : null,
  };
}
