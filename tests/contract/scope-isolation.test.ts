import { apiDocuments } from '../../src/app/api-documents';
import { buildSchema } from '../../src/app/schema';
import { createApiKey } from '../../src/features/access';
import type { Role } from '../../src/platform/scope/actor';
import { amount } from '../support/amount';
import { importMay, startDemoServer } from '../support/demo-server';
import { Dice } from '../support/fuzz/dice';
import { fuzzOperation } from '../support/fuzz/graphql-operation';
import { fuzzRequest, routesOf, type ApiDescription } from '../support/fuzz/rest-request';
import { learn } from '../support/fuzz/run';
import type { Known } from '../support/fuzz/values';
import type { TestServer } from '../support/http';

// What a caller of one LOB is answered stays the same, to the letter, whatever happens in the other LOBs to people who have
// nothing to do with it: whatever differs would be a way to learn of them (lists, orders, totals, facets, hints, tags, counts).
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_251_130);
const QUESTIONS = Number(process.env['ISOLATION_QUESTIONS'] ?? amount(1, 8));
/** Seconds each. */
const SLOW = /^(importFormat|hiringValue)$|allocation\/preview|templates/;

const schema = buildSchema();
const api = JSON.parse(apiDocuments().openApi) as ApiDescription;
let server: TestServer;
let admin: Record<string, string>;
let scoped: Record<string, string>;
let lob: string;

async function keyHeaders(name: string, role: Role, lobs: string[]): Promise<Record<string, string>> {
  const { text } = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) => createApiKey(tx, { name, role, lobs }));
  return { authorization: `Bearer ${text}` };
}

beforeAll(async () => {
  server = await startDemoServer({ HEADROOM_AUTH: 'keys', HEADROOM_RATE_PER_MINUTE: '1000000' });
  await importMay(server);
  const [first] = await server.database.query<{ lob: string }>('SELECT min(main_lob) AS lob FROM forecast');
  lob = first?.lob ?? '';
  admin = await keyHeaders('admin', 'admin', []);
  scoped = await keyHeaders('scoped', 'viewer', [lob]);
}, 240_000);
afterAll(() => server.close());

interface Question {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** Questions to every root field, route and table, about what the caller knows and what only others do. */
async function questions(): Promise<Question[]> {
  const own = await learn(server.url, scoped);
  const whole = await learn(server.url, admin);
  const both: Known = {
    cns: [...own.cns, ...whole.cns],
    ids: [...own.ids, ...whole.ids],
    demands: [...own.demands, ...whole.demands],
    nodes: [...own.nodes, ...whole.nodes],
    plans: own.plans,
  };
  const dice = new Dice(SEED);
  const found: Question[] = [];
  for (const field of Object.keys(schema.getQueryType()?.getFields() ?? {})) {
    if (SLOW.test(field)) continue;
    for (let i = 0; i < QUESTIONS; i += 1) {
      const rough = { hostile: 0, given: [0, 0.3, 0.7][i % 3] ?? 0 };
      const { body } = fuzzOperation(
        schema,
        { kind: 'query', field },
        { known: i % 2 ? both : own, dice, rough },
      );
      found.push({ method: 'POST', path: '/graphql', headers: { 'content-type': 'application/json' }, body });
    }
  }
  for (const route of routesOf(api)) {
    if (route.method !== 'get' || SLOW.test(route.template)) continue;
    for (let i = 0; i < QUESTIONS; i += 1) {
      const rough = { hostile: 0, given: [0, 0.3, 0.7][i % 3] ?? 0 };
      found.push(fuzzRequest({ api, known: i % 2 ? both : own, dice, rough }, route));
    }
  }
  const filters = [
    '',
    '?$count=true&$top=3',
    '?$orderby=main_lob desc',
    `?$filter=main_lob gt 'F'&$count=true`,
    `?$filter=contains(main_lob,'acets')`,
    '/$count',
  ];
  for (const set of [
    'monthly_summary',
    'weekly_detail',
    'resource_assignments',
    'demands',
    'capacity_by_tier',
    'comparison',
    'resources',
    'access',
    'about',
    'reports',
  ])
    for (const filter of filters)
      found.push({
        method: 'GET',
        path: `/api/v2/odata/${set}${filter.replaceAll(' ', '%20')}`,
        headers: {},
      });
  return found;
}

/** Every answer, without what says only that something was written, and when. */
async function answers(asked: readonly Question[]): Promise<string[]> {
  const texts: string[] = [];
  for (const { method, path, headers, body } of asked) {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...headers, ...scoped },
      ...(body !== undefined && { body }),
      redirect: 'manual',
    });
    const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    texts.push(`${answer.status} ${answer.headers.get('x-warnings') ?? ''} ${still(text)}`);
  }
  return texts;
}

