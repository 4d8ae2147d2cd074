import { startJob } from '../../src/platform/jobs/jobs';
import { createTestDatabase } from '../support/database';
import { startTestServer } from '../support/http';

describe('a database per test file', () => {
  it('is migrated, nobody else’s, and gone after drop()', async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await first.query('CREATE TABLE only_here (day date, amount numeric)');
    await first.query('INSERT INTO only_here VALUES ($1, $2)', ['2026-01-05', '0.1']);
    expect(await first.query('SELECT * FROM only_here')).toEqual([{ day: '2026-01-05', amount: '0.1' }]);
    const found = `SELECT to_regclass('only_here') AS own, to_regclass('schema_migration')::text AS migrations`;
    expect(await second.query(found)).toEqual([{ own: null, migrations: 'schema_migration' }]);
    const name = new URL(first.url).pathname.slice(1);
    await first.drop();
    expect(await second.query('SELECT datname FROM pg_database WHERE datname = $1', [name])).toEqual([]);
    await second.drop();
  });

  it('runs in UTC', () => {
    expect(new Date(2026, 0, 5).toISOString()).toBe('2026-01-05T00:00:00.000Z');
  });
});

it('ends what a closed server of tests still has under way', async () => {
  const closing = await startTestServer();
  const { outcome } = await startJob(
    closing.newScope(),
    'recompute',
    ({ signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
  );
  const ended = expect(outcome).rejects.toThrow('The server is stopping');
  await closing.close();
  await ended;
});
