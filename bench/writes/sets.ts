/**
 * Writes of many rows beside the bare statements: one week's shrinkage beside the UPDATE of its capacities, and a bulk of
 * five weeks of everybody beside COPY of the same rows; CPU of PostgreSQL and of the server, which others on the machine
 * do not change as much as they change the time.
 *
 *   DATABASE_URL=postgres://…/postgres node -r ./scripts/register.cjs bench/writes/sets.ts [folder of another checkout]
 *
 * Makes databases of its own, bench_writes_…, and drops them.
 */
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { SIZES } from '../tree/seed';
import {
  admin,
  cpuOf,
  demandOf,
  HERE,
  lobOf,
  median,
  post,
  PREFIX,
  seeded,
  SIZE,
  startServer,
  STATES,
  stopServer,
  timed,
  urlOf,
} from './server';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
/** `BENCH_ONLY=shrinkage` or `bulk` measures one of the two. */
const ONLY = process.env['BENCH_ONLY'];
/** The weeks that a bulk assigns anew, and the one whose shrinkage changes. */
const WEEKS = [14, 15, 16, 17, 18];
const WEEK = 20;

interface Cost {
  ms: number;
  database: number;
  server: number;
}

interface Side {
  name: string;
  url: string;
  database: string;
  client: Client;
  child: ChildProcess;
  costs: Record<'shrinkage' | 'update' | 'bulk' | 'copy', Cost[]>;
}

async function startSide(name: string, folder: string): Promise<Side> {
  const template = await seeded(name, folder);
  const database = `${PREFIX}_sets_${name}`;
  await admin(
    `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`,
    `CREATE DATABASE ${database} TEMPLATE ${template}`,
    'CHECKPOINT',
  );
  const client = new Client({ connectionString: urlOf(database) });
  await client.connect();
  const server = await startServer(folder, database);
  return {
    ...{ name, ...server, database, client },
    costs: { shrinkage: [], update: [], bulk: [], copy: [] },
  };
}

/** What work costs in time and in CPU of all connections and of the server. */
async function costOf({ client, child }: Side, work: () => Promise<unknown>): Promise<Cost> {
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  const pids = rows.map(({ pid }) => pid);
  const before = [cpuOf(pids), cpuOf([child.pid ?? 0])] as const;
  const ms = await timed(async () => void (await work()));
  return { ms, database: cpuOf(pids) - before[0], server: cpuOf([child.pid ?? 0]) - before[1] };
}

async function request(side: Side, at: string, body: unknown): Promise<void> {
  const { status, text } = await post(side, at, body);
  if (status >= 300 || text.includes('"errors"'))
    throw new Error(`${side.name} answered ${status}: ${text.slice(0, 500)}`);
}

function changeShrinkage(side: Side, round: number): Promise<void> {
  const input = {
    year: 2025,
    weekNumber: WEEK,
    workType: 'DOMESTIC',
    shrinkage: (0.11 + round / 1000).toFixed(3),
  };
  return request(side, '/graphql', {
    query: `mutation ($input: SetWeekConfigInput!) { setWeekConfig(input: $input) { weekConfig { shrinkage } userErrors { message } } }`,
    variables: { input },
  });
}

const updateBare = ({ client }: Side, round: number) =>
  client.query(
    `UPDATE weekly_resource_assignment SET weekly_capacity = weekly_capacity + ${round + 1}
     WHERE year = 2025 AND week_number = ${WEEK} AND is_active`,
  );

/** Everybody in the weeks of the bulk, on the demands of the seed. */
function bulkBody(): unknown {
  const people = Array.from({ length: SIZES[SIZE].people }, (_, person) => person);
  const assignments = people.flatMap((person) =>
    WEEKS.map((week) => {
      const demand = demandOf({ person, week });
      return {
        ...{ resource_cn: `BE${String(person).padStart(6, '0')}`, year: 2025, week_number: week },
        ...{ main_lob: lobOf(demand), state: STATES[Math.floor(demand / 5) % 20] },
        ...{ case_type: `Case type ${demand % 5}`, override: true, note: 'bench' },
      };
    }),
  );
  return { assignments };
}

