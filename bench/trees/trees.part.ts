/** Trees and lists beside PostGraphile 5 and beside one json_agg statement, in interleaved rounds; the answers are compared first. */
import { Agent } from 'node:http';
import { STATES, SIZES } from '../frame/data';
import { sql, withClient } from '../frame/database';
import { askGood } from '../frame/http';
import { median, shown, timed } from '../frame/numbers';
import { progress, table, type Bench, type Measured, type Part, type Target } from '../frame/part';
import { withCopy } from '../frame/seeded';
import { startServer, type Running } from '../frame/server';
import { createPeerViews } from './peer-views';
import { MODES, QUESTIONS, type Mode, type Question } from './queries';
import { peerVersions, startPeer, startRaw } from './servers';

const CONNECTIONS = 4;
/** Answers after a write that are measured in a round. */
const COLD_ANSWERS = 5;
const SLOW_MS = 600_000;

type Name = 'ours' | 'peer' | 'raw';
type Contestant = readonly [Name, Running];
type Change = () => Promise<unknown>;

/** Answers a second to one question asked in one way. */
type Rates = { question: Question; mode: Mode } & Record<Name, number>;

let asked = 0;

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
function send([name, { url }]: Contestant, question: Question, mode: Mode, agent?: Agent) {
  const options = { timeoutMs: SLOW_MS, ...(agent && { agent }) };
  if (name === 'raw') return askGood(`${url}/${question.name}`, options);
  if (name === 'peer') return askGood(url, { ...options, body: { query: question.peer } });
  asked += mode === 'other' ? 1 : 0;
  const variables = { states: statesInOrder(mode === 'other' ? asked : 0) };
  return askGood(`${url}/graphql`, { ...options, body: { query: question.ours, variables } });
}

/** Every number of an answer in order of size, so that answers of different shapes can be compared; decimals sent as text too. */
function numbersOf(text: string): number[] {
  const found: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'number') found.push(value);
    else if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) found.push(Number(value));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk((JSON.parse(text) as { data: unknown }).data);
  return found.sort((a, b) => a - b);
}

async function checkEqual(question: Question, contestants: readonly Contestant[]): Promise<void> {
  const [first = [], ...others] = await Promise.all(
    contestants.map(async (one) => numbersOf((await send(one, question, 'again')).body)),
  );
  others.forEach((numbers, n) => {
    const at = numbers.findIndex((number, i) => number !== first[i]);
    if (at < 0 && numbers.length === first.length) return;
    const who = contestants[n + 1]?.[0] ?? '';
    throw new Error(
      `${question.name}: ${who} answers ${numbers.length} numbers, ours ${first.length}; number ${at} is ${numbers[at]} instead of ${first[at]}`,
    );
  });
  progress(`${question.name}: ${first.length} equal numbers from each`);
}

/** Answers a second over some seconds, from connections that each send when the last answer is there. */
async function round(one: Contestant, question: Question, mode: Mode, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const ends = performance.now() + seconds * 1_000;
  let answers = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() < ends) {
      await send(one, question, mode, agent);
      answers += 1;
    }
  };
  // The last answers end after the clock: they count with the time they took.
  const ms = await timed(() => Promise.all(Array.from({ length: CONNECTIONS }, connection)));
  agent.destroy();
  return (answers * 1_000) / ms;
}

/** Answers a second of one connection when an assignment changes before each; the time of the change does not count. */
async function coldRound(one: Contestant, question: Question, change: Change): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let ms = 0;
  for (let i = 0; i < COLD_ANSWERS; i += 1) {
    await change();
    ms += await timed(() => send(one, question, 'cold', agent));
  }
  agent.destroy();
  return (COLD_ANSWERS * 1_000) / ms;
}

/** Changes the percentage of one assignment through the server, back and forth. */
async function assignmentChange(server: Running, database: string): Promise<Change> {
  const [row] = await sql<{ id: number }>(
    database,
    'SELECT min(id) AS id FROM weekly_resource_assignment WHERE is_active AND forecast_month_index = 1',
  );
  const url = `${server.url}/api/v2/assignments/${row?.id ?? 0}`;
  let turn = 0;
  return () => askGood(url, { method: 'PUT', body: { production_percentage: (turn += 1) % 2 ? 0.7 : 0.6 } });
}

async function measure(
  asking: { question: Question; mode: Mode; change: Change },
  contestants: readonly Contestant[],
  { rounds, seconds }: Bench,
): Promise<Rates> {
  const { question, mode, change } = asking;
  const found: Record<Name, number[]> = { ours: [], peer: [], raw: [] };
  for (const one of contestants) await send(one, question, mode);
  for (let i = 0; i < rounds; i += 1)
    for (const one of contestants)
      found[one[0]].push(
        mode === 'cold' ? await coldRound(one, question, change) : await round(one, question, mode, seconds),
      );
  const rates = { ours: median(found.ours), peer: median(found.peer), raw: median(found.raw) };
  progress(
    `${question.name}, ${MODES[mode]}: ${shown(rates.ours)} · ${shown(rates.peer)} · ${shown(rates.raw)} /s`,
  );
  return { question, mode, ...rates };
}

async function run(bench: Bench): Promise<Measured> {
  return withCopy(SIZES[bench.size], 'trees', async (database) => {
    await withClient(database, createPeerViews);
    const contestants: Contestant[] = [];
    const results: Rates[] = [];
    try {
      const ours = await startServer(database);
      contestants.push(
        ['ours', ours],
        ['peer', await startPeer(database)],
        ['raw', await startRaw(database)],
      );
      const change = await assignmentChange(ours, database);
      for (const question of QUESTIONS) {
        await checkEqual(question, contestants);
        for (const mode of Object.keys(question.must) as Mode[])
          results.push(await measure({ question, mode, change }, contestants, bench));
      }
    } finally {
      for (const [, server] of contestants) await server.stop();
    }
    return { targets: results.flatMap(targetsOf), raw: rawTable(results) };
  });
}

function targetsOf({ question, mode, ours, peer, raw }: Rates): Target[] {
  const must = question.must[mode] ?? {};
  const what = `${question.name}, ${MODES[mode]}`;
  return [
    {
      question: what,
      figure: ours / peer,
      unit: '× PostGraphile 5',
      ...(must.peer && { atLeast: must.peer }),
    },
    { question: what, figure: ours / raw, unit: '× `json_agg`', ...(must.raw && { atLeast: must.raw }) },
  ];
}

const rawTable = (results: readonly Rates[]): string[] => [
  ...table(
    ['question', '', 'ours /s', 'PostGraphile /s', '`json_agg` /s'],
    results.map(({ question, mode, ours, peer, raw }) => [
      ...[question.name, MODES[mode], shown(ours), shown(peer), shown(raw)],
    ]),
  ),
  '',
  `${CONNECTIONS} connections, one where an assignment changes. ${peerVersions()}. \`json_agg\` = the text of one hand-written statement.`,
];

/** Trees and lists. */
export const trees: Part = { name: 'trees', run };
