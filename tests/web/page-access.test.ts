import { createApiKey } from '../../src/features/access';
import type { Role } from '../../src/platform/scope/actor';
import { insertReport } from '../support/factories/demand';
import { insertWeeks } from '../support/factories/summary';
import { startTestServer, type TestServer } from '../support/http';
import { pageWorld } from '../support/page-world';
import { accessScenarios } from './page/access.scenarios';
import { signInScenarios, type Keys } from './page/sign-in.scenarios';

jest.setTimeout(60_000);

const keys: Partial<Keys> = {};

async function makeKey(server: TestServer, name: string, role: Role, lobs: string[] = []): Promise<string> {
  const made = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs }));
  return made.text;
}

/** A server that asks who is there, with keys of three people. */
const world = pageWorld(async () => {
  const server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  await insertWeeks(server.database);
  await insertReport(server.database, {
    demands: [{ caseType: 'Claims' }, { mainLob: 'Facets Medicare GLOBAL', caseType: 'Appeals' }],
  });
  keys.admin = await makeKey(server, 'Ada', 'admin');
  keys.planner = await makeKey(server, 'Paul', 'planner');
  keys.viewer = await makeKey(server, 'Vera', 'viewer', ['Amisys *']);
  return server;
});

const parts = { world, key: (who: keyof Keys): string => keys[who] ?? '' };

describe('sign-in', () => signInScenarios(parts));
describe('access', () => accessScenarios(parts));
