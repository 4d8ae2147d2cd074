import { parentPort } from 'node:worker_threads';
import { DomainError } from '../../../domain/errors';
import type { PlanSettings } from '../options/allocation.model';
import { engineSettings } from '../options/plan-options.preset';
import { explain } from '../engine/explainer';
import { planAllocation } from '../engine/plan';
import { rebalance } from '../engine/rebalance';
import type { EngineHooks, RebalanceOptions } from '../engine/contract/types';
import { explanationAnswer } from './explanation-answer.service';
import { planDocument } from './plan-document.service';
import { ProblemReader } from './problem-input.reader';
import type { FromWorker, ToWorker, WorkerTask } from './worker-protocol.model';

/** Progress is told at most this often, in milliseconds. */
const NEWS_MS = 200;

const reader = new ProblemReader();

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function hooks(): EngineHooks {
  let last = -NEWS_MS;
  return {
    now: () => performance.now(),
    progress: (percent, stage, bestGapPct) => {
      if (performance.now() - last < NEWS_MS) return;
      last = performance.now();
      send({ say: 'progress', percent, stage, bestGapPct });
    },
  };
}

function engineOptions(settings: PlanSettings): RebalanceOptions {
  return { ...engineSettings(settings), priorities: reader.priorities(settings.priorities ?? []) };
}

function run(task: WorkerTask): void {
  const options = engineOptions(task.settings);
  const input = reader.input();
  if (task.kind === 'explain') {
    const answer = explanationAnswer(explain(input, options), input.demands, task.question);
    send({ say: 'explained', answer });
    return;
  }
  const result =
    task.kind === 'plan'
      ? { plan: planAllocation(input, options, hooks()) }
      : rebalance(input, options, hooks());
  const document = planDocument(reader, { input, scope: options.scope ?? {} }, result);
  send({ say: 'planned', document }, [document.body.buffer]);
}

function receive(message: ToWorker): void {
  if (message.say === 'calendar') reader.readCalendar(message);
  else if (message.say === 'demands') reader.readDemands(message.rows);
  else if (message.say === 'people') reader.readPeople(message.rows);
  else run(message.task);
}

parentPort?.on('message', (message: ToWorker) => {
  try {
    receive(message);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    send({ say: 'refused', code: error.code, message: error.message, issues: error.issues });
  }
});
