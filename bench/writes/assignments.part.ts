/** One assignment by REST, alone and by 32 writers, beside the bare INSERT of the same kind of row and beside an earlier commit's server. */
import { Agent } from 'node:http';
import { Client } from 'pg';
import { cpuMeter } from '../frame/cpu';
import { SIZES, cnOf, demandAt, demandOf, type Size } from '../frame/data';
import { dropDatabase, freshDatabase, sql } from '../frame/database';
import { askGood } from '../frame/http';
import { median, shown, timed } from '../frame/numbers';
import { progress, table, type Bench, type Measured, type Part, type Target } from '../frame/part';
import { fillThrough, withCopy } from '../frame/seeded';
import { startServer, type Running } from '../frame/server';
import { checkOutStartingCommit, STARTING_COMMIT } from './starting-commit';
import { assignmentBody, freeWeeks, type PersonWeek } from './writing';

const ALONE = 40;
const TOGETHER = 320;
const WRITERS = 32;

interface Side {
  name: string;
  server: Running;
  database: string;
  agent: Agent;
  /** Time of each write alone, in milliseconds. */
  alone: number[];
  /** Writes a second of 32 writers, by round. */
  rates: number[];
  /** CPU of each write of 32 writers, in milliseconds: the server's and its connections', by round. */
  cpu: { server: number[]; database: number[] };
}

function side(name: string, server: Running, database: string): Side {
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  return { name, server, database, agent, alone: [], rates: [], cpu: { server: [], database: [] } };
}

async function assign({ server, agent }: Side, free: PersonWeek, size: Size): Promise<void> {
  await askGood(`${server.url}/api/v2/assignments`, { body: assignmentBody(free, size), agent });
}

async function bareInsert(client: Client, { person, week }: PersonWeek, size: Size): Promise<void> {
  const { main_lob, state, case_type } = demandAt(demandOf(person, week, SIZES[size]));
  await client.query({
    name: 'bare',
    text: `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type,
       assigned_by, assigned_datetime)
     VALUES (2025, $1, 'March', 2025, extract(month FROM iso_week_month(2025, $1)) - 3, $2, $3, $4, $5, 1, 1, 'manual', 'b', now())`,
    values: [week, cnOf(person), main_lob, state, case_type],
  });
}

async function together(one: Side, list: PersonWeek[], size: Size): Promise<void> {
  const cpu = await cpuMeter(one.database, one.server);
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let free = list.pop(); free; free = list.pop()) await assign(one, free, size);
      }),
    ),
  );
  const used = await cpu();
  one.rates.push((TOGETHER / ms) * 1_000);
  one.cpu.server.push(used.server / TOGETHER);
  one.cpu.database.push(used.database / TOGETHER);
}

async function measure(sides: readonly Side[], bare: Client, { size, rounds }: Bench): Promise<number> {
  const inserts: number[] = [];
  const free = freeWeeks(size);
  const next = (count: number): PersonWeek[] => Array.from({ length: count }, () => free.next().value);
  const first = next(WRITERS);
  for (const one of sides) await Promise.all(first.map((each) => assign(one, each, size)));
  for (let round = 0; round < 2 * rounds - 1; round += 1) {
    for (const each of next(ALONE)) inserts.push(await timed(() => bareInsert(bare, each, size)));
    for (const each of next(ALONE))
      for (const one of sides) one.alone.push(await timed(() => assign(one, each, size)));
    const many = next(TOGETHER);
    for (const one of sides) await together(one, [...many], size);
    const rates = sides.map(({ name, rates: all }) => `${name} ${shown(all.at(-1) ?? NaN)} /s`).join(', ');
    progress(`round ${round + 1}: INSERT ${shown(median(inserts))} ms; 32 writers: ${rates}`);
  }
  return median(inserts);
}

/** What was written, by who and week: equal on each side, or one of them has not done its work. */
async function checkEqual(sides: readonly Side[]): Promise<void> {
  const counts = sides.map(async ({ database }) => {
    const [row] = await sql<{ found: string }>(
      database,
      `SELECT count(*) || ' rows, capacity ' || round(sum(weekly_capacity), 2) AS found FROM weekly_resource_assignment
       WHERE is_active AND assigned_by NOT IN ('b', 'bench')`,
    );
    return row?.found;
  });
  const found = await Promise.all(counts);
  if (new Set(found).size > 1) throw new Error(`The servers have written differently: ${found.join('; ')}`);
}

async function run(bench: Bench): Promise<Measured> {
  const data = SIZES[bench.size];
  const then = checkOutStartingCommit();
  if (!then) progress(`commit ${STARTING_COMMIT} is not in this clone: not compared with it`);
  return withCopy(data, 'assignments', async (database) => {
    const sides = [side('now', await startServer(database), database)];
    const bare = new Client({ connectionString: database });
    await bare.connect();
    try {
      if (then) {
        const earlier = await freshDatabase('headroom_bench_assignments_then');
        progress(`making the database of commit ${STARTING_COMMIT}`);
        await fillThrough(await then.start(earlier), earlier, data);
        sides.push(side('then', await then.start(earlier), earlier));
      }
      const insertMs = await measure(sides, bare, bench);
      await checkEqual(sides);
      return { targets: targetsOf(sides, insertMs), raw: rawTable(sides, insertMs) };
    } finally {
      for (const { server, agent } of sides) {
        agent.destroy();
        await server.stop();
      }
      await bare.end();
      await dropDatabase('headroom_bench_assignments_then');
      then?.remove();
    }
  });
}

function targetsOf([now, then]: readonly Side[], insertMs: number): Target[] {
  const targets: Target[] = [];
  if (now)
    targets.push({
      question: 'one assignment written',
      figure: median(now.alone) / insertMs,
      unit: '× INSERT',
      atMost: 6,
    });
  if (now && then)
    targets.push({
      question: '32 writers on different people',
      figure: median(now.rates) / median(then.rates),
      unit: `× the rate of ${STARTING_COMMIT}`,
      atLeast: 3.7,
    });
  return targets;
}

function rawTable(sides: readonly Side[], insertMs: number): string[] {
  const row = (what: string, cell: (one: Side) => string): string[] => [what, ...sides.map(cell)];
  return [
    ...table(
      ['', 'now', ...(sides.length > 1 ? [`commit ${STARTING_COMMIT}`] : [])],
      [
        row('one assignment, ms', ({ alone }) => shown(median(alone))),
        row('÷ INSERT', ({ alone }) => shown(median(alone) / insertMs)),
        row(`${WRITERS} writers, /s`, ({ rates }) => shown(median(rates))),
        row(
          'CPU a write, server + PostgreSQL, ms',
          ({ cpu }) => `${shown(median(cpu.server))} + ${shown(median(cpu.database))}`,
        ),
      ],
    ),
    '',
    `The bare INSERT takes ${shown(insertMs)} ms. Medians of each write alone, and of rounds of ${TOGETHER} writes.`,
  ];
}

/** Single assignments. */
export const assignments: Part = { name: 'assignments', run };
