import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabaseServer } from '../../../src/platform/database/database-url';

it('hands DATABASE_URL on unchanged and starts nothing', async () => {
  const databaseUrl = 'postgres://someone:p%40ss@db.example:6432/capacity?sslmode=require';
  const dataDir = join(tmpdir(), 'headroom-unused');
  const server = await openDatabaseServer({ databaseUrl, dataDir });
  await server.stop();
  expect(server).toMatchObject({ url: databaseUrl, kind: 'external' });
  expect(existsSync(dataDir)).toBe(false);
});
