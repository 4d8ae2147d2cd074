// The server killed with -9 at six moments of a bulk of 10,000 rows; then one key, many senders.
//   node -r ./scripts/register.cjs bench/faults/crash.ts
import { setTimeout as sleep } from 'node:timers/promises';
import { dropDatabase, freshDatabase, sql } from '../frame/database';
import { ask } from '../frame/http';
import { startServer } from '../frame/server';
import { statuses, verdict } from './harness';

const NAME = 'trust_crash';
const MOMENTS_MS = [50, 200, 500, 1_000, 1_800, 3_000];
const PEOPLE = 400;
const ROWS = 10_000;

const SEED = [
  `INSERT INTO week_configuration (year, week_number, week_start_date, week_end_date, month, month_start, work_type,
     working_days, work_hours, occupancy, shrinkage)
   SELECT 2025, w, iso_week_start(2025, w), iso_week_start(2025, w) + 6, to_char(iso_week_month(2025, w), 'FMMonth'),
     iso_week_month(2025, w), t, 5, 9, 0.95, 0.1
   FROM generate_series(1, 52) w CROSS JOIN unnest(ARRAY['Domestic', 'Global']) t`,
  `INSERT INTO resource_v2 (cn, first_name, last_name, primary_platform, location, state_list, skills, created_datetime, updated_datetime)
   SELECT 'BK' || lpad(i::text, 6, '0'), 'A', 'B', 'Amisys', 'Domestic', 'FL', 'FTC-Basic/Non MMP', '2025-01-01Z', '2025-01-01Z'
   FROM generate_series(1, ${PEOPLE}) i`,
  `INSERT INTO forecast_report (report_month, report_year, report_start, imported_by, imported_datetime)
   VALUES ('April', 2025, '2025-04-01', 'bench', '2025-03-01Z')`,
  `INSERT INTO forecast_report_month (report_month, report_year, forecast_month_index, forecast_month, forecast_year, month_start)
   SELECT 'April', 2025, i, to_char(make_date(2025, 4 + i, 1), 'FMMonth'), 2025, make_date(2025, 4 + i, 1)
   FROM generate_series(1, 6) i`,
  `INSERT INTO forecast (report_month, report_year, forecast_month_index, main_lob, state, case_type, forecast, target_cph,
     platform, market, locality)
   SELECT 'April', 2025, i, 'Amisys Medicaid DOMESTIC', 'FL', 'FTC-Basic/Non MMP', 1000, 10, 'Amisys', 'Medicaid', 'Domestic'
   FROM generate_series(1, 6) i`,
];

const demand = { main_lob: 'Amisys Medicaid DOMESTIC', state: 'FL', case_type: 'FTC-Basic/Non MMP' };
const bulk = {
  on_conflict: 'ERROR',
  assignments: Array.from({ length: PEOPLE }, (_, person) =>
    Array.from({ length: 25 }, (_w, week) => ({
      resource_cn: `BK${String(person + 1).padStart(6, '0')}`,
      year: 2025,
      week_number: 19 + week,
      ...demand,
    })),
  ).flat(),
};

async function main(): Promise<void> {
  const url = await freshDatabase(NAME);
  const setUp = await startServer(url);
  await setUp.stop();
  for (const statement of SEED) await sql(url, statement);
  const count = async (): Promise<number> =>
    Number(
      (
        await sql<{ n: string }>(url, `SELECT count(*) AS n FROM weekly_resource_assignment WHERE is_active`)
      )[0]?.n,
    );
  try {
    for (const moment of MOMENTS_MS) {
      await sql(url, 'DELETE FROM weekly_resource_assignment');
      const headers = { 'idempotency-key': `crash-${moment}-${Date.now()}` };
      const first = await startServer(url);
      const sent = ask(`${first.url}/api/v2/assignments/bulk`, { body: bulk, headers });
      await sleep(moment);
      await first.kill();
      const answer = await sent;
      const second = await startServer(url);
      const left = await count();
      const again = await ask(`${second.url}/api/v2/assignments/bulk`, { body: bulk, headers });
      const after = await count();
      const twice = await ask(`${second.url}/api/v2/assignments/bulk`, { body: bulk, headers });
      await second.stop();
      verdict(
        (left === 0 || left === ROWS) &&
          (answer.status !== 200 || left === ROWS) &&
          again.status === 200 &&
          after === ROWS &&
          twice.body === again.body &&
          (answer.status !== 200 || again.body === answer.body) &&
          (await count()) === ROWS,
        `killed after ${moment} ms: answered ${answer.status}, ${left} rows; same key: ${again.status} in ${again.ms.toFixed(0)} ms, ` +
          `${after} rows; again: ${twice.status}, same bytes: ${twice.body === again.body}` +
          (again.status === 200 ? '' : ` ${again.body.slice(0, 200)}`),
      );
    }
    const server = await startServer(url);
    const other = await startServer(url);
    const before = Number((await sql<{ n: string }>(url, 'SELECT count(*) AS n FROM change_set'))[0]?.n);
    const headers = { 'idempotency-key': 'twenty' };
    const body = { tier_name: 'Twenty', capacity_percentage: 0.4 };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ask(`${(i % 2 ? server : other).url}/api/v2/capacity-tiers`, { body, headers }),
      ),
    );
    const changes =
      Number((await sql<{ n: string }>(url, 'SELECT count(*) AS n FROM change_set'))[0]?.n) - before;
    const bodies = new Set(answers.map((each) => each.body));
    verdict(
      changes === 1 && bodies.size === 1 && answers.every(({ status }) => status === 201),
      `one key, 20 at once at two servers: ${statuses(answers)}, ${bodies.size} different bodies, ${changes} executed`,
    );
    const mismatch = await ask(`${server.url}/api/v2/capacity-tiers`, {
      body: { ...body, tier_name: 'Other' },
      headers,
    });
    verdict(mismatch.status === 422, `same key, other body: ${mismatch.status}`);
    await server.stop();
    await other.stop();
  } finally {
    await dropDatabase(NAME);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
