import type { ApolloServer } from '@apollo/server';
import { createOperations } from '../platform/graphql/execution/run-operations';
import { optionsDocument } from '../features/allocation';
import { ODATA_PATHS } from '../features/reports';
import { endpointsTable } from '../platform/http/rest/openapi/endpoints-table';
import { openApi } from '../platform/http/rest/openapi/openapi';
import { snakeCase } from '../platform/http/rest/table/names';
import { loadManifest } from '../platform/persisted/manifest';
import type { RequestScope } from '../platform/scope/request-scope';
import { productVersion } from '../platform/config/product-version';
import { projectRoot } from '../platform/config/project-root';
import { codesDocument } from './codes-document';
import { ROUTES } from './rest-routes';
import { buildSchema } from './schema';

/** The generated documents of the REST API as they are committed. */
export function apiDocuments(): Record<'openApi' | 'endpoints' | 'options' | 'codes', string> {
  const neverRun = undefined as unknown as ApolloServer<RequestScope>;
  const operations = createOperations(neverRun, buildSchema(), loadManifest(projectRoot()));
  return {
    openApi: `${JSON.stringify(openApi(ROUTES, operations, { version: productVersion(), further: ODATA_PATHS }), null, 2)}\n`,
    endpoints: endpointsTable(ROUTES, operations),
    options: optionsDocument(snakeCase),
    codes: codesDocument(),
  };
}
