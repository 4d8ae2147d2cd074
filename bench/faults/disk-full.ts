// Run by disk-full.sh: the disk is filled, writes are refused and leave nothing, room comes back, writes succeed.
import { rmSync, statfsSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../frame/database';
import { ask, type Answer } from '../frame/http';
import { startServer } from '../frame/server';
import { statuses, verdict } from './harness';

const DIR = process.env['DISK_DIR'] ?? '';
const URL_ = process.env['DISK_URL'] ?? '';
const BALLAST = join(DIR, 'ballast');

function fill(): void {
  writeFileSync(BALLAST, '');
  const block = Buffer.alloc(64 * 1024);
  for (;;) {
    const { bavail, bsize } = statfsSync(DIR);
    if (bavail * bsize < block.length) return;
    try {
      appendFileSync(BALLAST, block);
    } catch {
      return;
    }
  }
}

async function main(): Promise<void> {
  const server = await startServer(URL_);
  const people = (from: number): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ask(`${server.url}/api/v2/resources`, {
          timeoutMs: 20_000,
          body: {
            cn: `DF${String(from + i).padStart(6, '0')}`,
            first_name: 'A'.repeat(60),
            last_name: 'B'.repeat(60),
            primary_platform: 'Amisys',
            location: 'Domestic',
            state_list: 'FL',
            skills: 'FTC-Basic/Non MMP',
          },
        }),
      ),
    );
  const before = await people(0);
  const answers: Answer[] = [];
  let next = 100;
  for (let round = 0; round < 400; round += 1) {
    if (round % 20 === 0) fill();
    answers.push(...(await people(next)));
    next += 8;
    if (answers.filter(({ status }) => status === 503).length > 100) break;
  }
  const live = await ask(`${server.url}/livez`);
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const odd = answers.find(({ status }) => status !== 201 && status !== 503);
  verdict(
    odd === undefined &&
      answers.some(({ status }) => status === 503) &&
      server.isAlive() &&
      live.status === 200,
    `disk full: before ${statuses(before)}, then ${statuses(answers)}, slowest ${slowest.toFixed(0)} ms, livez ${live.status}, ` +
      `readyz ${(await ask(`${server.url}/readyz`)).status}` +
      (odd ? `; e.g. ${odd.status} ${odd.body.slice(0, 300)}` : ''),
  );
  rmSync(BALLAST);
  const freed = performance.now();
  let works = false;
  while (!works && performance.now() - freed < 60_000) {
    works = (await people((next += 8))).every(({ status }) => status === 201);
    await sleep(200);
  }
  verdict(
    works,
    `room again: writes succeed after ${(performance.now() - freed).toFixed(0)} ms (the same process: ${server.isAlive()})`,
  );
  const acknowledged = [...before, ...answers].filter(({ status }) => status === 201);
  const rows = await sql<{ cn: string }>(URL_, 'SELECT cn FROM resource_v2');
  const stored = new Set(rows.map(({ cn }) => cn));
  const lost = acknowledged.filter(({ body }) => !stored.has((JSON.parse(body) as { cn: string }).cn));
  const halves = await sql(
    URL_,
    `SELECT s.id FROM change_set s WHERE s.action LIKE 'resource%' AND NOT EXISTS (SELECT FROM change_set_entry e WHERE e.change_set_id = s.id)`,
  );
  verdict(
    lost.length === 0 && halves.length === 0,
    `${acknowledged.length} acknowledged, ${lost.length} lost; ${halves.length} change sets without their rows`,
  );
  process.stdout.write(server.output().slice(0, 1_500));
  await server.stop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
