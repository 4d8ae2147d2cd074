/**
 * Benchmark of the allocation engine on seeded instances. Each measurement runs in a process of its own, from compiled
 * JavaScript as in production, so that time and memory are those of a worker.
 *
 *   node -r ./scripts/register.cjs bench/allocation/run.ts --size L
 *   … --size S,M,L,XL --seed 1,2,3 --mode plan|rebalance|greedy --defaults --effort fast|std|thorough
 *
 * Without --defaults: δ = 0, κ_s = 5, ρ = 0 (the table of targets); with it the engine's own defaults.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { transformFileSync } from '@swc/core';

const ROOT = join(__dirname, '..', '..');
const BUILT = join(ROOT, 'node_modules', '.cache', 'allocation-bench');

/** Source files of a folder, or the one that is named. */
function sources(path: string): string[] {
  if (!statSync(join(ROOT, path)).isDirectory()) return path.endsWith('.ts') ? [path] : [];
  return readdirSync(join(ROOT, path)).flatMap((name) => sources(join(path, name)));
}

/** What a measurement runs: the engine, and the support of tests that makes and judges instances. */
const MEASURED = [
  ...['src/domain', 'src/features/allocation/engine', 'bench/allocation'],
  ...['tests/support/allocation', 'src/demo/random.ts'],
];

function build(): void {
  const files = MEASURED.flatMap(sources);
  for (const file of files) {
    const target = join(BUILT, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(join(ROOT, file), { sourceMaps: false }).code);
  }
}

function main(): void {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'S,M,L' },
      seed: { type: 'string', default: '1' },
      mode: { type: 'string', default: 'plan' },
      effort: { type: 'string' },
      defaults: { type: 'boolean', default: false },
    },
  });
  build();
  const module = JSON.stringify(join(BUILT, 'bench', 'allocation', 'measure.js'));
  process.stdout.write(
    `node -r ./scripts/register.cjs bench/allocation/run.ts ${process.argv.slice(2).join(' ')}\n`,
  );
  for (const size of values.size.split(',')) {
    for (const seed of values.seed.split(',').map(Number)) {
      const task = JSON.stringify({
        size,
        seed,
        mode: values.mode,
        defaults: values.defaults,
        effort: values.effort,
      });
      const script = `console.log(JSON.stringify(require(${module}).measure(${task}), null, 1))`;
      process.stdout.write(
        execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', maxBuffer: 1 << 26 }),
      );
    }
  }
}

main();
