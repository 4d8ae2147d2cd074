import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const root = path.join(__dirname, '../..');
const built = path.join(root, 'dist/web');
const BUDGET_KB = 350;

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

/** A hint that only React's version for development gives. */
const FOR_DEVELOPMENT = 'Download the React DevTools';

function filesOf(chunks: Record<string, Chunk>, start: string, seen = new Set<string>()): Set<string> {
  const chunk = chunks[start];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(chunks, next, seen);
  return seen;
}

test(`the script of the first screen is at most ${BUDGET_KB} kB compressed, and none of it for development`, () => {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'pages'], { stdio: 'inherit' });
  const chunks = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const files = new Set<string>();
  for (const start of ['index.html', 'app/overview/overview.tsx']) filesOf(chunks, start, files);
  const scripts = [...files].map((file) => ({ file, text: readFileSync(path.join(built, file)) }));
  const sizes = scripts.map(({ text }) => brotliCompressSync(text).length);
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1_000;
  process.stderr.write(`First screen: ${files.size} scripts, ${kilobytes.toFixed(1)} kB compressed\n`);
  expect(files.size).toBeGreaterThan(1);
  const developing = scripts.filter(({ text }) => text.includes(FOR_DEVELOPMENT)).map(({ file }) => file);
  expect(developing).toEqual([]);
  expect(kilobytes).toBeLessThan(BUDGET_KB);
}, 120_000);
