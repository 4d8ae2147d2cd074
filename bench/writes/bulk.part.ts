/** A bulk of person-weeks with their history and summaries, beside COPY of the same rows into the same table. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { WORK_HEAD, cpuMeter, mediansOf, workCells, type Work } from '../frame/cpu';
import { SIZES, peopleStatement, WEEKS, type Size } from '../frame/data';
import { sql, withClient } from '../frame/database';
import { askGood } from '../frame/http';
import { shown, timed } from '../frame/numbers';
import { progress, table, type Bench, type Measured, type Part } from '../frame/part';
import { withCopy } from '../frame/seeded';
import { startServer } from '../frame/server';
import { assignmentBody } from './writing';

/** One request takes no more. */
const MAX_ROWS = 100_000;

interface Round {
  /** New people of this round: from, and up to but without. */
  from: number;
  to: number;
  rows: number;
}

/** New people for each round, so that nobody is busy. */
function roundsOf({ size, rounds }: Bench): Round[] {
  const { people } = SIZES[size];
  const each = Math.ceil(Math.min(people * 5, MAX_ROWS) / WEEKS.count);
  return Array.from({ length: rounds }, (_, n) => ({
    from: people + n * each,
    to: people + (n + 1) * each,
    rows: Math.min(each * WEEKS.count, MAX_ROWS),
  }));
}

function bodyOf({ from, to, rows }: Round, size: Size): string {
  const assignments: object[] = [];
  for (let person = from; person < to; person += 1)
    for (let week = WEEKS.first; week <= WEEKS.last && assignments.length < rows; week += 1)
      assignments.push(assignmentBody({ person, week }, size));
  return JSON.stringify({ on_conflict: 'ERROR', assignments });
}

const ofRound = ({ from, to }: Round): string =>
  `resource_cn >= 'BE${String(from).padStart(6, '0')}' AND resource_cn < 'BE${String(to).padStart(6, '0')}'`;

/** Columns that COPY may write: all but numbers that the table makes itself. */
async function columnsOf(database: string): Promise<string> {
  const rows = await sql<{ name: string }>(
    database,
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_name = 'weekly_resource_assignment' AND is_generated = 'NEVER' AND column_name <> 'id'
     ORDER BY ordinal_position`,
  );
  return rows.map(({ name }) => name).join(', ');
}

interface Sides {
  database: string;
  bareDatabase: string;
}

/** Rows as COPY writes them. */
async function copyOut(database: string, statement: string): Promise<Buffer> {
  return withClient(database, async (client) => {
    const parts: Buffer[] = [];
    for await (const part of client.query(copyTo(`COPY (${statement}) TO STDOUT`)))
      parts.push(part as Buffer);
    return Buffer.concat(parts);
  });
}

async function measure(sides: Sides & { bare: Client }, bench: Bench): Promise<{ ours: Work; copy: Work }> {
  const { database, bareDatabase, bare } = sides;
  const [ours, copies]: [Work[], Work[]] = [[], []];
  const columns = await columnsOf(database);
  const server = await startServer(database);
  try {
    for (const round of roundsOf(bench)) {
      const body = bodyOf(round, bench.size);
      const [cpu, bareCpu] = [await cpuMeter(database, server), await cpuMeter(bareDatabase)];
      const ask = () => askGood(`${server.url}/api/v2/assignments/bulk`, { body, timeoutMs: 600_000 });
      ours.push({ ms: await timed(ask), ...(await cpu()) });
      const chosen = `SELECT ${columns} FROM weekly_resource_assignment WHERE ${ofRound(round)}`;
      const rows = await copyOut(database, chosen);
      const copy = () =>
        pipeline(
          Readable.from([rows]),
          bare.query(copyFrom(`COPY weekly_resource_assignment (${columns}) FROM STDIN`)),
        );
      copies.push({ ms: await timed(copy), ...(await bareCpu()) });
      await checkEqual(round, sides);
      progress(
        `${round.rows} rows: ${shown(ours.at(-1)?.ms ?? NaN)} ms, COPY ${shown(copies.at(-1)?.ms ?? NaN)} ms`,
      );
    }
  } finally {
    await server.stop();
  }
  return { ours: mediansOf(ours), copy: mediansOf(copies) };
}

/** As many rows on both sides, all with a capacity, and every summary is the sum of its person-weeks. */
async function checkEqual(round: Round, sides: Sides): Promise<void> {
  for (const database of [sides.database, sides.bareDatabase]) {
    const [row] = await sql<{ rows: number }>(
      database,
      `SELECT count(weekly_capacity)::integer AS rows FROM weekly_resource_assignment WHERE is_active AND ${ofRound(round)}`,
    );
    if (row?.rows !== round.rows) throw new Error(`${database}: ${row?.rows} rows instead of ${round.rows}`);
  }
  const [wrong] = await sql<{ found: number }>(
    sides.database,
    `SELECT count(*)::integer AS found FROM monthly_capacity_summary s JOIN (
       SELECT demand_main_lob, demand_state, demand_case_type, forecast_month_index, sum(weekly_capacity) AS capacity
       FROM weekly_resource_assignment WHERE is_active GROUP BY 1, 2, 3, 4
     ) a ON (a.demand_main_lob, a.demand_state, a.demand_case_type, a.forecast_month_index)
       = (s.main_lob, s.state, s.case_type, s.forecast_month_index)
     WHERE s.total_capacity <> a.capacity`,
  );
  if (wrong?.found !== 0) throw new Error(`${wrong?.found} summaries are not the sum of their person-weeks`);
}

async function run(bench: Bench): Promise<Measured> {
  const data = SIZES[bench.size];
  const rounds = roundsOf(bench);
  const addPeople = peopleStatement(rounds[0]?.from ?? 0, rounds.at(-1)?.to ?? 0);
  return withCopy(data, 'bulk', (database) =>
    withCopy(data, 'bulk_bare', async (bareDatabase) => {
      for (const each of [database, bareDatabase]) await sql(each, addPeople);
      return withClient(bareDatabase, async (bare) => {
        const { ours, copy } = await measure({ database, bareDatabase, bare }, bench);
        const rows = rounds[0]?.rows ?? 0;
        return {
          targets: [
            {
              question: `bulk of ${rows} person-weeks`,
              figure: ours.ms / copy.ms,
              unit: '× COPY',
              atMost: 3,
            },
          ],
          raw: table(
            ['', ...WORK_HEAD],
            [
              [`bulk of ${rows} person-weeks, with history and summaries`, ...workCells(ours)],
              ['COPY of the same rows', ...workCells(copy)],
            ],
          ),
        };
      });
    }),
  );
}

/** Many assignments at once. */
export const bulk: Part = { name: 'bulk', run };
