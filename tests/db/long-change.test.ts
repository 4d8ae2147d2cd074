import type { RequestScope } from '../../src/platform/scope/request-scope';
import { sql } from '../../src/platform/database/sql';
import { openTestApp, type TestApp } from '../support/scope';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function patience(scope: RequestScope): Promise<unknown> {
  return scope.db.first(
    sql`SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
       current_setting('idle_in_transaction_session_timeout') AS idle`,
  );
}

const LONG = { action: 'test.long', statementTimeoutMs: 300_000 };

test('a read, a short change and a long one: how long each may work, wait for locks and think', async () => {
  const scope = app.newScope();
  expect(await patience(scope)).toEqual({ statement: '15s', lock: '2500ms', idle: '10s' });
  const short = await scope.write({ action: 'test.short' }, patience);
  expect(short).toEqual({ statement: '1min', lock: '2500ms', idle: '10s' });
  expect(await scope.write(LONG, patience)).toEqual({ statement: '5min', lock: '5s', idle: '5min' });
  // Under an idempotency key the change joins the transaction of the key.
  const keyed = await scope.transaction((inner) => inner.write(LONG, patience));
  expect(keyed).toEqual({ statement: '5min', lock: '5s', idle: '5min' });
  expect(await patience(scope)).toEqual({ statement: '15s', lock: '2500ms', idle: '10s' });
});
