// Equal answers in every time zone, and a backup taken while writing restores clean.
//   node -r ./scripts/register.cjs bench/faults/clocks.ts      (needs pg_dump and pg_restore of the server's version)
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropDatabase, freshDatabase, sql } from '../frame/database';
import { ask } from '../frame/http';
import { startServer } from '../frame/server';
import { demoDatabase, verdict } from './harness';

const NAME = 'trust_clocks';
const RESTORED = 'trust_restored';
const ZONES = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'];

const READS = [
  '/api/v2/capacity-tiers',
  '/api/v2/week-config?year=2025',
  '/api/v2/month-config?year=2025',
  '/api/v2/holidays?year=2025',
  '/api/v2/resources?limit=50',
  '/api/v2/assignments?year=2025&week_number=20&limit=50',
  '/api/v2/forecasts?limit=50',
  '/api/v2/target-cph?limit=50',
  '/api/v2/reports/dashboard/hierarchy?depth=2',
  '/api/v2/reports/dashboard/charts-data',
  '/api/v2/reports/capacity-by-tier',
  '/api/v2/reports/comparison',
  '/api/v2/reports/powerbi/monthly-summary?format=csv',
  '/api/v2/reports/powerbi/weekly-detail?format=csv',
  '/api/v2/reports/powerbi/resource-assignments?format=csv',
  '/api/v2/reports/powerbi/calendar-weeks?format=csv',
];

async function zones(url: string): Promise<void> {
  const first = new Map<string, string>();
  const different: string[] = [];
  const bad: string[] = [];
  for (const zone of ZONES) {
    const server = await startServer(url, { TZ: zone, PGTZ: zone });
    for (const path of READS) {
      const { status, body } = await ask(server.url + path);
      if (status !== 200) bad.push(`${path} ${status}`);
      // The moment of reading and the count of writes may differ, nothing else.
      const text = body.replace(/"(as_of|data_version)":("[^"]*"|\d+)/g, '');
      const expected = first.get(path) ?? text;
      first.set(path, expected);
      if (text !== expected) different.push(`${path} in ${zone}`);
    }
    // A date goes in and comes out as the same label, and what is written counts the same weeks.
    const holiday = { holiday_date: '2025-12-31', work_type: 'Domestic', name: 'Last day' };
    const written = await ask(`${server.url}/api/v2/holidays`, { body: holiday });
    const label = /"holiday_date":"([^"]+)"/.exec(written.body)?.[1];
    if (label !== '2025-12-31')
      different.push(`holiday ${written.status} ${written.body.slice(0, 120)} in ${zone}`);
    await server.stop();
    await sql(url, `DELETE FROM holiday WHERE holiday_date = '2025-12-31'`);
  }
  verdict(
    different.length === 0 && bad.length === 0,
    `${READS.length} reads and a holiday in ${ZONES.join(', ')}: ${different.length} different ${different.join('; ')} ${bad.join('; ')}`,
  );
}

async function backup(url: string): Promise<void> {
  const server = await startServer(url);
  const folder = mkdtempSync(join(tmpdir(), 'headroom-backup-'));
  const file = join(folder, 'dump');
  let working = true;
  let written = 0;
  const rows = await sql<{ id: string; version: number }>(
    url,
    `SELECT a.id FROM weekly_resource_assignment a JOIN forecast_report_month m
       ON (m.report_year, m.report_month, m.forecast_month_index) = (a.report_year, a.report_month, a.forecast_month_index)
     WHERE a.is_active AND NOT m.is_frozen LIMIT 400`,
  );
  const writer = (async () => {
    for (let i = 0; working; i += 1) {
      const body = { production_percentage: i % 2 ? 0.5 : 0.75 };
      const path = `/api/v2/assignments/${rows[i % rows.length]?.id}`;
      if ((await ask(server.url + path, { method: 'PUT', body })).status === 200) written += 1;
    }
  })();
  const dump = spawn('pg_dump', ['-Fc', '-f', file, url], { stdio: 'inherit' });
  const [dumped] = (await once(dump, 'exit')) as [number];
  working = false;
  await writer;
  await server.stop();
  const restored = await freshDatabase(RESTORED);
  const restore = spawn('pg_restore', ['--exit-on-error', '-d', restored, file], { stdio: 'inherit' });
  const [done] = (await once(restore, 'exit')) as [number];
  let checked: string;
  try {
    checked = execFileSync(process.execPath, ['-r', './scripts/register.cjs', 'src/checks/run.ts'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: restored },
    });
  } catch (error) {
    checked = String((error as { stdout?: string }).stdout);
  }
  verdict(
    dumped === 0 && done === 0 && written > 0 && /All data obey the rules/.test(checked),
    `backup during ${written} writes: pg_dump ${dumped}, pg_restore ${done}, ${checked.trim().split('\n').at(-1)}`,
  );
  rmSync(folder, { recursive: true });
  await dropDatabase(RESTORED);
}

async function main(): Promise<void> {
  const url = await demoDatabase(NAME);
  try {
    await zones(url);
    await backup(url);
  } finally {
    await dropDatabase(NAME);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
