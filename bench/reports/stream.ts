import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDataSource } from '../../src/app/data-source';
import { migrate } from '../../src/platform/database/pool/migrate';
import { readFilter } from '../../src/features/reports/registry/report-filter.rules';
import {
  findReportWithMonths,
  listEveryTierPercentage,
} from '../../src/features/reports/registry/report-context.repository';
import { orderedRows } from '../../src/features/reports/rows/table-part.repository';
import { tierColumns } from '../../src/features/reports/tables/report-columns.rules';
import { findDefinition } from '../../src/features/reports/registry/reports.preset';
import { createDb } from '../../src/platform/database/db';
import { compileSql } from '../../src/platform/database/sql';
import { seed } from './seed';

// node -r ./scripts/register.cjs bench/reports/stream.ts postgres://postgres@127.0.0.1:5432/reports_bench
const URL = process.argv[2] ?? 'postgres://postgres@127.0.0.1:5432/reports_bench';
const PORT = 4790;
const ROOT = path.join(__dirname, '../..');
/** The built server if there is one: the memory of running from sources includes a compiler. */
const SERVER = process.argv[3] ? [process.argv[3]] : ['-r', './scripts/register.cjs', 'src/main.ts'];

interface Figures {
  what: string;
  rows: number;
  seconds: number;
  megabytes: number;
  firstByteMs?: number;
  peakRssMb?: number;
}

/** The report's own statement with its parameters written into it, for psql. */
async function statementOf(report: string): Promise<string> {
  const dataSource = await createDataSource(URL, { poolSize: 1 }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    const db = createDb(runner.manager, (use) => use(runner));
    const filter = readFilter({}, null);
    const chosen = await findReportWithMonths(db, null);
    const tiers = tierColumns(await listEveryTierPercentage(db));
    const definition = findDefinition(report);
    const context = { filter, report: chosen, against: undefined, tiers, facts: undefined, grants: [] };
    const statement = definition?.statement?.(context, chosen);
    if (!statement) throw new Error(report);
    const { text, values } = compileSql(orderedRows(statement));
    return text.replace(/\$(\d+)::/g, (_, n: string) => `${literal(values[Number(n) - 1])}::`);
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

function literal(value: unknown): string {
  const text = Array.isArray(value) ? `{${value.join(',')}}` : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}

function psqlCopy(sql: string): Figures {
  const command = `\\copy (${sql.replace(/\s+/g, ' ')}) TO STDOUT WITH (FORMAT csv, HEADER)`;
  const started = process.hrtime.bigint();
  const options = { maxBuffer: 1e9, env: { ...process.env, PGOPTIONS: '-c jit=off -c work_mem=64MB' } };
  const out = execFileSync('psql', [URL, '-q', '-c', command], options);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  let rows = -1;
  for (const byte of out) if (byte === 10) rows += 1;
  return { what: 'psql \\copy', rows, seconds, megabytes: out.length / 1e6 };
}

async function startServer(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: URL, PORT: String(PORT), LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, SERVER, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
  for (let tries = 0; tries < 100; tries += 1) {
    await sleep(200);
    const ok = await fetch(`http://127.0.0.1:${PORT}/readyz`)
      .then(({ status }) => status === 200)
      .catch(() => false);
    if (ok) return child;
  }
  throw new Error('The server did not start');
}

function rssMb(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}

function download(report: string, format: string, encoding: string): Promise<Omit<Figures, 'what' | 'rows'>> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const since = (): number => Number(process.hrtime.bigint() - started) / 1e9;
    const options = { headers: { 'accept-encoding': encoding } };
    get(`http://127.0.0.1:${PORT}/api/v2/reports/${report}?format=${format}`, options, (response) => {
      let bytes = 0;
      let firstByteMs = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) firstByteMs = since() * 1000;
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ seconds: since(), megabytes: bytes / 1e6, firstByteMs }));
      response.on('error', reject);
    }).on('error', reject);
  });
}

function print(figures: Figures): void {
  const { what, rows, seconds, megabytes, firstByteMs, peakRssMb } = figures;
  console.log(
    [
      what.padEnd(46),
      `${rows} rows`,
      `${seconds.toFixed(1)} s`,
      `${(rows / seconds).toFixed(0)} rows/s`,
      `${megabytes.toFixed(0)} MB`,
      firstByteMs === undefined ? '' : `first byte ${firstByteMs.toFixed(0)} ms`,
      peakRssMb === undefined ? '' : `peak RSS ${peakRssMb.toFixed(0)} MB`,
    ].join('  '),
  );
}

async function main(): Promise<void> {
  const dataSource = await createDataSource(URL, { poolSize: 1 }).initialize();
  await migrate(dataSource, URL);
  await dataSource.destroy();
  const client = new Client({ connectionString: URL });
  await client.connect();
  await seed(client);
  await client.end();
  for (const report of ['powerbi/weekly-detail', 'powerbi/resource-assignments']) {
    const sql = await statementOf(report);
    psqlCopy(sql);
    const copied = psqlCopy(sql);
    print({ ...copied, what: `${report} ${copied.what}` });
    for (const [format, encoding] of [
      ['csv', 'identity'],
      ['json', 'identity'],
      ['json', 'gzip'],
      ['ndjson', 'identity'],
      ['xlsx', 'identity'],
    ] as const) {
      // A process for each: its peak memory is this download's.
      const server = await startServer();
      const figures = await download(report, format, encoding);
      const peakRssMb = rssMb(server.pid ?? 0, 'VmHWM');
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('exit', resolve));
      print({ what: `${report} ${format} ${encoding}`, rows: copied.rows, ...figures, peakRssMb });
    }
  }
}

void main();
