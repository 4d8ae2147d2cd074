// Builds what is missing or older than its sources: the server into dist/src, the pages into dist/web.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { finishPages } from './finish-pages.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
/** @param {string} name */
const bin = (name) =>
  path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/**
 * @param {string} entry
 * @returns {number} when the newest file of it was changed
 */
function newest(entry) {
  const file = path.join(root, entry);
  if (!existsSync(file)) return 0;
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => newest(path.join(entry, name))));
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  // Tests build too: what they leave is served, and must not be React's version for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * @param {string} stamp
 * @param {number} changed
 */
function isFresh(stamp, changed) {
  const stampFile = path.join(root, 'dist', stamp);
  return existsSync(stampFile) && statSync(stampFile).mtimeMs >= changed;
}

/**
 * @param {string} name
 * @param {string} stamp
 * @param {string[]} sources
 * @param {() => void} work
 */
function step(name, stamp, sources, work) {
  const stampFile = path.join(root, 'dist', stamp);
  const changed = Math.max(...sources.map(newest));
  if (isFresh(stamp, changed)) return;
  process.stderr.write(`Building ${name} …\n`);
  work();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, '');
  utimesSync(stampFile, new Date(), new Date(Math.max(changed, Date.now())));
}

const SERVER = [
  'src',
  'embedded-postgres',
  'migrations',
  'ormconfig.ts',
  'tsconfig.build.json',
  'package-lock.json',
];

function buildServer() {
  step('the server', '.server', SERVER, () => {
    rmSync(path.join(root, 'dist', '.server'), { force: true });
    for (const folder of ['src', 'embedded-postgres', 'migrations'])
      rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });
    run(bin('tsc'), ['-p', 'tsconfig.build.json']);
  });
}

/** Whether dist/src is what the sources say. */
export function isServerBuilt() {
  return isFresh('.server', Math.max(...SERVER.map(newest)));
}

const PAGES = ['web', 'operations', 'package-lock.json', 'scripts/finish-pages.mjs'];

function buildPages() {
  step('the pages', '.web', PAGES, () => {
    run(bin('vite'), ['build', '--config', 'web/vite.config.mjs', '--logLevel', 'warn']);
    finishPages(path.join(root, 'web'), path.join(root, 'dist/web'));
  });
}

const LOCK = path.join(root, 'dist', '.building');
const ASK_AGAIN_MS = 200;
/** No build takes so long: whoever held the lock has gone. */
const LOCK_LIVES_MS = 300_000;

/**
 * Two builds at once would empty each other's folders: the second waits, and then finds everything fresh.
 * @param {() => void} work
 */
function alone(work) {
  mkdirSync(path.dirname(LOCK), { recursive: true });
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ASK_AGAIN_MS);
  const release = () => rmSync(LOCK, { recursive: true, force: true });
  // A step that fails ends the process.
  process.once('exit', release);
  work();
  process.removeListener('exit', release);
  release();
}

function takeLock() {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LOCK_LIVES_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/** Brings dist/ up to date. */
export function build() {
  alone(() => {
    buildServer();
    buildPages();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'pages') alone(buildPages);
  else if (process.argv[2] === 'server') alone(buildServer);
  else build();
}
