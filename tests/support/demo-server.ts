import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../../src/demo/load-demo';
import { startTestServer, type TestServer } from './http';

/** A server with the small demo: people, weeks, two reports, assignments. */
export async function startDemoServer(): Promise<TestServer> {
  const server = await startTestServer();
  const dataDir = await mkdtemp(join(tmpdir(), 'headroom-demo-'));
  try {
    await loadDemo(() => server.newScope(), { size: 'S', dataDir });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  return server;
}
