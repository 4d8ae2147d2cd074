import { authenticateSession, readKey, revokeApiKey, signInWithKey } from '../../src/features/access';
import type { KeyParts } from '../../src/features/access';
import { FL, GLOBAL, insertWorkedExample } from '../support/factories/report';
import { startTestServer, type TestServer } from '../support/http';
import { Callers } from '../support/keys';

// What a caller of one LOB does not see, and must not run over, or be given because somebody of its name saw it.
let server: TestServer;
let callers: Callers;

const revoke = (as: string): Promise<unknown> =>
  server
    .newScope()
    .write({ action: 'key.revoke' }, (tx) => revokeApiKey(tx, callers.keys[as]?.slice(3, 15) ?? ''));

beforeAll(async () => {
  server = await startTestServer({ HEADROOM_AUTH: 'keys' });
  callers = new Callers(server);
  await insertWorkedExample(server.database, () => server.newScope());
  await callers.add('all', 'admin', []);
  await callers.add('amisys', 'planner', ['amisys *']);
  await callers.add('star', 'planner', ['*']);
}, 60_000);
afterAll(() => server.close());

const week = (number: string, demand = FL) => ({
  resource_cn: 'AA3',
  week: `2025-W${number}`,
  main_lob: demand.mainLob,
  state: demand.state,
  case_type: demand.caseType,
});
const to = (demand: typeof FL): string =>
  `{ mainLob: "${demand.mainLob}", state: "${demand.state}", caseType: "${demand.caseType}", override: true, note: "lent" }`;
const range = (number: string): string =>
  `{ resourceCns: ["AA3"], fromWeek: "2025-W${number}", toWeek: "2025-W${number}" }`;
const move = (name: string, number: string, demand: typeof FL): Promise<unknown> =>
  callers.graphql(
    name,
    `mutation { moveWeeks(range: ${range(number)}, to: ${to(demand)}) { userErrors { message } result { counts { updated } } } }`,
  );

