import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_SEED, writeDemoFiles } from '../../src/demo/demo-files';
import { createTestDatabase, type TestDatabase } from '../support/database';

// Many imports: slow where the machine is shared.
jest.setTimeout(120_000);

const ROOT = path.join(__dirname, '../..');

let database: TestDatabase;
let dir: string;
const file = (name: string): string => path.join(dir, name);
beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(path.join(tmpdir(), 'headroom-cli-'));
  await writeDemoFiles(dir, { size: 'S', seed: DEMO_SEED });
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await database.drop();
});

/** Runs the command line and returns what it printed. */
async function headroom(...args: string[]): Promise<{ code: number | null; out: string[]; err: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: dir };
  const child = spawn(process.execPath, ['-r', './scripts/register.cjs', 'src/cli.ts', ...args], {
    cwd: ROOT,
    env,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out: out.trim().split('\n'), err };
}

test('files are imported with plain lines of progress where there is no terminal', async () => {
  const { code, out, err } = await headroom('import', 'month-config', file('month_configuration_2025.csv'));
  expect([code, out]).toEqual([0, ['24 created, 0 updated, 0 unchanged, 0 skipped, 0 failed']]);
  expect(err).toContain('[1/2] month_configuration_2025.csv: saving');
});

test('weeks are generated, and discrepancies told', async () => {
  const { code, out } = await headroom('generate-weeks', '2025');
  expect([code, out[0]]).toEqual([0, '104 created, 0 updated, 0 unchanged, 0 set by hand and kept']);
  expect(out[1]).toContain('discrepancy: January 2025 Domestic');
});

test('a refused file prints row, column, value and message, and ends with 1', async () => {
  const roster = await headroom('import', 'roster', file('holidays_2025.csv'));
  expect(roster.code).toBe(1);
  expect(roster.err).toContain('BAD_FILE: the roster file lacks the column CN');
  await headroom('import', 'target-cph', file('target_cph.csv'));
  const mapping = await headroom('import', 'mapping', file('fte_allocation_mapping_March_2025.csv'));
  expect([mapping.code, mapping.err]).toEqual([1, expect.stringContaining('IMPORT_ORDER')]);
  const wrong = await headroom('import', 'roster', file('production_roster.xlsx'), '--on-conflict', 'MAYBE');
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringContaining('Allowed choices are ERROR, SKIP, REPLACE'),
  ]);
});

test('a dry run says so, and the data stay in order', async () => {
  const { out } = await headroom('import', 'holidays', file('holidays_2025.csv'), '--dry-run');
  expect(out[0]).toBe('Dry run, nothing saved: 16 created, 0 updated, 0 unchanged, 0 skipped, 0 failed');
  expect((await headroom('check')).code).toBe(0);
});

test('the demo is not loaded over other data', async () => {
  const { code, err } = await headroom('demo', 'load');
  expect([code, err]).toEqual([
    1,
    expect.stringContaining("CONFLICT: the database holds data that is not the demo's"),
  ]);
});
