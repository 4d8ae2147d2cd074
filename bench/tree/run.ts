/**
 * Trees and lists beside PostGraphile 5 and beside one json_agg statement, in one run with interleaved rounds; the answers
 * are compared first. Writes the table of docs/performance.md.
 *
 *   npm ci --prefix bench/peer && npm run build
 *   npm run bench -- postgres://postgres@127.0.0.1:5432/tree_bench [questions] [built src/main.js]
 *
 * The database must exist; it is filled when empty, with as many people, demands and weeks as SIZE (S, M, L, XL) says.
 * `questions` = names of `queries.ts` separated by commas, `all` for all. ROUND_S and ROUNDS set how long.
 */
import { Agent } from 'node:http';
import { Client } from 'pg';
import { createDataSource } from '../../src/app/data-source';
import { migrate } from '../../src/platform/database/pool/migrate';
import { ask, askOnce, median, numbersOf, type Sent } from './ask';
import { createPeerViews } from './peer-views';
import { QUESTIONS, type Question } from './queries';
import { seed, SIZES, type Size } from './seed';
import { startOurs, startPeer, startRaw, type Running } from './servers';
import { writeTable, type Measured } from './table';

const DATABASE = process.argv[2] ?? 'postgres://postgres@127.0.0.1:5432/tree_bench';
const WANTED = (process.argv[3] ?? 'all').split(',');
const MAIN = process.argv[4] ?? 'dist/src/main.js';
const SIZE = (process.env['SIZE'] ?? 'L') as Size;
const CONNECTIONS = 4;
const ROUND_S = Number(process.env['ROUND_S'] ?? 4);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const PORT = Number(process.env['BENCH_PORT'] ?? 4795);
/** Answers after a write that are measured in a round. */
const COLD_ANSWERS = 5;

type Name = 'ours' | 'PostGraphile' | 'json_agg';
type Mode = 'cold' | 'other' | 'again';

interface Contestant {
  name: Name;
  server: Running;
}

const STATES = ['AL', 'AZ', 'CA', 'CO', 'CT', 'FL', 'GA', 'IL', 'KS', 'KY'].concat([
  'LA',
  'MA',
  'MI',
  'NJ',
  'NY',
  'OH',
  'PA',
  'TX',
  'VA',
  'N/A',
]);
const SETTING = {
  size: SIZE,
  database: DATABASE,
  connections: CONNECTIONS,
  rounds: ROUNDS,
  seconds: ROUND_S,
};
let asked = 0;

async function prepare(): Promise<boolean> {
  const dataSource = await createDataSource(DATABASE, { poolSize: 1 }).initialize();
  await migrate(dataSource, DATABASE);
  await dataSource.destroy();
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  const isNew = await seed(client, SIZE);
  await createPeerViews(client);
  await client.end();
  return isNew;
}

/** Summaries come from the server itself, so that they are what it would have stored. */
async function recompute({ url }: Running): Promise<void> {
  await askOnce({ url, body: '{"query":"mutation { recompute { differenceCount } }"}' });
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}

/** All states, in another order for each number: another question with the same answer. */
function statesInOrder(number: number): string[] {
  const left = [...STATES];
  let rest = number;
  return STATES.map(() => {
    const at = rest % left.length;
    rest = Math.floor(rest / left.length);
    return left.splice(at, 1)[0] ?? '';
  });
}

/** Asked again word for word, or with the states in another order each time. */
function requestOf({ name, server }: Contestant, question: Question, mode: Mode): Sent {
  if (name === 'json_agg') return { url: server.url + question.name };
  if (name === 'PostGraphile') return { url: server.url, body: JSON.stringify({ query: question.peer }) };
  asked += mode === 'other' ? 1 : 0;
  const variables = { states: statesInOrder(mode === 'other' ? asked : 0) };
  return { url: server.url, body: JSON.stringify({ query: question.ours, variables }) };
}