function still(text: string): string {
  return (
    text
      .replaceAll(/("(?:data_version|dataVersion|statements)":\s*)"?\d+"?/g, '$1…')
      // The table `about` has the version behind two moments.
      .replaceAll(/(Z"?,)\d+(?=,)/g, '$1…')
      .replaceAll(/"(traceId|requestId|request_id)":"[^"]*"/g, '"$1":"…"')
  );
}

/** A mutation’s answer: whether it was refused. */
type Written = Record<string, { userErrors: { message: string }[] }>;

const graphql = async (query: string): Promise<Written> => {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...admin },
    body: JSON.stringify({ query }),
  });
  return ((await answer.json()) as { data: Written }).data;
};

it('answers a caller of one LOB the same, whatever is written in the others', async () => {
  const asked = await questions();
  const before = await answers(asked);
  const again = await answers(asked);
  // Those that differ by themselves (moments, statement counts) are of no use here, and few.
  const steady = asked.flatMap((question, i) => (before[i] === again[i] ? [i] : []));
  await writeElsewhere();
  const after = await answers(asked);
  const seen = steady.flatMap((i) =>
    before[i] === after[i] ? [] : [difference(asked[i], before[i], after[i])],
  );
  expect(seen).toEqual([]);
  expect(steady.length).toBeGreaterThan(asked.length * 0.9);
}, 1_800_000);

function difference(question: Question | undefined, a = '', b = ''): string {
  let at = 0;
  while (a[at] === b[at] && at < a.length) at += 1;
  return `${question?.path} ${(question?.body ?? '').slice(0, 600)}\n   ${a.slice(Math.max(0, at - 150), at + 100)}\n   ${b.slice(Math.max(0, at - 150), at + 100)}`;
}

/** New people, demands, assignments, CPHs, forecasts and history of other LOBs; nobody whom the caller sees is touched. */
async function writeElsewhere(): Promise<void> {
  const strangers = await server.database.query<{ cn: string; id: number | null }>(
    `SELECT r.cn, min(a.id) AS id FROM resource_v2 r LEFT JOIN weekly_resource_assignment a ON a.resource_cn = r.cn AND a.is_active
     WHERE text_key(r.primary_platform) NOT IN (SELECT text_key(f.platform) FROM forecast f WHERE f.main_lob = $1 AND f.platform IS NOT NULL)
     AND r.cn NOT IN (SELECT resource_cn FROM weekly_resource_assignment WHERE demand_main_lob = $1)
     AND r.cn NOT IN (SELECT resource_cn FROM frozen_assignment WHERE demand_main_lob = $1) GROUP BY r.cn ORDER BY r.cn`,
    [lob],
  );
  expect(strangers.length).toBeGreaterThan(10);
  const demands = await server.database.query<{
    main_lob: string;
    state: string;
    case_type: string;
    platform: string;
    locality: string;
  }>(
    `SELECT DISTINCT main_lob, state, case_type, platform, locality FROM forecast WHERE main_lob <> $1 AND report_month = 'May' ORDER BY 1, 2, 3`,
    [lob],
  );
  const said: Written[] = [];
  for (const [i, d] of demands.entries()) {
    if (i % 5 === 0)
      said.push(
        await graphql(
          `mutation { setForecast(input: {mainLob: "${d.main_lob}", state: "${d.state}", caseType: "${d.case_type}", forecastMonth: "2025-07", forecast: ${900 + i}}) { userErrors { message } } }`,
        ),
      );
    if (i % 9 === 0)
      said.push(
        await graphql(
          `mutation { setTargetCph(input: {mainLob: "${d.main_lob}", caseType: "${d.case_type}", targetCph: ${3 + (i % 7)}.5}) { userErrors { message } } }`,
        ),
      );
  }
  const ids = strangers.flatMap(({ id }) => (id === null ? [] : [id]));
  said.push(
    await graphql(
      `mutation { deallocateAssignments(ids: [${ids.slice(0, 20).join(',')}]) { userErrors { message } } }`,
    ),
  );
  const other = demands.find(({ platform }) => platform !== demands[0]?.platform) ?? demands[0];
  said.push(
    await graphql(
      `mutation { createResource(input: {cn: "NEWSTRANGER", firstName: "N", lastName: "S", primaryPlatform: "${other?.platform}", location: "${other?.locality}", stateList: "ALL", skills: "${other?.case_type}"}) { userErrors { message } } }`,
    ),
  );
  said.push(
    await graphql(
      `mutation { assign(input: {resourceCn: "NEWSTRANGER", week: "2025-W27", mainLob: "${other?.main_lob}", state: "${other?.state}", caseType: "${other?.case_type}", override: true, note: "x", productionPercentage: 0.35}) { userErrors { message } } }`,
    ),
  );
  said.push(
    await graphql(`
      mutation {
        setForecast(
          input: {
            mainLob: "Xcelys Brandnew GLOBAL"
            state: "N/A"
            caseType: "Brand new"
            forecastMonth: "2025-07"
            forecast: 5
          }
        ) {
          userErrors {
            message
          }
        }
      }
    `),
  );
  said.push(
    await graphql(`
      mutation {
        recompute {
          userErrors {
            message
          }
        }
      }
    `),
  );
  expect(said.flatMap((one) => Object.values(one).flatMap(({ userErrors }) => userErrors))).toEqual([]);
}