async function assign(name: string, body: object): Promise<string> {
  const answer = await callers.rest(name, '/assignments', { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(201);
  return newest(name);
}

async function newest(name: string): Promise<string> {
  const { history } = await callers.graphql<{ history: { nodes: { id: string }[] } }>(
    name,
    '{ history(first: 1) { nodes { id } } }',
  );
  return history.nodes[0]?.id ?? '';
}

interface Refusal {
  code: string;
  message: string;
  value: unknown;
}
async function revert(name: string, id: string): Promise<{ said: Refusal[]; beforehand: Refusal[] }> {
  const { changeSet } = await callers.graphql<{ changeSet: { whyNotRevertible: Refusal[] } }>(
    name,
    `{ changeSet(id: "${id}") { whyNotRevertible { code message value } } }`,
  );
  const { revertChangeSet } = await callers.graphql<{ revertChangeSet: { userErrors: Refusal[] } }>(
    name,
    `mutation { revertChangeSet(id: "${id}") { userErrors { code message value } } }`,
  );
  return { said: revertChangeSet.userErrors, beforehand: changeSet.whyNotRevertible };
}

const held = (number: number): Promise<{ lob: string }[]> =>
  server.database.query(
    `SELECT demand_main_lob AS lob FROM weekly_resource_assignment
     WHERE resource_cn = 'AA3' AND week_number = $1 AND is_active`,
    [number],
  );

describe('taking back what has moved on outside the scope', () => {
  const refused = (number: string, id: string): Refusal[] => [
    {
      code: 'REVERT_BLOCKED',
      message: `["AA3", 2025, ${number}] was changed since for a line of business that you do not see`,
      value: Number(id),
    },
  ];

  it('is refused for somebody who was moved away, until that is taken back', async () => {
    const mine = await assign('amisys', week('19'));
    await move('all', '19', GLOBAL);
    const away = await newest('all');
    expect(await revert('amisys', mine)).toEqual({
      said: refused('19', mine),
      beforehand: refused('19', mine),
    });
    expect(await held(19)).toEqual([{ lob: GLOBAL.mainLob }]);
    expect((await revert('all', away)).said).toEqual([]);
    expect(await revert('amisys', mine)).toEqual({ said: [], beforehand: [] });
    expect(await held(19)).toEqual([]);
  });

  it('is refused for somebody who was freed and works elsewhere now', async () => {
    await assign('amisys', week('20'));
    await callers.graphql(
      'amisys',
      `mutation { freeWeeks(range: ${range('20')}) { userErrors { message } } }`,
    );
    const freed = await newest('amisys');
    await assign('all', { ...week('20', GLOBAL), override: true, note: 'lent' });
    expect((await revert('amisys', freed)).said).toEqual(refused('20', freed));
    expect(await held(20)).toEqual([{ lob: GLOBAL.mainLob }]);
  });

  it('is refused for somebody who was elsewhere in between', async () => {
    const mine = await assign('amisys', week('21'));
    await move('all', '21', GLOBAL);
    await move('all', '21', FL);
    const { said } = await revert('amisys', mine);
    expect(said.map(({ code }) => code)).toEqual(['REVERT_BLOCKED', 'REVERT_BLOCKED']);
    expect(JSON.stringify(said)).not.toContain(GLOBAL.mainLob);
    expect(await held(21)).toEqual([{ lob: FL.mainLob }]);
  });

  it('is refused in part: a change that also touched others’ rows stays whole', async () => {
    await callers.add('Bea', 'planner', [], 'Bea of all');
    const assignments = [week('24'), { ...week('25', GLOBAL), override: true, note: 'lent' }];
    const bulk = { method: 'POST', body: JSON.stringify({ assignments }) };
    expect((await callers.rest('Bea of all', '/assignments/bulk', bulk)).status).toBe(200);
    const both = await newest('Bea of all');
    await revoke('Bea of all');
    await callers.add('Bea', 'planner', ['amisys *'], 'Bea of Amisys');
    const { said } = await revert('Bea of Amisys', both);
    expect(said).toEqual([
      expect.objectContaining({
        code: 'FORBIDDEN',
        message: `change set ${both} also changed rows of lines of business that Bea does not see; somebody who sees them may take it back`,
      }),
    ]);
    expect([await held(24), await held(25)]).toEqual([[{ lob: FL.mainLob }], [{ lob: GLOBAL.mainLob }]]);
    expect((await revert('all', both)).said).toEqual([]);
  });
});

it('shows a job within the LOBs that it ran for, not to everybody who has its actor’s name', async () => {
  const unit = '\u001f';
  const jobs: [lobs: string | null, status: number][] = [
    [FL.mainLob, 200],
    [null, 404],
    [`${FL.mainLob}${unit}${GLOBAL.mainLob}`, 404],
    ['', 200],
  ];
  for (const [at, [lobs, status]] of jobs.entries()) {
    const id = `00000000-0000-4000-8000-00000000000${at}`;
    await server.database.query(
      `INSERT INTO job (id, kind, status, actor, lobs, created_datetime, finished_datetime, result)
       VALUES ($1, 'recompute', 'succeeded', 'amisys', $2, now(), now(), '{}')`,
      [id, lobs],
    );
    expect([lobs, (await callers.rest('amisys', `/jobs/${id}`)).status]).toEqual([lobs, status]);
    expect((await callers.rest('all', `/jobs/${id}`)).status).toBe(200);
  }
});

it('hides jobs of a caller without a scope from those who come back under its name with one', async () => {
  await callers.add('Dee', 'admin', [], 'Dee of all');
  // Every connection has served somebody with a scope: what its transaction had set leaves a trace on it.
  await Promise.all(Array.from({ length: 10 }, () => callers.rest('amisys', '/capacity-tiers')));
  const { body } = await callers.rest('Dee of all', '/reports/recompute?wait_s=0', {
    method: 'POST',
    body: '{}',
  });
  const { job_id: id } = body as { job_id: string };
  expect((await callers.rest('Dee of all', `/jobs/${id}`)).status).toBe(200);
  await revoke('Dee of all');
  await callers.add('Dee', 'planner', ['amisys *'], 'Dee of Amisys');
  expect((await callers.rest('Dee of Amisys', `/jobs/${id}`)).status).toBe(404);
});

it('gives an answer again only to who sees as much as who got it first', async () => {
  await callers.add('Cem', 'planner', [], 'Cem of all');
  const init = {
    method: 'POST',
    body: JSON.stringify(week('26')),
    headers: { 'idempotency-key': 'once' },
  };
  expect((await callers.rest('Cem of all', '/assignments', init)).status).toBe(201);
  expect((await callers.rest('Cem of all', '/assignments', init)).status).toBe(201);
  await revoke('Cem of all');
  await callers.add('Cem', 'planner', ['Xcelys *'], 'Cem of nothing');
  const { status, body } = await callers.rest('Cem of nothing', '/assignments', init);
  expect([status, JSON.stringify(body)]).toEqual([422, expect.not.stringContaining('production_percentage')]);
});

it('plans for callers of different LOBs who see the same', async () => {
  const hashes: string[] = [];
  for (const name of ['all', 'star', 'star', 'all']) {
    // The newest plan is looked at first.
    server.clock.time = new Date(server.clock.now().getTime() + 1_000);
    const { status, body } = await callers.rest(name, '/allocation/preview?from_week=2025-W18');
    expect([name, status]).toEqual([name, 200]);
    hashes.push((body as { plan_hash: string }).plan_hash);
  }
  expect(hashes[1]).toBe(hashes[2]);
  expect(hashes[0]).toBe(hashes[3]);
  expect(hashes[0]).not.toBe(hashes[1]);
}, 60_000);

it('ends sessions that began in a way which is switched off', async () => {
  const system = server.newScope();
  const lengths = { idleMs: 3_600_000, maxMs: 86_400_000 };
  const token = await signInWithKey(system, readKey(callers.keys['all'] ?? '') as KeyParts, lengths);
  expect(await authenticateSession(system, token, { ways: ['keys', 'jwt'], ...lengths })).toMatchObject({
    name: 'all',
  });
  await expect(
    authenticateSession(system, token, { ways: ['jwt', 'oidc'], ...lengths }),
  ).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});
