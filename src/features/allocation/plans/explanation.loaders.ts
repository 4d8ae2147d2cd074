import type { LoaderDef } from '../../../platform/scope/request-scope';
import type { PlanSettings, Question } from '../options/allocation.model';
import type { Explained } from '../worker/worker-protocol.model';
import { askPlan } from './make-plan.service';

/** Answers about the stored assignments of some weeks: the questions of one request share one reading and one plan. */
export const explanationIn = (settings: PlanSettings): LoaderDef<Question, Explained> => ({
  name: 'explanation',
  variant: JSON.stringify(settings),
  cacheKey: (question) => JSON.stringify(question),
  async batch(scope, questions) {
    const job = { signal: new AbortController().signal, progress: () => undefined };
    return [...(await askPlan(scope, { questions, settings }, job))];
  },
});
