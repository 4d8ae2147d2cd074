/**
 * Everything that has a limit, beside what it is compared with; fills the tables of docs/performance.md.
 *
 *   npm run bench                                               all parts at size L
 *   npm run bench -- postgres://postgres@127.0.0.1:5432/postgres --size M --only trees,start
 *
 * The address is a server on which databases may be made and dropped (superuser); those of the bench are named
 * headroom_bench_…. --quick: one short round, to see that it works; nothing is written. --keep: the seeded databases stay
 * for the next run.
 */
import { parseArgs } from 'node:util';
import { allocation } from './allocation/allocation.part';
import { SIZES, type Size } from './frame/data';
import { setting, targetRows, writeDocument } from './frame/document';
import { progress, table, type Bench, type Part } from './frame/part';
import { dropSeeded } from './frame/seeded';
import { imports } from './imports/imports.part';
import { start } from './start/start.part';
import { streams } from './streams/streams.part';
import { trees } from './trees/trees.part';
import { assignments } from './writes/assignments.part';
import { bulk } from './writes/bulk.part';
import { shrinkage } from './writes/shrinkage.part';

const PARTS: readonly Part[] = [trees, assignments, shrinkage, bulk, streams, allocation, imports, start];

function readArguments(): { bench: Bench; parts: Part[]; isQuick: boolean; keeps: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: 'L' },
      only: { type: 'string', default: PARTS.map(({ name }) => name).join(',') },
      quick: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  if (positionals[0] !== undefined) process.env['ADMIN_URL'] = positionals[0];
  if (!(values.size in SIZES))
    throw new Error(`--size ${values.size}: there are ${Object.keys(SIZES).join(', ')}`);
  const parts = values.only.split(',').map((name) => {
    const part = PARTS.find((one) => one.name === name);
    if (!part) throw new Error(`--only ${name}: there are ${PARTS.map((one) => one.name).join(', ')}`);
    return part;
  });
  const length = values.quick ? { rounds: 1, seconds: 1 } : { rounds: 3, seconds: 3 };
  return {
    bench: { size: values.size as Size, ...length },
    parts,
    isQuick: values.quick,
    keeps: values.keep,
  };
}

async function main(): Promise<void> {
  const { bench, parts, isQuick, keeps } = readArguments();
  const where = await setting(bench);
  const rows: string[][] = [];
  if (!keeps) await dropSeeded();
  for (const part of parts) {
    const started = performance.now();
    progress(`${part.name} …`);
    try {
      const measured = await part.run(bench);
      progress(`${part.name} took ${((performance.now() - started) / 1_000).toFixed(0)} s`);
      if (!isQuick) writeDocument(bench.size, part.name, where, measured);
      rows.push(...targetRows(part.name, measured.targets));
      process.stdout.write(`${measured.raw.join('\n')}\n\n`);
    } catch (error) {
      // The other parts are worth having.
      console.error(`${part.name} has failed:`, error);
      process.exitCode = 1;
    }
  }
  if (!keeps) await dropSeeded();
  const limits = table(['part', 'question', 'figure', 'must be', 'reached'], rows);
  process.stdout.write(`${where}\n\n${limits.join('\n')}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
