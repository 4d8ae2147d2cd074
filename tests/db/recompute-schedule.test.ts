import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { scheduleRecompute } from '../../src/app/recompute-schedule';
import type { NewScope } from '../../src/app/services';
import type { Logger } from '../../src/platform/logging/logger';
import { insertWorkedExample } from '../support/factories/report';
import { openTestApp, type TestApp } from '../support/scope';

const MINUTE_MS = 60_000;
/** Only the schedule's own timer stands still, so the database works as ever. */
const ALL_BUT_INTERVALS = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const),
];

interface Line {
  level: 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  message: string;
}

let app: TestApp;
let lines: Line[];
let actors: (string | undefined)[];
let stop: () => Promise<void>;

/** Five minutes between runs. */
beforeEach(async () => {
  app = await openTestApp();
  await insertWorkedExample(app.database, () => app.newScope());
  lines = [];
  actors = [];
  jest.useFakeTimers({ doNotFake: ALL_BUT_INTERVALS });
  const newScope: NewScope = ({ actor } = {}) => {
    actors.push(actor?.name);
    return app.newScope();
  };
  stop = scheduleRecompute(newScope, 5, collecting(lines));
});
afterEach(async () => {
  await stop();
  jest.useRealTimers();
  await app.close();
});

function collecting(into: Line[]): Logger {
  const at =
    (level: Line['level']) =>
    (...[fields, message]: [Record<string, unknown>, string] | [string]): void => {
      into.push(
        typeof fields === 'string'
          ? { level, fields: {}, message: fields }
          : { level, fields, message: message ?? '' },
      );
    };
  return { info: at('info'), warn: at('warn'), error: at('error') } as unknown as Logger;
}

const pass = (minutes: number): void => void jest.advanceTimersByTime(minutes * MINUTE_MS);

/** Waits until so many runs have told how they ended. */
async function ended(runs: number): Promise<void> {
  for (let tries = 0; tries < 200 && lines.length < runs; tries += 1) await sleep(20);
  expect(lines).toHaveLength(runs);
}

const planted = () =>
  app.database.query(
    `UPDATE monthly_capacity_summary SET total_capacity = total_capacity + 1, capacity_gap = capacity_gap + 1
     WHERE forecast_month_index = 1 AND main_lob LIKE 'Amisys%'`,
  );
const stored = () =>
  app.database.query<{ capacity: string }>(
    `SELECT total_capacity AS capacity FROM monthly_capacity_summary
     WHERE forecast_month_index = 1 AND main_lob LIKE 'Amisys%'`,
  );
/** AA1 five weeks of 486; AA2 two of 364.5 and three of 486; AA3 one of 243: 2430 + 2187 + 243. */
const RIGHT = [{ capacity: '4860' }];

test('it runs each time the minutes have passed, and says when nothing was wrong', async () => {
  pass(4.9);
  await sleep(50);
  expect(lines).toEqual([]);
  pass(0.1);
  await ended(1);
  pass(5);
  await ended(2);
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ['info', 'recompute found no difference'],
    ['info', 'recompute found no difference'],
  ]);
  expect(actors).toEqual(['schedule', 'schedule']);
});

test('a figure that is wrong is reported and put right', async () => {
  await planted();
  expect(await stored()).toEqual([{ capacity: '4861' }]);
  pass(5);
  await ended(1);
  expect(lines[0]).toMatchObject({
    level: 'warn',
    message: 'recompute found differences',
    fields: {
      count: 2,
      differences: [
        { entity: 'monthly_capacity_summary', column: 'capacity_gap', before: '-139', after: '-140' },
        { entity: 'monthly_capacity_summary', column: 'total_capacity', before: '4861', after: '4860' },
      ],
    },
  });
  expect(await stored()).toEqual(RIGHT);
});

/** Another session that keeps every recomputation waiting until it is let go. */
async function holdBack(): Promise<Client> {
  const other = new Client({ connectionString: app.database.url });
  await other.connect();
  await other.query('BEGIN; LOCK TABLE monthly_capacity_summary IN ACCESS EXCLUSIVE MODE');
  return other;
}

async function waiting(): Promise<number> {
  const [row] = await app.database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'headroom' AND wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
}

test('while one runs no other begins', async () => {
  const other = await holdBack();
  pass(5);
  while ((await waiting()) === 0) await sleep(20);
  pass(20);
  await sleep(300);
  expect(await waiting()).toBe(1);
  await other.end();
  await ended(1);
  await sleep(300);
  expect(lines).toHaveLength(1);
});

test('a run that fails is logged, and the next one works', async () => {
  await app.database.query('ALTER TABLE monthly_capacity_summary RENAME TO away');
  pass(5);
  await ended(1);
  expect(lines[0]).toMatchObject({
    level: 'error',
    message: 'scheduled recompute failed; it will be tried again',
  });
  await app.database.query('ALTER TABLE away RENAME TO monthly_capacity_summary');
  await planted();
  pass(5);
  await ended(2);
  expect(lines[1]).toMatchObject({ level: 'warn', fields: { count: 2 } });
  expect(await stored()).toEqual(RIGHT);
});

test('stopping waits for the one that runs, and nothing begins afterwards', async () => {
  await planted();
  const other = await holdBack();
  pass(5);
  while ((await waiting()) === 0) await sleep(20);
  let isStopped = false;
  const stopped = stop().then(() => (isStopped = true));
  await sleep(200);
  expect(isStopped).toBe(false);
  await other.end();
  await stopped;
  expect(lines).toHaveLength(1);
  expect(await stored()).toEqual(RIGHT);
  pass(60);
  await sleep(300);
  expect(lines).toHaveLength(1);
});

test('0 minutes are never', async () => {
  const never: Line[] = [];
  const stopNever = scheduleRecompute(() => app.newScope(), 0, collecting(never));
  expect(jest.getTimerCount()).toBe(1);
  pass(5);
  await ended(1);
  await stopNever();
  expect(never).toEqual([]);
});
