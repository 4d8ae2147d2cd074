import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apiDocuments } from '../../src/app/api-documents';
import { projectRoot } from '../../src/platform/config/project-root';

const committed = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

test('openapi.json is what the route table makes: run `npm run openapi`', () => {
  expect(committed('openapi.json')).toBe(apiDocuments().openApi);
});

test('docs/endpoints.md is what the route table makes: run `npm run openapi`', () => {
  expect(committed('docs/endpoints.md')).toBe(apiDocuments().endpoints);
});

/** The validator is an ES module, which jest does not load: a process of its own does. */
const VALIDATE = `
  import { Validator } from '@seriousme/openapi-schema-validator';
  const validator = new Validator();
  const { valid, errors } = await validator.validate('./openapi.json');
  console.log(JSON.stringify({ valid, version: validator.version, errors }));
`;

test('the description is valid OpenAPI 3.1', () => {
  const { status, stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', VALIDATE], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ valid: true, version: '3.1' });
});
