import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/platform/config/project-root';
import { ROUTES } from '../../src/app/rest-routes';

const has = (method: string, url: string): boolean =>
  ROUTES.some((route) => route.method === method && route.path.replace(/:(\w+)/g, '{$1}') === url);

/** The proposal's endpoints, §2.1 to §2.6. */
const PROPOSAL = [
  'GET /resources',
  'GET /resources/{cn}',
  'POST /resources',
  'PUT /resources/{cn}',
  'DELETE /resources/{cn}',
  'POST /resources/bulk-import',
  'GET /assignments',
  'GET /assignments/{id}',
  'POST /assignments',
  'PUT /assignments/{id}',
  'DELETE /assignments/{id}',
  'POST /assignments/bulk',
  'GET /capacity-tiers',
  'POST /capacity-tiers',
  'PUT /capacity-tiers/{id}',
  'DELETE /capacity-tiers/{id}',
  'GET /week-config',
  'POST /week-config',
  'POST /week-config/generate',
  'GET /reports/powerbi/monthly-summary',
  'GET /reports/powerbi/weekly-detail',
  'GET /reports/powerbi/resource-assignments',
  'GET /reports/dashboard/hierarchy',
  'GET /reports/dashboard/charts-data',
  'GET /reports/capacity-by-tier',
  'GET /reports/comparison',
  'POST /allocation/execute',
  'GET /allocation/preview',
  'POST /allocation/rebalance',
];

/** The further inputs of the product. */
const PRODUCT = [
  'GET /forecasts',
  'POST /forecasts',
  'POST /forecasts/bulk-import',
  'GET /month-config',
  'POST /month-config',
  'POST /month-config/bulk-import',
  'GET /target-cph',
  'POST /target-cph',
  'POST /target-cph/bulk-import',
  'GET /holidays',
  'POST /holidays',
  'POST /holidays/bulk-import',
  'POST /assignments/bulk-import',
  'POST /reports/recompute',
  'GET /jobs/{id}',
  'DELETE /jobs/{id}',
];

test('all 29 endpoints of the proposal are in the table', () => {
  expect(PROPOSAL).toHaveLength(29);
  expect(PROPOSAL.filter((endpoint) => !has(...(endpoint.split(' ') as [string, string])))).toEqual([]);
});

test('so are those that the product adds', () => {
  expect(PRODUCT.filter((endpoint) => !has(...(endpoint.split(' ') as [string, string])))).toEqual([]);
});

test('no endpoint stands twice', () => {
  const endpoints = ROUTES.map(({ method, path: url }) => `${method} ${url}`);
  expect(endpoints.filter((endpoint, index) => endpoints.indexOf(endpoint) !== index)).toEqual([]);
});

test('every persisted operation that a route names is there', () => {
  const missing = ROUTES.filter(
    ({ operation }) => !existsSync(path.join(projectRoot(), `operations/${operation}.graphql`)),
  );
  expect(missing.map(({ path: url }) => url)).toEqual([]);
});

test('the test that a route names exists', () => {
  const folder = path.join(projectRoot(), 'tests/http');
  const files = new Map(
    readdirSync(folder).map((file) => [
      file.replace('.test.ts', ''),
      readFileSync(path.join(folder, file), 'utf8'),
    ]),
  );
  const missing = [...new Set(ROUTES.map(({ test }) => test))].filter((named) => {
    const [file = '', ...words] = named.split(': ');
    return files.get(file)?.includes(words.join(': ')) !== true;
  });
  expect(missing).toEqual([]);
});
