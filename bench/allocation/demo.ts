/**
 * What allocation makes of the stored data (the demo, say) next to the predecessor's greedy way and to what is assigned now.
 *
 *   DATABASE_URL=… node -r ./scripts/register.cjs bench/allocation/demo.ts
 */
import { createDataSource } from '../../src/app/data-source';
import { scopeFactory, settingsOf } from '../../src/app/services';
import { planAllocation } from '../../src/features/allocation/engine/plan';
import { ProblemReader } from '../../src/features/allocation/worker/problem-input.reader';
import { PlanningThread } from '../../src/features/allocation/worker/run-worker.service';
import type { ToWorker } from '../../src/features/allocation/worker/worker-protocol.model';
import { loadConfig } from '../../src/platform/config/config';
import { openSnapshot } from '../../src/platform/database/cursor';
import { createLogger } from '../../src/platform/logging/logger';
import { clockOn } from '../../src/platform/scope/clock';
import { metCases } from '../../tests/support/allocation/check-plan';
import { greedyAllocation } from '../../tests/support/allocation/greedy.peer';

/** Feeds a reader in this process with what the planning thread would be told. */
function listener(reader: ProblemReader): Pick<PlanningThread, 'read'> {
  const hear = (message: ToWorker): void => {
    if (message.say === 'calendar') reader.readCalendar(message);
    if (message.say === 'demands') reader.readDemands(message.rows);
    if (message.say === 'people') reader.readPeople(message.rows);
  };
  const parts = { job: { progress: () => undefined }, tell: hear, tellRows: hear };
  return Object.assign(Object.create(PlanningThread.prototype) as PlanningThread, parts);
}

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const { databaseUrl, today } = config;
  if (!databaseUrl) throw new Error('DATABASE_URL names the database to read');
  const dataSource = await createDataSource(databaseUrl, { poolSize: 2 }).initialize();
  const scope = scopeFactory(dataSource, {
    clock: clockOn(today),
    log: createLogger('silent'),
    settings: settingsOf(config),
  })();
  const snapshot = await openSnapshot(scope.db, new AbortController().signal);
  const reader = new ProblemReader();
  await listener(reader).read(snapshot);
  await snapshot.close();
  await dataSource.destroy();
  const input = reader.input();
  const { totals, solve } = planAllocation(input, { effort: 'std' }, { now: () => performance.now() });
  const greedy = metCases({ ...input, assignments: [] }, greedyAllocation({ ...input, assignments: [] }));
  const cases = (met: number) => Math.trunc(met).toLocaleString('en-US');
  console.log(`forecast            ${cases(totals.before.forecast)} cases`);
  console.log(`served as assigned  ${cases(Number(totals.before.met))}`);
  console.log(`greedy              ${cases(greedy)}`);
  console.log(
    `plan                ${cases(Number(totals.after.met))}, gap to the bound ${solve.gapPct.toFixed(2)} %`,
  );
  console.log(
    `moves               ${totals.after.moves} runs of weeks, ${totals.after.changedPeople} people`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
