import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createDataSource } from '../../src/app/data-source';
import { scopeFactory } from '../../src/app/services';
import { checkData } from '../../src/checks/check-data';
import { sealChangeSets, verifyAudit } from '../../src/features/history';
import { createLogger } from '../../src/platform/logging/logger';
import { addRandomGround, DECK, seeded } from '../support/random-writes';
import { openTestApp, TEST_SETTINGS, type TestApp } from '../support/scope';

// The steps of "Backup and restore" in docs/operations.md, with PostgreSQL's own tools.
const runFile = promisify(execFile);
let app: TestApp;
let folder: string;

beforeAll(async () => {
  app = await openTestApp();
  folder = await mkdtemp(join(tmpdir(), 'headroom-backup-'));
  await addRandomGround(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** pg_dump reads servers of its own version and older ones. */
async function canDump(): Promise<boolean> {
  const tool = /\(PostgreSQL\) (\d+)/.exec(spawnSync('pg_dump', ['--version']).stdout?.toString() ?? '');
  const [row] = await app.database.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::integer / 10000 AS version`,
  );
  return tool !== null && Number(tool[1]) >= (row?.version ?? Infinity);
}

async function writeUntil(isOver: () => boolean): Promise<number> {
  const chance = seeded(7);
  let written = 0;
  while (!isOver()) {
    const operation = chance.pick(DECK);
    await app
      .newScope()
      .write({ action: 'test.random' }, (tx) => operation(tx, chance))
      .then(() => (written += 1))
      .catch(() => undefined);
  }
  return written;
}

it('restores clean what was dumped while others wrote', async () => {
  if (!(await canDump())) {
    process.stderr.write('No pg_dump for this PostgreSQL: the backup test is skipped.\n');
    return;
  }
  const file = join(folder, 'headroom.dump');
  const restoredName = `${new URL(app.database.url).pathname.slice(1)}_restored`;
  const restored = new URL(app.database.url);
  restored.pathname = `/${restoredName}`;
  let isOver = false;
  const writing = writeUntil(() => isOver);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await sealChangeSets(app.newScope());
  const { head } = await verifyAudit(app.newScope());
  await runFile('pg_dump', ['--format=custom', `--file=${file}`, app.database.url]);
  isOver = true;
  expect(await writing).toBeGreaterThan(3);

  await app.database.query(`CREATE DATABASE ${restoredName}`);
  await runFile('pg_restore', ['--exit-on-error', `--dbname=${restored.href}`, file]);
  const dataSource = await createDataSource(restored.href, { poolSize: 2 }).initialize();
  try {
    const scope = scopeFactory(dataSource, {
      clock: app.clock,
      log: createLogger('silent'),
      settings: TEST_SETTINGS,
    })();
    expect(await checkData(scope.db)).toEqual([]);
    const audit = await verifyAudit(scope, { kept: head });
    expect(audit.problems).toEqual([]);
    expect(audit.keptAt).toBeGreaterThan(0);
    const [count] = await dataSource.query<{ n: number }[]>(
      'SELECT count(*)::integer AS n FROM weekly_resource_assignment',
    );
    expect(count?.n).toBeGreaterThan(0);
  } finally {
    await dataSource.destroy();
    await app.database.query(`DROP DATABASE ${restoredName} WITH (FORCE)`);
  }
}, 120_000);
