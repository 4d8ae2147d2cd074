import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { Dice } from './dice';
import { fuzzOperation } from './graphql-operation';
import { graphqlFaults, restFaults, type Answer } from './judge';
import { fuzzRequest, routesOf, type ApiDescription } from './rest-request';
import type { Known } from './values';

/** One fuzz run. */
export interface FuzzRun {
  url: string;
  schema: GraphQLSchema;
  api: ApiDescription;
  seed: number;
  operations: number;
  /** Root fields and `METHOD /path` that are too slow for this run. */
  except?: RegExp;
  /** Told of each answer. */
  onAnswer?: (name: string, answer: Answer, milliseconds: number) => void;
}

/** A fault with what caused it. */
export interface Fault {
  name: string;
  fault: string;
  request: string;
}

/** Identifiers that the data has, for operations that reach beyond validation. */
export async function learn(url: string, headers: Record<string, string> = {}): Promise<Known> {
  const query = `{ resources(first: 20) { nodes { cn } } assignments(first: 20) { nodes { id } }
    forecasts(first: 40) { nodes { id mainLob state caseType } } capacityTree { id lobs { id } }
    history(first: 5) { nodes { id } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as {
    data: {
      resources: { nodes: { cn: string }[] };
      assignments: { nodes: { id: string }[] };
      forecasts: { nodes: { id: string; mainLob: string; state: string; caseType: string }[] };
      capacityTree: { id: string; lobs: { id: string }[] } | null;
      history: { nodes: { id: string }[] };
    };
  };
  return {
    cns: [...data.resources.nodes.map(({ cn }) => cn), 'ZZ999999'],
    ids: [...data.assignments.nodes, ...data.history.nodes, ...data.forecasts.nodes.slice(0, 5)].map(
      ({ id }) => id,
    ),
    demands: data.forecasts.nodes.map(({ mainLob, state, caseType }) => ({ mainLob, state, caseType })),
    nodes: [data.capacityTree?.id ?? 'x', ...(data.capacityTree?.lobs ?? []).map(({ id }) => id)],
    plans: ['0'.repeat(64), 'nothing'],
  };
}

/** Sends random operations to every root field and route in turn; returns what was wrong with the answers. */
export async function fuzz(run: FuzzRun): Promise<Fault[]> {
  const known = await learn(run.url);
  const dice = new Dice(run.seed);
  const targets = targetsOf(run);
  const faults: Fault[] = [];
  for (let i = 0; i < run.operations; i += 1) {
    const target = targets[i % targets.length];
    if (!target) break;
    const rough = { hostile: dice.pick([0, 0.02, 0.1, 0.3]), given: dice.pick([0.2, 0.5, 0.9]) };
    const { request, body, headers = {} } = target.build({ known, dice, rough });
    const started = performance.now();
    const answer = await send(`${run.url}${request.path}`, {
      method: request.method,
      headers,
      ...(body !== undefined && { body }),
    });
    run.onAnswer?.(target.name, answer, performance.now() - started);
    for (const fault of target.judge(answer))
      faults.push({
        name: target.name,
        fault,
        request: `${request.method} ${request.path} ${body ?? ''}`.slice(0, 3_000),
      });
  }
  return faults;
}

type Chances = Parameters<typeof fuzzOperation>[2];

interface Target {
  name: string;
  build(chances: Chances): {
    request: { method: string; path: string };
    body?: string | undefined;
    headers?: Record<string, string>;
  };
  judge(answer: Answer): string[];
}

function targetsOf({ schema, api, except }: FuzzRun): Target[] {
  const graphql = (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    return Object.keys(root?.getFields() ?? {}).map((field): Target => ({
      name: field,
      build: (chances) => ({
        request: { method: 'POST', path: '/graphql' },
        headers: { 'content-type': 'application/json' },
        body: fuzzOperation(schema, { kind, field }, chances).body,
      }),
      judge: graphqlFaults,
    }));
  });
  const rest = routesOf(api).map(({ method, template }): Target => ({
    name: `${method.toUpperCase()} ${template}`,
    build: (chances) => {
      const { body, headers, ...request } = fuzzRequest({ api, ...chances }, { method, template });
      return { request, body, headers };
    },
    judge: restFaults,
  }));
  return [...graphql, ...rest].filter(({ name }) => !except?.test(name));
}

/** A connection that the server closed while idle is no fault of it: once more. */
async function send(url: string, init: RequestInit, again = true): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(60_000) });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  } catch (error) {
    if (!again)
      return { status: 599, type: '', text: `no answer: ${String(error)} ${String((error as Error).cause)}` };
    await sleep(50);
    return send(url, init, false);
  }
}
