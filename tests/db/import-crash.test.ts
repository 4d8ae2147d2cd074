import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { checkData } from '../../src/checks/check-data';
import { IMPORT_GROUND, MAPPING, openImports, type FileImports } from '../support/factories/imports';
import { openTestApp, type TestApp } from '../support/scope';

const ROOT = path.join(__dirname, '../..');

let app: TestApp;
let files: FileImports;
beforeAll(async () => {
  app = await openTestApp(IMPORT_GROUND);
  files = await openImports(app);
});
afterAll(async () => {
  await files.close();
  await app.close();
});

function startImport(file: string): ChildProcess {
  const command = ['-r', './scripts/register.cjs', 'src/cli.ts', 'import', 'mapping', file];
  const env = { ...process.env, DATABASE_URL: app.database.url };
  return spawn(process.execPath, command, { cwd: ROOT, env, stdio: 'ignore' });
}

/** Sessions of this database that wait for a table lock. */
async function waiting(): Promise<number> {
  const [row] = await app.database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'relation'`,
  );
  return row?.n ?? 0;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries > 200) throw new Error('waited too long');
    await sleep(100);
  }
}

const stored = () =>
  app.database.query(
    `SELECT (SELECT count(*)::integer FROM weekly_resource_assignment) AS assignments,
       (SELECT count(*)::integer FROM change_set WHERE action = 'import.assignments') AS sets,
       (SELECT count(*)::integer FROM change_set_entry WHERE entity = 'weekly_resource_assignment') AS entries`,
  );

test('an import that is killed while it writes leaves nothing, and goes through when repeated', async () => {
  const file = await files.write('mapping.csv', MAPPING);
  const holder = new Client({ connectionString: app.database.url });
  await holder.connect();
  await holder.query('BEGIN');
  // Reading is allowed, writing waits: the import stands in the middle of its transaction.
  await holder.query('LOCK TABLE weekly_resource_assignment IN SHARE MODE');
  const killed = startImport(file);
  await until(async () => (await waiting()) > 0);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  await holder.query('ROLLBACK');
  await holder.end();
  await until(async () => (await waiting()) === 0);
  await sleep(300);
  expect(await stored()).toEqual([{ assignments: 0, sets: 0, entries: 0 }]);
  const repeated = startImport(file);
  expect(await once(repeated, 'exit')).toEqual([0, null]);
  expect(await stored()).toEqual([{ assignments: 14, sets: 1, entries: 14 }]);
  expect(await checkData(app.newScope().db)).toEqual([]);
}, 60_000);
