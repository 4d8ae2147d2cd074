import { parentPort } from 'node:worker_threads';
import { DomainError } from '../../../domain/errors';
import type { PlanSettings, Question } from '../options/allocation.model';
import { engineSettings } from '../options/plan-options.preset';
import { explain } from '../engine/explainer';
import { planAllocation } from '../engine/plan';
import { rebalance } from '../engine/rebalance';
import type { AllocationOptions, EngineHooks, RebalanceOptions } from '../engine/contract/types';
import { hiringRow, planDocument } from './plan-document.service';
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
    send({ say: 'explained', answer: answer(input, options, task.question) });
    return;
  }
  const result =
    task.kind === 'plan'
      ? { plan: planAllocation(input, options, hooks()) }
      : rebalance(input, options, hooks());
  const document = planDocument(reader, { input, scope: options.scope ?? {} }, result);
  send({ say: 'planned', document }, [document.body.buffer]);
}

function answer(
  input: ReturnType<ProblemReader['input']>,
  options: AllocationOptions,
  question: Question,
): unknown {
  const explainer = explain(input, options);
  const named = (key: string | null | undefined) => {
    const demand = input.demands.find((known) => known.key === key);
    return demand ? { mainLob: demand.mainLob, state: demand.state, caseType: demand.caseType } : null;
  };
  if (question.ask === 'hiringValue') return explainer.hiringValue(question.top).map(hiringRow);
  if (question.ask === 'whyNotAssigned') {
    const why = explainer.whyNotAssigned(question.cn, question.week);
    return why.assigned === null
      ? { ...why, assigned: null, bestDemand: named(why.bestDemand) }
      : { ...why, assigned: named(why.assigned) };
  }
  const { mainLob, state, caseType } = question.demand;
  const why = explainer.whyShort(`${mainLob} / ${state} / ${caseType}`, question.month);
  return { ...why, onePersonMore: why.onePersonMore === undefined ? null : hiringRow(why.onePersonMore) };
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
