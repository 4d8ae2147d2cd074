import {
  executeAndAnswer,
  previewPlan,
  rebalanceAndAnswer,
} from '../../../src/features/allocation/plans/allocation.service';
import type {
  ExecutedPlan,
  KeptPlan,
  ListSection,
} from '../../../src/features/allocation/options/allocation.model';
import { planRows } from '../../../src/features/allocation/plans/kept-plan.service';
import type { TestApp } from '../scope';

type Scoped = Pick<TestApp, 'newScope'>;
const WAIT_S = 60;

/** Allocation's use cases, waited for. */
export const allocation = {
  async preview(app: Scoped, choices: Parameters<typeof previewPlan>[1] = {}): Promise<KeptPlan> {
    const answer = await previewPlan(app.newScope(), choices, WAIT_S);
    if ('jobId' in answer) throw new Error('the preview took longer than a minute');
    return answer.plan;
  },
  async execute(app: Scoped, input: Parameters<typeof executeAndAnswer>[1] = {}): Promise<ExecutedPlan> {
    const answer = await executeAndAnswer(app.newScope(), input, WAIT_S);
    if ('jobId' in answer) throw new Error('the execution took longer than a minute');
    return answer;
  },
  async rebalance(app: Scoped, input: Parameters<typeof rebalanceAndAnswer>[1] = {}): Promise<ExecutedPlan> {
    const answer = await rebalanceAndAnswer(app.newScope(), input, WAIT_S);
    if ('jobId' in answer) throw new Error('the rebalance took longer than a minute');
    return answer;
  },
  /** Every row of one of a plan's lists. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests assert on plain JSON
  async rows(app: Scoped, plan: KeptPlan, section: ListSection): Promise<any[]> {
    return planRows(app.newScope(), plan, section, { offset: 0, limit: 1_000_000 });
  },
};
