import type { Exchange, ReadRequest, Route } from '../../../platform/http/rest/table/route';
import { API_ROOT } from '../../../platform/http/rest/table/route';
import type { ReportDefinition } from '../registry/definition.model';
import { HISTORY_WORKBOOK_ROUTE } from './history-workbook.routes';
import { connectionFile, powerQueryScript, SCRIPT_FORMAT } from './power-query.rules';
import { operationName } from './report-document.rules';
import { FORMATS } from './report-format.rules';
import { routeQuery } from './report-query.preset';
import { DOCUMENT_SCHEMA, LIST_SCHEMA, TABLE_SCHEMA } from './report-schemas.rules';
import { rowSourceOf, sendReport } from './report-stream.routes';
import { isOfReport, TABLE_PART } from '../registry/report-parameters.rules';
import { POWER_BI_TABLES, REPORTS } from '../registry/reports.preset';

const TAG = 'Reports';
const FORMAT = {
  description: 'How the answer is written; without it the Accept header decides.',
  default: 'json',
};
const FORMULAS = {
  description:
    'Text that a spreadsheet would run as a formula, in CSV and Excel: gets a leading apostrophe, or is kept as it is stored.',
  values: ['neutralise', 'keep'],
  default: 'neutralise',
};
const AUTH = {
  description: 'How Power BI signs in: by key in the address (Web API), or by a header (Basic).',
  values: ['key', 'basic'],
  default: 'key',
};
const wantsRows = (): { wantsRows: true } => ({ wantsRows: true });

/** The tables of Power BI; those that lie elsewhere too have their second path here. */
const POWER_BI_REPORTS: readonly ReportDefinition[] = POWER_BI_TABLES.map(({ path, definition }) =>
  definition.path === path ? definition : onlyFlat({ ...definition, path }),
);

function onlyFlat(definition: ReportDefinition): ReportDefinition {
  const parameters = definition.parameters.filter(({ kind }) => kind !== 'layout');
  return { ...definition, layouts: ['flat'], parameters };
}

function isFlat({ layouts }: ReportDefinition): boolean {
  return layouts.includes('flat');
}

function reportRoute(definition: ReportDefinition): Route {
  const flat = isFlat(definition);
  return {
    method: 'GET',
    path: `/reports/${definition.path}`,
    operation: operationName(definition),
    summary: `${definition.title}: ${definition.description}`,
    tag: TAG,
    ...routeQuery(definition.parameters),
    own: { format: { ...FORMAT, values: flat ? FORMATS : ['json'] }, ...(flat && { formulas: FORMULAS }) },
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
  const incremental = definition.incremental && {
    incremental: {
      description: 'Bounds the rows by the parameters RangeStart and RangeEnd of incremental refresh.',
      values: ['true', 'false'],
      default: 'false',
    },
  };
  return {
    ...fileRoute(definition, 'pq', `${definition.title} as a Power Query script`),
    own: { auth: AUTH, ...incremental },
    answer: {
      kind: 'sent',
      send: async (exchange) =>
        send(exchange, await script(definition, exchange), 'text/plain; charset=utf-8'),
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
        const search = new URLSearchParams(SCRIPT_FORMAT);
        for (const [name, values] of Object.entries(filtersOf(definition, exchange.request)))
          for (const value of values) search.append(name, value);
        const { baseUrl, path } = powerBiAddress(definition, exchange.request);
        const file = connectionFile('http', `${baseUrl}/${path}?${search.toString()}`);
        return sendConnection(exchange, path, file);
      },
      content: { 'application/json': { type: 'object' } },
    },
  };
}

/** One file for every table: a navigator over OData. */
const NAVIGATOR_ROUTE: Route = {
  method: 'GET',
  path: '/reports/powerbi.pbids',
  operation: 'Reports',
  summary: 'Every table as a Power BI connection file (OData)',
  tag: TAG,
  answer: {
    kind: 'sent',
    send: (exchange) =>
      sendConnection(
        exchange,
        'headroom',
        connectionFile('odata', `${exchange.request.origin}${API_ROOT}/odata`),
      ),
    content: { 'application/json': { type: 'object' } },
  },
  test: 'reports-powerbi: one connection file opens a navigator over every table',
};

function fileRoute(definition: ReportDefinition, ending: string, summary: string): Omit<Route, 'answer'> {
  const parts = new Set(TABLE_PART.map(({ name }) => name));
  const parameters = definition.parameters.filter(({ name }) => !parts.has(name));
  return {
    method: 'GET',
    path: `/reports/${definition.path}.${ending}`,
    operation: operationName(definition),
    summary,
    tag: TAG,
    ...routeQuery(parameters),
    attachments: wantsRows,
    test: 'reports-powerbi: every flat report has a script and a connection file',
  };
}

function send({ reply }: Exchange, body: string, type: string) {
  return reply.header('cache-control', 'no-cache').type(type).send(body);
}

function sendConnection(exchange: Exchange, name: string, file: string) {
  void exchange.reply.header('content-disposition', `attachment; filename="${name}.pbids"`);
  return send(exchange, file, 'application/json; charset=utf-8');
}

/** The one base address of all tables, and the table's path below it. */
function powerBiAddress({ path, powerBiPath = path }: ReportDefinition, { origin }: ReadRequest) {
  return {
    baseUrl: `${origin}${API_ROOT}/reports/powerbi`,
    path: powerBiPath.split('/').at(-1) ?? powerBiPath,
  };
}

/** Parameters of the request that the files repeat; without a report every month comes from its live one. */
function filtersOf(
  { parameters }: ReportDefinition,
  { query }: ReadRequest,
): Record<string, readonly string[]> {
  const known = parameters.map(({ name }) => name);
  const given = Object.entries(query).filter(([name]) => known.includes(name));
  const isUnnamed = isOfReport(parameters) && !given.some(([name]) => name.startsWith('report'));
  return Object.fromEntries(isUnnamed ? [['report', ['live']], ...given] : given);
}

async function script(definition: ReportDefinition, exchange: Exchange): Promise<string> {
  const { request } = exchange;
  const wanted = request.query['incremental']?.[0] === 'true' ? definition.incremental : undefined;
  const filters = Object.entries(filtersOf(definition, request)).filter(
    ([name]) => name !== wanted?.from && name !== wanted?.to,
  );
  return powerQueryScript({
    ...powerBiAddress(definition, request),
    title: definition.title,
    filters: Object.fromEntries(filters),
    columns: await rowSourceOf(exchange).describe(),
    incremental: wanted,
    isBasic: request.query['auth']?.[0] === 'basic',
  });
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
        data: listed.map((definition) => described(definition, request.origin)),
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

/** Every route of the registry (each report with its Power BI files, and the lists), and the history as a workbook. */
export const REPORT_ROUTES: readonly Route[] = [
  HISTORY_WORKBOOK_ROUTE,
  listRoute('/reports', 'List every report', REPORTS),
  listRoute('/reports/powerbi', 'List the Power BI tables; answers “Test connection”', POWER_BI_REPORTS),
  NAVIGATOR_ROUTE,
  ...[...REPORTS, ...POWER_BI_REPORTS.filter((definition) => !REPORTS.includes(definition))].flatMap(
    (definition) => [
      reportRoute(definition),
      ...(isFlat(definition) ? [scriptRoute(definition), connectionRoute(definition)] : []),
    ],
  ),
];
