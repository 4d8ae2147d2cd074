/**
 * One assignment by REST, alone and by 32 writers, beside the bare INSERT of the same rows and, if asked for, an earlier
 * commit's server: interleaved rounds, medians, and the statements that PostgreSQL counted for one write.
 *
 *   DATABASE_URL=postgres://…/postgres node -r ./scripts/register.cjs bench/writes/run.ts [folder of another checkout]
 *
 * Makes databases of its own, bench_writes_…, and drops them.
 */
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Client } from 'pg';
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
  WRITERS,
  type PersonWeek,
} from './server';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const ALONE = 40;
const TOGETHER = 320;

interface Side {
  name: string;
  url: string;
  database: string;
  client: Client;
  child: ChildProcess;
  /** Time of each write alone, in milliseconds. */
  alone: number[];
  /** Writes a second of 32 writers, by round. */
  rates: number[];
  /** CPU of each write of 32 writers, in milliseconds: the server's and its connections', by round. */
  cpu: { server: number[]; database: number[] };
}

async function startSide(name: string, folder: string): Promise<Side> {
  const template = await seeded(name, folder);
  const database = `${PREFIX}_${name}`;
  await admin(
    `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`,
    `CREATE DATABASE ${database} TEMPLATE ${template}`,
    'CHECKPOINT',
  );
  const server = await startServer(folder, database);
  const client = new Client({ connectionString: urlOf(database) });
  await client.connect();
  return { name, ...server, database, client, alone: [], rates: [], cpu: { server: [], database: [] } };
}

/** Person-weeks that the seed leaves free, in an order that visits other people and demands each time. */
function* freeWeeks(): Generator<PersonWeek> {
  const { people } = SIZES[SIZE];
  for (let week = 14; week <= 39; week += 1)
    for (let person = 0; person < people; person += 1)
      if ((person * 7 + week) % 10 === 0) yield { person, week };
}

async function assign(side: Side, free: PersonWeek): Promise<void> {
  const demand = demandOf(free);
  const { status, text } = await post(side, '/api/v2/assignments', {
    resource_cn: `BE${String(free.person).padStart(6, '0')}`,
    year: 2025,
    week_number: free.week,
    main_lob: lobOf(demand),
    state: STATES[Math.floor(demand / 5) % 20],
    case_type: `Case type ${demand % 5}`,
    override: true,
    note: 'bench',
  });
  if (status !== 201) throw new Error(`${side.name} answered ${status}: ${text}`);
}

async function bareInsert(client: Client, free: PersonWeek): Promise<void> {
  const demand = demandOf(free);
  await client.query({
    name: 'bare',
    text: `INSERT INTO weekly_resource_assignment (year, week_number, report_month, report_year, forecast_month_index, resource_cn,
       demand_main_lob, demand_state, demand_case_type, capacity_tier_id, production_percentage, assignment_type,
       assigned_by, assigned_datetime)
     VALUES (2025, $1, 'March', 2025, extract(month FROM iso_week_month(2025, $1)) - 3, $2, $3, $4, $5, 1, 1, 'manual', 'b', now())`,
    values: [
      free.week,
      `BE${String(free.person).padStart(6, '0')}`,
      lobOf(demand),
      STATES[Math.floor(demand / 5) % 20],
      `Case type ${demand % 5}`,
    ],
  });
}

async function cpuOfSide(side: Side): Promise<{ server: number; database: number }> {
  const { rows } = await side.client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return { server: cpuOf([side.child.pid ?? 0]), database: cpuOf(rows.map(({ pid }) => pid)) };
}

async function together(side: Side, list: PersonWeek[]): Promise<void> {
  const before = await cpuOfSide(side);
  const ms = await timed(async () => {
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let free = list.pop(); free; free = list.pop()) await assign(side, free);
      }),
    );
  });
  side.rates.push((TOGETHER / ms) * 1_000);
  const after = await cpuOfSide(side);
  side.cpu.server.push((after.server - before.server) / TOGETHER);
  side.cpu.database.push((after.database - before.database) / TOGETHER);
}

async function main(): Promise<void> {
  const other = process.argv[2];
  const sides = [await startSide('ours', HERE)];
  if (other) sides.push(await startSide('other', path.resolve(other)));
  const bare: number[] = [];
  const free = freeWeeks();
  const next = (count: number): PersonWeek[] =>
    Array.from({ length: count }, () => free.next().value as PersonWeek);
  try {
    for (const side of sides) await Promise.all(next(64).map((each) => assign(side, each)));
    for (let round = 0; round < ROUNDS; round += 1) {
      const [first] = sides as [Side];
      const mine = next(ALONE);
      for (const each of next(ALONE)) bare.push(await timed(() => bareInsert(first.client, each)));
      for (const each of mine)
        for (const side of sides) side.alone.push(await timed(() => assign(side, each)));
      const many = next(TOGETHER);
      for (const side of sides) await together(side, [...many]);
    }
    const insert = median(bare);
    process.stdout.write(`bare INSERT                 ${insert.toFixed(2)} ms\n`);
    for (const { name, alone, rates, cpu } of sides)
      process.stdout.write(
        `${name.padEnd(8)} alone ${median(alone).toFixed(2)} ms = ${(median(alone) / insert).toFixed(1)} × INSERT; 32 writers ${median(rates).toFixed(0)} /s (${rates.map((rate) => rate.toFixed(0)).join(' ')}); CPU a write ${median(cpu.server).toFixed(1)} ms server, ${median(cpu.database).toFixed(1)} ms database\n`,
      );
    const [ours, base] = sides;
    if (ours && base)
      process.stdout.write(
        `ours ÷ other: alone ${(median(ours.alone) / median(base.alone)).toFixed(2)}, 32 writers ${(median(ours.rates) / median(base.rates)).toFixed(2)}\n`,
      );
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
