/** Allocation end to end: an instance is stored, a server plans, executes and rebalances it over HTTP; tiny questions are asked meanwhile. */
import { generateInstance, SIZES } from '../../tests/support/allocation/instance.generator';
import { cpuMeter, type Cpu } from '../frame/cpu';
import { dropDatabase, freshDatabase, sql, withClient } from '../frame/database';
import { askGood, pinged, type Pings } from '../frame/http';
import { median, shown } from '../frame/numbers';
import { progress, table, upToL, type Bench, type Measured, type Part, type Target } from '../frame/part';
import { startServer, type Running } from '../frame/server';
import { storeInstance } from './store';

const NAME = 'headroom_bench_allocation';
const WAIT_S = 120;
const FORGET = 'TRUNCATE allocation_plan';
const FORECASTS_CHANGE =
  'UPDATE forecast SET forecast = round(forecast * (0.85 + 0.3 * (abs(hashint4(id)) % 1000) / 1000))';

interface Step {
  what: string;
  path: string;
  body?: object;
  atMost?: number;
}

interface Served {
  server: Running;
  database: string;
}

interface Planned {
  what: string;
  seconds: number;
  cpu: Cpu;
  pings: Pings;
  answer: {
    plan_hash: string;
    solve: { gap_pct: number };
    totals: { after: { moves: number; changed_people: number } };
  };
}

async function plan({ server, database }: Served, { what, path, body }: Step): Promise<Planned> {
  const { url } = server;
  const target = `${url}/api/v2/allocation/${path}${path.includes('?') ? '&' : '?'}limit=0&wait_s=${WAIT_S}`;
  const meter = await cpuMeter(database, server);
  const { result, pings } = await pinged(url, () =>
    askGood(target, { timeoutMs: 600_000, ...(body && { body }) }),
  );
  const answer = JSON.parse(result.body) as Planned['answer'];
  progress(`${what}: ${shown(result.ms / 1_000)} s, gap ${answer.solve.gap_pct.toFixed(3)} %`);
  return { what, seconds: result.ms / 1_000, cpu: await meter(), pings, answer };
}

async function measure(served: Served, { rounds }: Bench): Promise<Planned[][]> {
  const preview = { what: 'preview, nothing assigned yet', path: 'preview' };
  const previews: Planned[] = [];
  // Its inputs are read, planned and answered anew each time: a plan that is kept would be the answer.
  for (let round = 0; round < rounds; round += 1) {
    await sql(served.database, FORGET);
    previews.push(await plan(served, preview));
  }
  const body = { plan_hash: previews.at(-1)?.answer.plan_hash };
  const executed = await plan(served, { what: 'execute of that plan', path: 'execute', body });
  const after = await plan(served, { what: 'preview of what has just been executed', path: 'preview' });
  await sql(served.database, FORECASTS_CHANGE);
  await sql(served.database, 'ANALYZE');
  const others = [
    { what: 'preview, forecasts ±15 %', path: 'preview' },
    { what: 'the same, `effort=std`', path: 'preview?effort=std' },
    { what: 'rebalance, dry run', path: 'rebalance', body: { dry_run: true } },
    { what: 'rebalance, committed', path: 'rebalance', body: {} },
  ];
  const all = [previews, [executed], [after]];
  for (const step of others) all.push([await plan(served, step)]);
  return all;
}

async function run(bench: Bench): Promise<Measured> {
  const input = generateInstance(bench.size);
  const database = await freshDatabase(NAME);
  const server = await startServer(database, { HEADROOM_TODAY: '2025-04-01' });
  try {
    await withClient(database, (client) => storeInstance(client, input));
    const all = await measure({ server, database }, bench);
    const seconds = (list: readonly Planned[]): number => median(list.map((one) => one.seconds));
    const target = (at: number, question: string, limit: number): Target => {
      const figure = seconds(all[at] ?? []);
      return {
        question: `${question}, ${SIZES[bench.size].people} people`,
        figure,
        unit: 's',
        ...upToL(bench.size, limit),
      };
    };
    return {
      targets: [target(0, 'preview of an allocation', 6), target(1, 'execute', 15)],
      raw: [
        ...table(
          [
            'request',
            'answer after',
            'CPU of the server + PostgreSQL',
            'gap to the bound',
            'moves',
            '`{__typename}` p50 / p99',
          ],
          all.map(cells),
        ),
        '',
        `Peak memory of the server, its planning thread included: ${server.peakMb().toFixed(0)} MB. \`{__typename}\` is asked every 10 ms meanwhile.`,
      ],
    };
  } finally {
    await server.stop();
    await dropDatabase(NAME);
  }
}

/** A row of the table: medians of the times a request was sent. */
function cells(list: readonly Planned[]): string[] {
  const of = (read: (one: Planned) => number): number => median(list.map(read));
  const [one] = list;
  return [
    one?.what ?? '',
    `${shown(of(({ seconds }) => seconds))} s`,
    `${shown(of(({ cpu }) => cpu.server) / 1_000)} + ${shown(of(({ cpu }) => cpu.database) / 1_000)} s`,
    `${one?.answer.solve.gap_pct.toFixed(3)} %`,
    `${one?.answer.totals.after.moves}`,
    `${of(({ pings }) => pings.p50).toFixed(0)} / ${of(({ pings }) => pings.p99).toFixed(0)} ms`,
  ];
}

/** Allocation over HTTP. */
export const allocation: Part = { name: 'allocation', run };
