import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startServerProcess } from '../support/server-process';
import { startTestServer } from '../support/http';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('says at once when the database takes no writes, and reads on', async () => {
  const server = await startTestServer();
  try {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.database.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$`,
    );
    await server.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'headroom%'`,
    );
    const write = (): Promise<Response> =>
      fetch(`${server.url}/api/v2/capacity-tiers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tier_name: 'Nowhere', capacity_percentage: 0.45 }),
      });
    // What still held a connection that was ended is told to try again.
    await (await write()).text();
    const refused = await write();
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({
      code: 'UNAVAILABLE',
      detail: expect.stringContaining('no writes'),
    });
    expect((await fetch(`${server.url}/api/v2/capacity-tiers`)).status).toBe(200);
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'read-only' });
  } finally {
    await server.close();
  }
}, 30_000);

it('does not start as a role that lacks rights, and names the tables', async () => {
  const role = `headroom_none_${randomBytes(4).toString('hex')}`;
  await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'none'`);
  await database.query(`GRANT SELECT ON schema_migration TO ${role}`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'none';
  const started = startServerProcess(url.href);
  await expect(started).rejects.toThrow(
    new RegExp(`${role} may not read or write .*forecast.*DATABASE_OWNER_URL`),
  );
  await database.query(`DROP OWNED BY ${role}`);
  await database.query(`DROP ROLE ${role}`);
}, 60_000);