/** Takes the rows of the bulk's weeks away, as if they had never been. */
async function clearWeeks({ client }: Side): Promise<void> {
  await client.query(
    `DELETE FROM weekly_resource_assignment WHERE year = 2025 AND week_number = ANY(ARRAY[${WEEKS.join()}])`,
  );
  await client.query('VACUUM ANALYZE weekly_resource_assignment');
  await client.query('CHECKPOINT');
}

/** Copies the rows of the bulk's weeks out, takes them away, and measures COPY of them into the same table. */
async function copyBare(side: Side): Promise<Cost> {
  const { client } = side;
  const columns = (
    await client.query<{ names: string }>(
      `SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS names FROM information_schema.columns
       WHERE table_name = 'weekly_resource_assignment' AND column_name <> 'id'`,
    )
  ).rows[0]?.names as string;
  const parts: Buffer[] = [];
  const out = client.query(
    copyTo(`COPY (SELECT ${columns} FROM weekly_resource_assignment
      WHERE year = 2025 AND week_number = ANY(ARRAY[${WEEKS.join()}]) ORDER BY resource_cn, week_number) TO STDOUT`),
  );
  for await (const part of out) parts.push(part as Buffer);
  await clearWeeks(side);
  return costOf(side, () =>
    pipeline(
      Readable.from(parts),
      client.query(copyFrom(`COPY weekly_resource_assignment (${columns}) FROM STDIN`)),
    ),
  );
}

async function measureShrinkage(side: Side, round: number): Promise<void> {
  const { costs, client } = side;
  costs.update.push(await costOf(side, () => updateBare(side, round)));
  await request(side, '/graphql', { query: 'mutation { recompute { differenceCount } }' });
  await client.query('VACUUM weekly_resource_assignment');
  costs.shrinkage.push(await costOf(side, () => changeShrinkage(side, round)));
}

async function measureBulk(side: Side, body: unknown): Promise<void> {
  await clearWeeks(side);
  side.costs.bulk.push(await costOf(side, () => request(side, '/api/v2/assignments/bulk', body)));
  side.costs.copy.push(await copyBare(side));
}

function line(side: Side, what: 'shrinkage' | 'bulk', bare: 'update' | 'copy'): string {
  const mid = (of: keyof Side['costs'], figure: keyof Cost) =>
    median(side.costs[of].map((cost) => cost[figure]));
  const ratio = (figure: 'ms' | 'database') => (mid(what, figure) / mid(bare, figure)).toFixed(1);
  const shown = (of: keyof Side['costs']) =>
    `${mid(of, 'ms').toFixed(0)} ms, CPU ${mid(of, 'database').toFixed(0)} PostgreSQL + ${mid(of, 'server').toFixed(0)} server`;
  return `${side.name.padEnd(6)} ${what}: ${shown(what)}; bare ${bare}: ${shown(bare)}; ÷ ${ratio('database')} in CPU of PostgreSQL, ${ratio('ms')} in time\n`;
}

async function main(): Promise<void> {
  const other = process.argv[2];
  const sides = [await startSide('ours', HERE)];
  if (other) sides.push(await startSide('other', path.resolve(other)));
  const body = bulkBody();
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const side of sides) {
        if (ONLY !== 'bulk') await measureShrinkage(side, round);
        if (ONLY !== 'shrinkage') await measureBulk(side, body);
      }
    for (const side of sides) {
      if (ONLY !== 'bulk') process.stdout.write(line(side, 'shrinkage', 'update'));
      if (ONLY !== 'shrinkage') process.stdout.write(line(side, 'bulk', 'copy'));
    }
  } finally {
    for (const { name, child, client, database } of sides) {
      await stopServer(child);
      await client.end();
      await admin(`DROP DATABASE ${database} WITH (FORCE)`);
      if (!process.env['BENCH_KEEP'])
        await admin(`DROP DATABASE ${PREFIX}_${name}_${SIZE.toLowerCase()} WITH (FORCE)`);
    }
  }
}

void main();
