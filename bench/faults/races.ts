// Two servers and one person-week; opposed writes while figures are recomputed and watched.
//   node -r ./scripts/register.cjs bench/faults/races.ts [opposed rounds]
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { SUMMARY_CHECKS } from '../../src/checks/summary-checks';
import { compileSql } from '../../src/platform/database/sql';
import { dropDatabase, sql } from '../frame/database';
import { ask, type Answer } from '../frame/http';
import { startServer } from '../frame/server';
import { demoDatabase, statuses, verdict } from './harness';

const NAME = 'trust_races';
const ROUNDS = 60;
const OPPOSED = Number(process.argv[2] ?? 1_000);

interface Demand {
  main_lob: string;
  state: string;
  case_type: string;
}

const post = (url: string, body: unknown): Promise<Answer> => ask(url, { body });

async function main(): Promise<void> {
  const url = await demoDatabase(NAME);
  const [a, b] = [await startServer(url), await startServer(url)];
  try {
    await sql(
      url,
      `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills, created_datetime, updated_datetime)
       SELECT 'RC' || lpad(i::text, 6, '0'), 'A', 'B', f.platform, f.locality, 'ALL', s.skills, '2025-01-01Z', '2025-01-01Z'
       FROM generate_series(1, 40) i CROSS JOIN (SELECT platform, locality FROM forecast ORDER BY main_lob LIMIT 1) f
       CROSS JOIN (SELECT string_agg(DISTINCT case_type, ',') AS skills FROM forecast) s`,
    );
    const demands = await sql<Demand>(
      url,
      `SELECT DISTINCT f.main_lob, f.state, f.case_type FROM forecast f
       WHERE (f.report_year, f.report_month) IN (SELECT report_year, report_month FROM forecast_report_month WHERE NOT is_frozen)
         AND f.main_lob = (SELECT main_lob FROM forecast ORDER BY main_lob LIMIT 1) ORDER BY 1, 2, 3 LIMIT 6`,
    );
    const weeks = await sql<{ year: number; week: number }>(
      url,
      `SELECT DISTINCT w.year AS year, w.week_number AS week FROM week_configuration w
       JOIN forecast_report_month m ON m.month_start = w.month_start AND NOT m.is_frozen ORDER BY 1, 2 LIMIT 20`,
    );
    await onePersonWeek([a.url, b.url], demands, weeks);
    await opposed([a.url, b.url], { url, demands, weeks });
  } finally {
    await a.kill();
    await b.kill();
    await dropDatabase(NAME);
  }
}

type Week = { year: number; week: number };

async function onePersonWeek(urls: string[], demands: Demand[], weeks: Week[]): Promise<void> {
  const seen = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const week = weeks[round % weeks.length];
    const body = {
      resource_cn: `RC${String(1 + Math.floor(round / weeks.length)).padStart(6, '0')}`,
      year: week?.year,
      week_number: week?.week,
    };
    const answers = await Promise.all(
      [0, 1, 0, 1].map((server, i) =>
        post(`${urls[server]}/api/v2/assignments`, { ...body, ...demands[i % demands.length] }),
      ),
    );
    const got = statuses(answers);
    seen.set(got, (seen.get(got) ?? 0) + 1);
  }
  verdict(
    seen.size === 1 && seen.has('201×1 409×3'),
    `one person-week, ${ROUNDS} rounds of 4: ${[...seen].map(([got, count]) => `${got} in ${count}`).join('; ')}`,
  );
}

/** Server A writes the demands forwards, server B backwards, for other people; nobody may see a deadlock or a wrong sum. */
async function opposed(
  urls: string[],
  { url, demands, weeks }: { url: string; demands: Demand[]; weeks: Week[] },
): Promise<void> {
  const answers: Answer[] = [];
  let working = true;
  let snapshots = 0;
  let violations = 0;
  let recomputed = 0;
  let differences = 0;
  const live = SUMMARY_CHECKS.find(({ name }) => name === 'summary-live');
  if (!live) throw new Error('there is no check of live summaries');
  const check = compileSql(live.sql).text;
  const watcher = (async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    while (working) {
      violations += (await client.query(check)).rows.length;
      snapshots += 1;
      await sleep(100);
    }
    await client.end();
  })();
  const recompute = (async () => {
    while (working) {
      const answer = await post(`${urls[0]}/api/v2/reports/recompute?wait_s=30`, {});
      if (answer.status === 200) {
        recomputed += 1;
        differences += (JSON.parse(answer.body) as { differences?: unknown[] }).differences?.length ?? 0;
      }
      await sleep(2_000);
    }
  })();
  const bulk = (people: number, round: number, backwards: boolean): unknown => {
    const week = weeks[round % weeks.length];
    const rows = demands.map((demand, i) => ({
      resource_cn: `RC${String(people + i).padStart(6, '0')}`,
      year: week?.year,
      week_number: week?.week,
      ...demand,
    }));
    return { on_conflict: 'REPLACE', assignments: backwards ? rows.reverse() : rows };
  };
  const started = performance.now();
  for (let round = 0; round < OPPOSED; round += 1) {
    answers.push(
      ...(await Promise.all([
        post(`${urls[0]}/api/v2/assignments/bulk`, bulk(10, round, false)),
        post(`${urls[1]}/api/v2/assignments/bulk`, bulk(20, round, true)),
      ])),
    );
  }
  const seconds = (performance.now() - started) / 1_000;
  working = false;
  await Promise.all([watcher, recompute]);
  const odd = answers.find(({ status }) => status !== 200);
  const [{ n: deadlocks } = { n: '?' }] = await sql<{ n: string }>(
    url,
    'SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  verdict(
    odd === undefined && violations === 0 && differences === 0,
    `${OPPOSED} opposed rounds in ${seconds.toFixed(0)} s: ${statuses(answers)}, deadlocks inside PostgreSQL ${deadlocks}; ` +
      `${snapshots} snapshots with ${violations} wrong sums; ${recomputed} recomputations with ${differences} differences` +
      (odd ? `; e.g. ${odd.status} ${odd.body.slice(0, 1_500)}` : ''),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
