import { readFileSync } from 'node:fs';
import { request as sendRaw } from 'node:http';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import { ACCESS_RULES } from '../../src/app/access-rules';
import { apiDocuments } from '../../src/app/api-documents';
import { ROUTES } from '../../src/app/rest-routes';
import { buildSchema } from '../../src/app/schema';
import { createApiKey } from '../../src/features/access';
import { projectRoot } from '../../src/platform/config/project-root';
import { includesRole, type Role } from '../../src/platform/scope/actor';
import { amount } from '../support/amount';
import { startDemoServer } from '../support/demo-server';
import { Dice } from '../support/fuzz/dice';
import { fuzzOperation } from '../support/fuzz/graphql-operation';
import { fuzzRequest, routesOf, type ApiDescription } from '../support/fuzz/rest-request';
import { learn } from '../support/fuzz/run';
import type { Known } from '../support/fuzz/values';
import type { TestServer } from '../support/http';

// Every root field of the schema and every route × every role × every LOB scope, generated: a new one is in it by itself.
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_251_129);
/** Operations of each root field and route by each caller. */
const TRIES = amount(1, 4);
const isFull = TRIES > 1;
const ROLES: readonly Role[] = ['viewer', 'planner', 'admin'];
/** Seconds each, and fixed examples. */
const SLOW = /^(importFormat|executeAllocation|rebalanceAllocation|recompute|generateWeeks|hiringValue)$/;

interface Caller {
  name: string;
  role: Role;
  /** The only LOB; undefined: all. */
  lob?: string;
  headers: Record<string, string>;
}

const schema = buildSchema();
const api = JSON.parse(apiDocuments().openApi) as ApiDescription;
let server: TestServer;
let known: Known;
let lobs: string[];
const callers: Caller[] = [];
/** What a caller of one LOB may never see: names of other LOBs, people who have nothing to do with it. */
const canaries = new Map<string, string[]>();

async function addCaller(name: string, role: Role, lob?: string): Promise<void> {
  const { text } = await server
    .newScope()
    .write({ action: 'key.create' }, (tx) =>
      createApiKey(tx, { name, role, lobs: lob === undefined ? [] : [lob] }),
    );
  callers.push({
    name,
    role,
    ...(lob !== undefined && { lob }),
    headers: { authorization: `Bearer ${text}` },
  });
}

beforeAll(async () => {
  server = await startDemoServer({
    HEADROOM_AUTH: 'keys',
    HEADROOM_RATE_PER_MINUTE: '100000',
    HEADROOM_REFUSALS_PER_MINUTE: '100000',
  });
  lobs = (
    await server.database.query<{ lob: string }>(
      'SELECT DISTINCT main_lob AS lob FROM forecast ORDER BY main_lob',
    )
  ).map(({ lob }) => lob);
  for (const role of ROLES) {
    await addCaller(`${role} of all`, role);
    // What a scope adds is seen with planners already: admins of one LOB only in the full run.
    if (isFull || role !== 'admin')
      for (const lob of isFull ? [lobs[0], lobs.at(-1)] : [lobs[0]])
        await addCaller(`${role} of ${lob}`, role, lob);
  }
  known = await learn(server.url, callerOf('admin').headers);
  for (const { lob } of callers)
    if (lob !== undefined && !canaries.has(lob)) canaries.set(lob, await strangersTo(lob));
}, 240_000);
afterAll(() => server.close());

function callerOf(role: Role, lob?: string): Caller {
  const caller = callers.find((each) => each.role === role && each.lob === lob);
  if (!caller) throw new Error(`No ${role} of ${lob ?? 'all'}`);
  return caller;
}

async function strangersTo(lob: string): Promise<string[]> {
  const people = await server.database.query<{ cn: string }>(
    `SELECT r.cn FROM resource_v2 r WHERE text_key(r.primary_platform) NOT IN
       (SELECT text_key(f.platform) FROM forecast f WHERE f.main_lob = $1 AND f.platform IS NOT NULL)
     AND r.cn NOT IN (SELECT resource_cn FROM weekly_resource_assignment WHERE demand_main_lob = $1)
     AND r.cn NOT IN (SELECT resource_cn FROM frozen_assignment WHERE demand_main_lob = $1)`,
    [lob],
  );
  return [...lobs.filter((other) => other !== lob), ...people.map(({ cn }) => cn)];
}

/** First what must be given, then some of what may be. */
function roughness(i: number): { hostile: number; given: number } {
  return { hostile: 0, given: i % 2 === 0 ? 0 : 0.3 };
}

interface Answer {
  status: number;
  text: string;
}