async function checkEqual(question: Question, contestants: readonly Contestant[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    contestants.map(async (one) => numbersOf(await askOnce(requestOf(one, question, 'again')))),
  );
  others.forEach((numbers, n) => {
    const at = numbers.findIndex((number, i) => number !== first?.[i]);
    if (at < 0 && numbers.length === first?.length) return;
    const who = contestants[n + 1]?.name ?? '';
    throw new Error(
      `${question.name}: ${who} answers ${numbers.length} numbers, ours ${first?.length ?? 0}; number ${at} is ${numbers[at] ?? ''}, not ${first?.[at] ?? ''}`,
    );
  });
}

/** Answers a second of several connections. */
async function round(contestant: Contestant, question: Question, mode: Mode): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let answers = 0;
  const started = performance.now();
  const connection = async (): Promise<void> => {
    while (performance.now() - started < ROUND_S * 1_000) {
      await ask(requestOf(contestant, question, mode), agent);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  // The last answers end after the clock: they count with the time they took.
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  return answers / seconds;
}

/** Answers a second of one connection when an assignment changes before each; the time of the change does not count. */
async function coldRound(contestant: Contestant, question: Question, change: Change): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let milliseconds = 0;
  for (let i = 0; i < COLD_ANSWERS; i += 1) {
    await change();
    const started = performance.now();
    await ask(requestOf(contestant, question, 'cold'), agent);
    milliseconds += performance.now() - started;
  }
  agent.destroy();
  return (COLD_ANSWERS * 1_000) / milliseconds;
}

type Change = () => Promise<void>;

/** Changes the percentage of one assignment through the server, back and forth. */
async function assignmentChange(ours: Running): Promise<Change> {
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  const { rows } = await client.query<{ id: number }>(
    'SELECT min(id) AS id FROM weekly_resource_assignment WHERE is_active AND forecast_month_index = 1',
  );
  await client.end();
  const url = ours.url.replace('/graphql', `/api/v2/assignments/${rows[0]?.id ?? 0}`);
  let turn = 0;
  return async () => {
    turn += 1;
    const body = JSON.stringify({ production_percentage: turn % 2 === 0 ? 0.6 : 0.7 });
    const answer = await fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    if (!answer.ok) throw new Error(`${url} ${answer.status}: ${await answer.text()}`);
  };
}

async function measure(
  question: Question,
  mode: Mode,
  contestants: readonly Contestant[],
  change: Change,
): Promise<Measured> {
  const rounds = new Map<Name, number[]>(contestants.map(({ name }) => [name, []]));
  for (const one of contestants) await askOnce(requestOf(one, question, mode));
  for (let i = 0; i < ROUNDS; i += 1)
    for (const one of contestants) {
      const rate =
        mode === 'cold' ? await coldRound(one, question, change) : await round(one, question, mode);
      rounds.get(one.name)?.push(rate);
    }
  const rate = (name: Name): number => median(rounds.get(name) ?? []);
  const measured = {
    question: question.name,
    mode,
    ours: rate('ours'),
    peer: rate('PostGraphile'),
    raw: rate('json_agg'),
  };
  console.log(JSON.stringify(measured));
  return measured;
}

async function main(): Promise<void> {
  if (!(SIZE in SIZES)) throw new Error(`SIZE=${SIZE}: there are ${Object.keys(SIZES).join(', ')}`);
  const isNew = await prepare();
  const contestants: Contestant[] = [];
  const results: Measured[] = [];
  try {
    const ours = await startOurs(MAIN, DATABASE, PORT);
    contestants.push({ name: 'ours', server: ours });
    if (isNew) await recompute(ours);
    const change = await assignmentChange(ours);
    if (!process.env['NO_PEER'])
      contestants.push({ name: 'PostGraphile', server: await startPeer(DATABASE, PORT + 1) });
    contestants.push({ name: 'json_agg', server: await startRaw(DATABASE, PORT + 2) });
    for (const question of QUESTIONS) {
      if (WANTED[0] !== 'all' && !WANTED.includes(question.name)) continue;
      await checkEqual(question, contestants);
      for (const mode of question.modes) results.push(await measure(question, mode, contestants, change));
      await writeTable(results, SETTING);
    }
  } finally {
    for (const { server } of contestants) await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
