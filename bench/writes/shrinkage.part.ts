/** One week's shrinkage, which rewrites the week's capacities and its month's summaries, beside the bare UPDATE of those capacities. */
import { Client } from 'pg';
import { WORK_HEAD, cpuMeter, mediansOf, workCells, type Work } from '../frame/cpu';
import { SIZES } from '../frame/data';
import { sql } from '../frame/database';
import { askGood } from '../frame/http';
import { shown, timed } from '../frame/numbers';
import { progress, table, type Bench, type Measured, type Part } from '../frame/part';
import { withCopy } from '../frame/seeded';
import { startServer, type Running } from '../frame/server';

const WEEK = 20;
/** What the data has, and what it is changed to and back. */
const SHRINKAGES = [0.1, 0.2];
const WHERE = `is_active AND year = 2025 AND week_number = ${WEEK}`;

/** Sets capacities as a change of shrinkage from one value to another does. */
function bareUpdate(client: Client, from: number, to: number): Promise<unknown> {
  return client.query(
    `UPDATE weekly_resource_assignment SET weekly_capacity = weekly_capacity / $1 * $2 WHERE ${WHERE}`,
    [1 - from, 1 - to],
  );
}

async function capacityOf(database: string): Promise<{ rows: number; capacity: number }> {
  const [row] = await sql<{ rows: number; capacity: number }>(
    database,
    `SELECT count(*)::integer AS rows, sum(weekly_capacity)::float AS capacity FROM weekly_resource_assignment WHERE ${WHERE}`,
  );
  return row ?? { rows: 0, capacity: NaN };
}

interface Sides {
  database: string;
  server: Running;
  bareDatabase: string;
  bare: Client;
}

async function measure({ database, server, bareDatabase, bare }: Sides, { rounds }: Bench) {
  const ours: Work[] = [];
  const updates: Work[] = [];
  for (let round = 0; round < 2 * rounds - 1; round += 1) {
    const [from = 0, to = 0] = round % 2 ? [...SHRINKAGES].reverse() : SHRINKAGES;
    const body = { year: 2025, week_number: WEEK, work_type: 'Domestic', shrinkage: to };
    const [cpu, bareCpu] = [await cpuMeter(database, server), await cpuMeter(bareDatabase)];
    const change = () => askGood(`${server.url}/api/v2/week-config`, { body, timeoutMs: 600_000 });
    const [changed, updated] = [await timed(change), await timed(() => bareUpdate(bare, from, to))];
    ours.push({ ms: changed, ...(await cpu()) });
    updates.push({ ms: updated, ...(await bareCpu()) });
    progress(`round ${round + 1}: ${shown(changed)} ms, UPDATE ${shown(updated)} ms`);
  }
  return { ours: mediansOf(ours), update: mediansOf(updates) };
}

async function run(bench: Bench): Promise<Measured> {
  const data = SIZES[bench.size];
  return withCopy(data, 'shrinkage', (database) =>
    withCopy(data, 'shrinkage_bare', async (bareDatabase) => {
      const server = await startServer(database);
      const client = new Client({ connectionString: bareDatabase });
      await client.connect();
      try {
        const { ours, update } = await measure({ database, server, bareDatabase, bare: client }, bench);
        const [changed, plain] = [await capacityOf(database), await capacityOf(bareDatabase)];
        if (changed.rows !== plain.rows || Math.abs(changed.capacity / plain.capacity - 1) > 1e-9)
          throw new Error(`The capacities differ: ${JSON.stringify([changed, plain])}`);
        const question = `one week's shrinkage, ${changed.rows} person-weeks`;
        return {
          targets: [{ question, figure: ours.ms / update.ms, unit: '× the bare UPDATE', atMost: 3 }],
          raw: table(
            ['', ...WORK_HEAD],
            [
              [`shrinkage of week ${WEEK}, with ${data.demands} summaries and history`, ...workCells(ours)],
              [`bare UPDATE of ${plain.rows} weekly capacities`, ...workCells(update)],
            ],
          ),
        };
      } finally {
        await server.stop();
        await client.end();
      }
    }),
  );
}

/** One week's parameters. */
export const shrinkage: Part = { name: 'shrinkage', run };
