import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../src/platform/config/project-root';

const ROOT = projectRoot();
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'headroom-schema-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into the folder; returns its path. */
function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

function run(script: string, ...args: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'scripts', script), ...args],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  return { status, text: stdout + stderr };
}

const released = read('schema.released.graphql');

/** The released schema with one place changed. */
function changed(what: string, into: string): string {
  expect(released.split(what)).toHaveLength(2);
  return file(
    'schema.graphql',
    released.replace(what, () => into),
  );
}

const check = (current: string) =>
  run('check-breaking.mjs', path.join(ROOT, 'schema.released.graphql'), current);

test('what has been added since the release breaks nobody', () => {
  expect(check(path.join(ROOT, 'schema.graphql'))).toEqual({ status: 0, text: '' });
  expect(check(changed('type Viewer {', 'type Viewer {\n  shoeSize: Int\n')).status).toBe(0);
});

test.each([
  ['a field that is gone', 'type Viewer {', 'type Viewerr {', 'Viewer'],
  [
    'a field that may be null now',
    '  dataVersion: Int!\n\n  """Which of the six',
    '  dataVersion: Int\n\n  """Which of the six',
    'CapacityTree.dataVersion',
  ],
  [
    'an argument that must be given now',
    '  allocationPlan(\n',
    '  allocationPlan(\n    shoeSize: Int!\n',
    'Query.allocationPlan',
  ],
  ['a value of an enum that is gone', '\n  MARKET\n', '\n  MARKETT\n', 'MARKET'],
])('%s fails the check by its name', (_, what, into, named) => {
  const { status, text } = check(changed(what, into));
  expect([status, text]).toEqual([1, expect.stringContaining(named)]);
});

test('the released schema says its version, which is in the changelog, and is not released twice', () => {
  const [, version = ''] = /^# The schema of Headroom (\S+), as released\.\n/.exec(released) ?? [];
  expect(read('CHANGELOG.md')).toContain(`\n## ${version}\n`);
  const kept = file('released.graphql', released);
  const about = (of: string): string => file('package.json', JSON.stringify({ version: of }));
  const schema = changed('type Viewer {', 'type Viewer {\n  shoeSize: Int\n');
  const again = run('release-schema.mjs', kept, schema, about(version));
  expect([again.status, again.text]).toEqual([1, expect.stringContaining(`${version} is released already`)]);
  expect(readFileSync(kept, 'utf8')).toBe(released);
  expect(run('release-schema.mjs', kept, schema, about('99.0.0')).status).toBe(0);
  expect(readFileSync(kept, 'utf8')).toContain('# The schema of Headroom 99.0.0, as released.');
});
