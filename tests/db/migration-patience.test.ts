import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource } from '../../src/platform/database/pool/data-source';
import { migrate } from '../../src/platform/database/pool/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'headroom-migration-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('a migration works as long as it needs, but waits no longer for a lock than a request', async () => {
  // What holds while a migration runs is kept in a table, so that nobody has to wait for one that is slow.
  await writeFile(
    join(folder, '9000000000000-Slow.js'),
    `exports.Slow9000000000000 = class {
       name = 'Slow9000000000000';
       async up(runner) {
         await runner.query(\`CREATE TABLE patience AS SELECT current_setting('statement_timeout') AS statement,
           current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle\`);
       }
       async down() {}
     };`,
  );
  const dataSource = await createDataSource({
    url: database.url,
    entities: [],
    migrations: [join(folder, '*.js')],
    poolSize: 1,
  }).initialize();
  try {
    expect(await migrate(dataSource, database.url)).toBe(1);
    expect(await migrate(dataSource, database.url)).toBe(0);
    const [after] = await dataSource.query<{ statement: string }[]>(
      `SELECT current_setting('statement_timeout') AS statement`,
    );
    expect(after?.statement).toBe('15s');
  } finally {
    await dataSource.destroy();
  }
  expect(await database.query('SELECT * FROM patience')).toEqual([
    { statement: '0', lock: '2500ms', idle: '0' },
  ]);
});
