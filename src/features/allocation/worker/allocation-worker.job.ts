import { parentPort } from 'node:worker_threads';
import { DomainError } from '../../../domain/errors';
import type { PlanSettings } from '../options/allocation.model';
import { engineSettings } from '../options/plan-options.preset';
import { explain } from '../engine/explainer';
import { planAllocation } from '../engine/plan';
import { rebalance } from '../engine/rebalance';
import type { EngineHooks, RebalanceOptions } from '../engine/contract/types';
import { loadIntegerSolver } from './integer-solver.service';
import { explanationAnswer } from './explanation-answer.service';
import { planDocument } from './plan-document.service';
import { ProblemReader } from './problem-input.reader';
import type { Explained, FromWorker, ToWorker, WorkerTask } from './worker-protocol.model';

/** Progress is reported at most this often, in milliseconds. */
const NEWS_MS = 200;

const reader = new ProblemReader();

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** With more people hardly a plan is small, and starting the solver takes as long as planning thousands. */
const MAX_PEOPLE = 1_000;

async function hooks(people: number): Promise<EngineHooks> {
  const integerSolver = people <= MAX_PEOPLE ? await loadIntegerSolver() : undefined;
  let last = -NEWS_MS;
  return {
    now: () => performance.now(),
    integerSolver,
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

async function run(task: WorkerTask): Promise<void> {
  const options = engineOptions(task.settings);
  const input = reader.input();
  if (task.kind === 'explain') {
    const explainer = explain(input, options);
    const answers = task.questions.map((question): Explained => {
      try {
        return { answer: explanationAnswer(explainer, input.demands, question) };
      } catch (error) {
        return { refused: refusalOf(error) };
      }
    });
    send({ say: 'explained', answers });
    return;
  }
  const around = await hooks(input.people.length);
  const result =
    task.kind === 'plan'
      ? { plan: planAllocation(input, options, around) }
      : rebalance(input, options, around);
  const document = await planDocument(reader, { input, scope: options.scope ?? {} }, result);
  send({ say: 'planned', document }, [document.body.buffer]);
}

function receive(message: ToWorker): Promise<void> | undefined {
  if (message.say === 'run') return run(message.task);
  if (message.say === 'calendar') reader.readCalendar(message);
  else if (message.say === 'demands') reader.readDemands(message.rows);
  else reader.readPeople(message.rows);
  return undefined;
}

async function answer(message: ToWorker): Promise<void> {
  try {
    await receive(message);
  } catch (error) {
    send({ say: 'refused', ...refusalOf(error) });
  }
}

/** What a refusal is made of; any other error is thrown on. */
function refusalOf(error: unknown): Pick<DomainError, 'code' | 'message' | 'issues'> {
  if (!(error instanceof DomainError)) throw error;
  const { code, message, issues } = error;
  return { code, message, issues };
}

parentPort?.on('message', (message: ToWorker) => void answer(message));
