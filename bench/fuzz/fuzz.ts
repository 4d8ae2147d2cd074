// Fuzzes a running server: node -r ./scripts/register.cjs bench/fuzz/fuzz.ts URL [operations] [seed …]
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { fuzz } from '../../tests/support/fuzz/run';
import type { ApiDescription } from '../../tests/support/fuzz/rest-request';

async function main(): Promise<void> {
  const [url = 'http://127.0.0.1:4000', operations = '2000', ...seeds] = process.argv.slice(2);
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const api = JSON.parse(readFileSync('openapi.json', 'utf8')) as ApiDescription;
  let failed = false;
  for (const seed of seeds.length > 0 ? seeds.map(Number) : [1, 2, 3, 4, 5]) {
    const statuses = new Map<number, number>();
    const slow: { name: string; ms: number }[] = [];
    const started = performance.now();
    const faults = await fuzz({
      url,
      schema,
      api,
      seed,
      operations: Number(operations),
      onAnswer: (name, { status }, ms) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (ms > 1_000) slow.push({ name, ms });
      },
    });
    failed ||= faults.length > 0;
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    const counts = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
    process.stdout.write(
      `seed ${seed}: ${operations} operations in ${seconds} s (${counts}); ${faults.length} faults\n`,
    );
    for (const { name, ms } of slow.sort((a, b) => b.ms - a.ms).slice(0, 8))
      process.stdout.write(`  slow: ${name} ${ms.toFixed(0)} ms\n`);
    for (const { name, fault, request } of faults)
      process.stdout.write(`  ${name}: ${fault}\n    ${request}\n`);
  }
  process.exit(failed ? 1 : 0);
}

void main();