async function send(pathname: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`${server.url}${pathname}`, { ...init, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

async function ask(body: string, headers: Record<string, string>): Promise<Answer> {
  return send('/graphql', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** What is asked of the caller of a field, without an outcome: refused as one that may not, whatever the row. */
function isRefused({ status, text }: Answer): boolean {
  return status === 403 && text.includes('FORBIDDEN') && !text.includes('may take back what');
}

function isBroken({ status, text }: Answer): boolean {
  return status >= 500 || text.includes('INTERNAL_SERVER_ERROR');
}

function mayCall(field: string, { role, lob }: Caller): boolean {
  const rule = ACCESS_RULES[field];
  return rule !== undefined && includesRole(role, rule.role) && !(rule.unscoped && lob !== undefined);
}

/** Canaries in an answer, also quoted in a message, that the request did not name itself (errors show the value seen). */
function leaked(caller: Caller, { text }: Answer, request: string): string[] {
  if (caller.lob === undefined) return [];
  const said = text.replaceAll(String.raw`\"`, '"');
  return (canaries.get(caller.lob) ?? []).filter(
    (canary) => said.includes(`"${canary}"`) && !request.includes(canary),
  );
}

/** A letter short, so that hints would name the right one. */
function misspell(text: string): string {
  return text.length < 5 ? text : `${text.slice(0, -2)}${text.slice(-1)}`;
}

const fieldsOf = (kind: 'query' | 'mutation'): string[] =>
  Object.keys((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {});

function operationsOn(kind: 'query' | 'mutation', field: string): string[] {
  const dice = new Dice(SEED);
  return Array.from(
    { length: TRIES },
    (_, i) => fuzzOperation(schema, { kind, field }, { known, dice, rough: roughness(i) }).body,
  );
}

it('knows people and LOBs that each scope must not see', () => {
  expect(lobs.length).toBeGreaterThan(3);
  for (const names of canaries.values()) expect(names.length).toBeGreaterThan(lobs.length);
});

describe.each(['query', 'mutation'] as const)('every %s', (kind) => {
  it('answers nobody without a key', async () => {
    const open: string[] = [];
    for (const field of fieldsOf(kind))
      for (const body of operationsOn(kind, field).slice(0, 1)) {
        const { status } = await ask(body, {});
        if (status !== 401) open.push(`${field}: ${status}`);
      }
    expect(open).toEqual([]);
  });

  it('answers whom its rule lets in, refuses the others, and shows nothing of other LOBs', async () => {
    const faults: string[] = [];
    for (const field of fieldsOf(kind)) {
      if (SLOW.test(field)) continue;
      for (const caller of callers) {
        for (const body of operationsOn(kind, field)) {
          const answer = await ask(body, caller.headers);
          const who = `${field} by ${caller.name}`;
          if (isBroken(answer))
            faults.push(`${who}: ${answer.status} ${answer.text.slice(0, 200)} for ${body.slice(0, 600)}`);
          // 400: the operation itself is not valid, which is looked at first.
          if (answer.status !== 400 && isRefused(answer) === mayCall(field, caller))
            faults.push(`${who}: ${answer.status} ${answer.text.slice(0, 200)}`);
          const seen = leaked(caller, answer, body);
          if (seen.length > 0)
            faults.push(`${who} shows ${seen.slice(0, 3).join(', ')} for ${body.slice(0, 900)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 600_000);
});

describe.each(['query', 'mutation'] as const)('a misspelt name in any %s', (kind) => {
  it('is answered with no hint to what the caller may not see', async () => {
    const faults: string[] = [];
    const hinted = new Set<string>();
    const misspelt: Known = {
      ...known,
      cns: known.cns.map(misspell),
      demands: known.demands.map(({ mainLob, state, caseType }) => ({
        mainLob: misspell(mainLob),
        state,
        caseType: misspell(caseType),
      })),
    };
    const dice = new Dice(SEED);
    const whole = callerOf('admin');
    for (const field of fieldsOf(kind)) {
      if (SLOW.test(field)) continue;
      for (let i = 0; i < amount(3, 10); i += 1) {
        const rough = { hostile: 0, given: 0.7 };
        const { body } = fuzzOperation(schema, { kind, field }, { known: misspelt, dice, rough });
        for (const caller of callers.filter(({ lob }) => lob !== undefined)) {
          const answer = await ask(body, caller.headers);
          const seen = leaked(caller, answer, body);
          if (seen.length > 0)
            faults.push(`${field} by ${caller.name} shows ${seen.slice(0, 3).join(', ')} for ${body}`);
        }
        // The names would have been hinted at: somebody without a scope is shown them.
        if (kind === 'query' && /did you mean/.test((await ask(body, whole.headers)).text)) hinted.add(field);
      }
    }
    expect(faults).toEqual([]);
    if (kind === 'query') expect(hinted.size).toBeGreaterThan(5);
  }, 600_000);
});

/** The root fields behind a route. */
function fieldsBehind(operation: string): string[] {
  const document = parse(readFileSync(path.join(projectRoot(), `operations/${operation}.graphql`), 'utf8'));
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((node) =>
          node.kind === Kind.FIELD ? [node.name.value] : [],
        )
      : [],
  );
}

function operationOf(method: string, template: string): string | undefined {
  const url = template.replace(/^\/api\/v2/, '').replace(/\{(\w+)\}/g, ':$1');
  return ROUTES.find((route) => route.method === method.toUpperCase() && route.path === url)?.operation;
}

it('every route answers nobody without a key', async () => {
  const open: string[] = [];
  const dice = new Dice(SEED);
  for (const route of routesOf(api)) {
    const request = fuzzRequest({ api, known, dice, rough: { hostile: 0, given: 0 } }, route);
    const { status } = await send(request.path, {
      method: request.method,
      headers: request.headers,
      ...(request.body !== undefined && { body: request.body }),
    });
    const isPublic = /^\/(livez|readyz)/.test(route.template);
    if ((status === 401) === isPublic) open.push(`${route.method} ${route.template}: ${status}`);
  }
  expect(open).toEqual([]);
});

/** The status of a request whose target is sent as it is: `fetch` would tidy it. */
function statusOf(method: string, target: string): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const request = sendRaw({ hostname, port, method, path: target }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    request.on('error', reject).end();
  });
}

it('no route answers anybody without a key, however its address is spelt', async () => {
  const open: string[] = [];
  const further = ['/graphql', '/metrics', '/api/v2/events', '/api/v2/odata', '/api/v2/odata/tiers'];
  const routes = [
    ...routesOf(api).filter(({ template }) => !/^\/(livez|readyz)/.test(template)),
    ...further.map((template) => ({ method: 'get', template })),
  ];
  for (const { method, template } of routes) {
    const plain = template.replaceAll(/\{\w+\}/g, '1');
    const spelt = [
      plain.replace(/^\/./, (start) => `/%${start.charCodeAt(1).toString(16)}`),
      `${server.url}${plain}`,
      `https://elsewhere.example${plain}`,
      `${plain}/`,
    ];
    for (const target of spelt) {
      const status = await statusOf(method.toUpperCase(), target);
      if (![401, 404].includes(status)) open.push(`${method} ${target}: ${status}`);
    }
  }
  expect(open).toEqual([]);
}, 120_000);

it('every route answers whom its rule lets in, refuses the others, and shows nothing of other LOBs', async () => {
  const faults: string[] = [];
  const seenRefused = new Set<string>();
  for (const route of routesOf(api)) {
    const operation = operationOf(route.method, route.template);
    const fields = operation === undefined ? [] : fieldsBehind(operation);
    if (fields.some((field) => SLOW.test(field))) continue;
    const dice = new Dice(SEED);
    for (const caller of callers) {
      for (let i = 0; i < TRIES; i += 1) {
        const rough = roughness(i);
        const { method, path: url, headers, body } = fuzzRequest({ api, known, dice, rough }, route);
        const answer = await send(url, {
          method,
          headers: { ...headers, ...caller.headers },
          ...(body !== undefined && { body }),
        });
        const who = `${method} ${url} by ${caller.name}`;
        const allowed = fields.every((field) => mayCall(field, caller));
        if (isBroken(answer)) faults.push(`${who}: ${answer.status} ${answer.text.slice(0, 200)}`);
        if (isRefused(answer)) seenRefused.add(route.template);
        if (isRefused(answer) && allowed) faults.push(`${who}: refused ${answer.text.slice(0, 200)}`);
        if (answer.status < 300 && !allowed) faults.push(`${who}: ${answer.status}`);
        const seen = leaked(caller, answer, `${decodeURIComponent(url.replaceAll('+', ' '))} ${body ?? ''}`);
        if (seen.length > 0) faults.push(`${who} shows ${seen.slice(0, 3).join(', ')}`);
      }
    }
  }
  expect(faults).toEqual([]);
  expect(seenRefused.size).toBeGreaterThan(10);
}, 600_000);

it('the sums of the scopes of one LOB each add up to the whole', async () => {
  interface Totals {
    data: { capacityTree: { metrics: { forecast: number; capacity: number; fteCount: number } } };
  }
  const query = JSON.stringify({ query: '{ capacityTree { metrics { forecast capacity fteCount } } }' });
  const totals = async (
    headers: Record<string, string>,
  ): Promise<Totals['data']['capacityTree']['metrics']> =>
    (JSON.parse((await ask(query, headers)).text) as Totals).data.capacityTree.metrics;
  const whole = await totals(callerOf('viewer').headers);
  const parts: (typeof whole)[] = [];
  for (const [i, lob] of lobs.entries()) {
    await addCaller(`part ${i}`, 'viewer', lob);
    parts.push(await totals(callers.at(-1)?.headers ?? {}));
  }
  const sum = (of: (part: typeof whole) => number): number => parts.reduce((all, part) => all + of(part), 0);
  expect(sum(({ forecast }) => forecast)).toBe(whole.forecast);
  expect(sum(({ capacity }) => capacity)).toBeCloseTo(whole.capacity, 6);
  expect(sum(({ fteCount }) => fteCount)).toBeGreaterThanOrEqual(whole.fteCount);
  expect(whole.forecast).toBeGreaterThan(0);
});

it('has row-level security on every table that names a LOB or a person', async () => {
  const open = await server.database.query<{ table: string }>(
    `SELECT DISTINCT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
       AND a.attname IN ('main_lob', 'demand_main_lob', 'cn', 'resource_cn')`,
  );
  expect(open).toEqual([]);
});
