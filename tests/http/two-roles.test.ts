import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startServerProcess, type ServerProcess } from '../support/server-process';

const role = `headroom_app_${randomBytes(4).toString('hex')}`;
let database: TestDatabase;
let server: ServerProcess;
let appUrl: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.query(`CREATE ROLE ${role} LOGIN PASSWORD 'app'`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'app';
  appUrl = url.href;
  server = await startServerProcess(appUrl, { DATABASE_OWNER_URL: database.url });
}, 90_000);
afterAll(async () => {
  await server.stop();
  await database.query(`DROP OWNED BY ${role}`);
  await database.query(`DROP ROLE ${role}`);
  await database.drop();
});

it('lets the application write and read, but not change or delete its history', async () => {
  const answer = await fetch(`${server.url}/api/v2/capacity-tiers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tier_name: 'Two roles', capacity_percentage: 0.45 }),
  });
  expect(answer.status).toBe(201);
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  try {
    for (const table of [
      'change_set',
      'change_set_row',
      'change_set_chunk',
      'change_set_hash',
      'audit_seal',
    ]) {
      await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
      await expect(client.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('permission denied');
    }
    await expect(client.query(`UPDATE change_set SET actor = 'x'`)).rejects.toThrow('permission denied');
    await expect(client.query('DROP TABLE change_set')).rejects.toThrow('must be owner');
    for (const history of ['change_set', 'change_set_entry', 'change_set_key'])
      expect((await client.query(`SELECT count(*)::integer AS n FROM ${history}`)).rows).toEqual([{ n: 1 }]);
  } finally {
    await client.end();
  }
});

it('starts on an empty database with an owner who is no superuser, as docs/operations.md prepares it', async () => {
  const owner = role.replace('app', 'owner');
  const name = `${new URL(database.url).pathname.slice(1)}_owned`;
  await database.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
  await database.query(`GRANT headroom_scoped TO ${owner}, ${role}`);
  await database.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  const as = (user: string, password: string): string => {
    const url = new URL(database.url);
    Object.assign(url, { username: user, password, pathname: `/${name}` });
    return url.href;
  };
  try {
    const owned = await startServerProcess(as(role, 'app'), { DATABASE_OWNER_URL: as(owner, 'owner') });
    try {
      expect((await fetch(`${owned.url}/readyz`)).status).toBe(200);
      expect((await fetch(`${owned.url}/api/v2/capacity-tiers`)).status).toBe(200);
    } finally {
      await owned.stop();
    }
  } finally {
    await database.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await database.query(`DROP OWNED BY ${owner}`);
    await database.query(`DROP ROLE ${owner}`);
  }
}, 90_000);
