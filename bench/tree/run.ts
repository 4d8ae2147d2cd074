/**
 * Trees and lists, nothing cached, beside PostGraphile and beside one json_agg statement, in one run with interleaved rounds.
 *
 *   npm run build
 *   node -r ./scripts/register.cjs bench/tree/run.ts postgres://postgres@127.0.0.1:5432/tree_bench [questions] [built src/main.js]
 *
 * The database must exist; it is filled when empty. `questions` = names of `queries.ts` separated by commas, `all` for all.
 * PostGraphile is fetched by `npm exec` and is no part of the lock file: it needs graphql 15. `NO_PEER=1` leaves it out.
 */
import { Agent, request } from 'node:http';
import { Client } from 'pg';
import { createDataSource } from '../../src/app/data-source';
import { migrate } from '../../src/platform/database/pool/migrate';
import { createPeerViews } from './peer-views';
import { QUESTIONS, type Question } from './queries';
import { seed } from './seed';
import { startOurs, startPeer, startRaw, type Running } from './servers';

const DATABASE = process.argv[2] ?? 'postgres://postgres@127.0.0.1:5432/tree_bench';
const WANTED = (process.argv[3] ?? 'all').split(',');
const MAIN = process.argv[4] ?? 'dist/src/main.js';
const CONNECTIONS = 4;
const ROUND_S = Number(process.env['ROUND_S'] ?? 4);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const PORT = 4795;

interface Round {
  rps: number;
  p50: number;
  p99: number;
}

interface Contestant {
  name: 'ours' | 'PostGraphile' | 'json_agg';
  server: Running;
}

async function prepare(): Promise<boolean> {
  const dataSource = await createDataSource(DATABASE, { poolSize: 1 }).initialize();
  await migrate(dataSource, DATABASE);
  await dataSource.destroy();
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  const isNew = await seed(client);
  await createPeerViews(client);
  await client.end();
  return isNew;
}

/** Summaries come from the server itself, so that they are what it would have stored. */
async function recompute({ url }: Running): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  await ask({ url, body: '{"query":"mutation { recompute { differenceCount } }"}' }, agent);
  agent.destroy();
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}

interface Sent {
  url: string;
  body?: string;
}

function requestOf({ name, server }: Contestant, question: Question): Sent {
  if (name === 'json_agg') return { url: server.url + question.name };
  return {
    url: server.url,
    body: JSON.stringify({ query: name === 'ours' ? question.ours : question.peer }),
  };
}

/** One answer as text, over a connection that stays open. */
function ask({ url, body }: Sent, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json' } };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        if (response.statusCode === 200 && !text.startsWith('{"errors"')) resolve(text);
        else reject(new Error(`${url} ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Some answers outside the clock, so that everything is warm; how long the answer is. */
async function warm(sent: Sent): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let bytes = 0;
  for (let i = 0; i < 5; i += 1) bytes = (await ask(sent, agent)).length;
  agent.destroy();
  return bytes;
}

async function round(sent: Sent): Promise<Round> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const started = performance.now();
  const connection = async (): Promise<void> => {
    while (performance.now() - started < ROUND_S * 1000) {
      const asked = performance.now();
      await ask(sent, agent);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  // The last answers end after the clock: they count with the time they took.
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.trunc(share * (times.length - 1))] ?? NaN;
  return { rps: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

async function measure(question: Question, contestants: readonly Contestant[]): Promise<void> {
  const sizes = new Map<string, number>();
  for (const contestant of contestants)
    sizes.set(contestant.name, await warm(requestOf(contestant, question)));
  const rounds = new Map<string, Round[]>();
  for (let i = 0; i < ROUNDS; i += 1)
    for (const contestant of contestants)
      rounds.set(contestant.name, [
        ...(rounds.get(contestant.name) ?? []),
        await round(requestOf(contestant, question)),
      ]);
  const rps = (name: string): number => median((rounds.get(name) ?? []).map((one) => one.rps));
  for (const { name } of contestants) {
    const all = rounds.get(name) ?? [];
    console.log(
      [
        question.name.padEnd(17),
        name.padEnd(13),
        `${rps(name).toFixed(1).padStart(7)} requests/s`,
        `p50 ${median(all.map((one) => one.p50)).toFixed(0)} ms`,
        `p99 ${median(all.map((one) => one.p99)).toFixed(0)} ms`,
        `${((sizes.get(name) ?? 0) / 1000).toFixed(0)} kB`,
        name === 'ours' ? '' : `ours = ${(rps('ours') / rps(name)).toFixed(2)} x`,
      ].join('  '),
    );
  }
}

async function main(): Promise<void> {
  const isNew = await prepare();
  const contestants: Contestant[] = [];
  try {
    contestants.push({ name: 'ours', server: await startOurs(MAIN, DATABASE, PORT) });
    if (isNew && contestants[0]) await recompute(contestants[0].server);
    if (!process.env['NO_PEER'])
      contestants.push({ name: 'PostGraphile', server: await startPeer(DATABASE, PORT + 1) });
    contestants.push({ name: 'json_agg', server: await startRaw(DATABASE, PORT + 2) });
    for (const question of QUESTIONS)
      if (WANTED[0] === 'all' || WANTED.includes(question.name)) await measure(question, contestants);
  } finally {
    for (const { server } of contestants) await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
