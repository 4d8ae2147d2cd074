import type { Operations } from '../../../persisted/operations';
import { API_ROOT, type Route } from '../table/route';

/** The table endpoint → GraphQL operation → test, in Markdown. */
export function endpointsTable(routes: readonly Route[], operations: Operations): string {
  const rows = routes.map((route) => {
    const fields = operations.shape(route.operation).rootFields.map((field) => `\`${field}\``);
    return `| ${route.method} | \`${API_ROOT}${route.path.replace(/:(\w+)/g, '{$1}')}\` | ${route.summary} | [\`${route.operation}\`](../operations/${route.operation}.graphql) | ${fields.join(', ')} | ${route.test} |`;
  });
  return `# Endpoints

Generated from the route table by \`npm run openapi\`: do not edit. Every endpoint runs one persisted GraphQL operation.

| method | path | what it does | operation | GraphQL field | test |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
