import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { mutate, type Payload } from '../../../platform/graphql/schema/mutate';
import { WritePayload } from '../../../platform/graphql/writing/write-result.type';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { BulkAssignInput, CopyWeekInput, MoveToInput } from './assignment.input';
import { AssignmentsPayload, WeeklyAssignment } from '../table/assignment.type';
import { bulkAssignSpelled } from '../bulk/bulk-assign.service';
import { deallocateAll, setPinned, type ChangedSet } from './change-assignments.service';
import { copyWeek } from '../bulk/copy-week.service';
import { freshRows } from '../table/fresh-rows.service';
import { chosenDemand } from '../../demand';
import { moveAssignments } from './move.service';
import { readIds } from '../checks/read-assignment.service';

const IDS = 'Numbers of active assignments, 10,000 at most.';

/** Mutations of many assignments. */
@Resolver(() => WeeklyAssignment)
export class AssignmentSetResolver {
  @Mutation(() => AssignmentsPayload, {
    description: 'Moves assignments to another demand; person, week and percentage stay.',
  })
  moveAssignments(
    @Ctx() scope: RequestScope,
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
    @Arg('to', () => MoveToInput, { description: 'Where they go.' }) to: MoveToInput,
  ) {
    return changeSet(scope, 'assignment.move', async (tx) =>
      moveAssignments(tx, readIds(ids), { ...to, ...(await chosenDemand(tx, to)) }),
    );
  }

  @Mutation(() => AssignmentsPayload, { description: 'Pins assignments: allocation never moves them.' })
  pinAssignments(@Ctx() scope: RequestScope, @Arg('ids', () => [ID], { description: IDS }) ids: string[]) {
    return changeSet(scope, 'assignment.pin', (tx) => setPinned(tx, readIds(ids), true));
  }

  @Mutation(() => AssignmentsPayload, { description: 'Lets allocation move assignments again.' })
  unpinAssignments(@Ctx() scope: RequestScope, @Arg('ids', () => [ID], { description: IDS }) ids: string[]) {
    return changeSet(scope, 'assignment.unpin', (tx) => setPinned(tx, readIds(ids), false));
  }

  @Mutation(() => AssignmentsPayload, {
    description: 'Frees many person-weeks; the assignments stay as history.',
  })
  deallocateAssignments(
    @Ctx() scope: RequestScope,
    @Arg('ids', () => [ID], { description: IDS }) ids: string[],
  ) {
    return changeSet(scope, 'assignment.deallocate', (tx) => deallocateAll(tx, readIds(ids)));
  }

  @Mutation(() => WritePayload, { description: 'Assigns many person-weeks at once.' })
  bulkAssign(
    @Ctx() scope: RequestScope,
    @Arg('input', () => BulkAssignInput, { description: 'The assignments, and how they are written.' })
    input: BulkAssignInput,
  ) {
    const how = { action: 'assignment.bulk', dryRun: input.dryRun ?? false };
    return mutate(scope, how, async (tx) => ({ result: await bulkAssignSpelled(tx, input) }));
  }

  @Mutation(() => WritePayload, {
    description:
      'Copies a week’s assignments to other weeks: same people and demands, the people’s percentages of the new weeks.',
  })
  copyWeek(
    @Ctx() scope: RequestScope,
    @Arg('input', () => CopyWeekInput, { description: 'Which week, and where to.' }) input: CopyWeekInput,
  ) {
    const how = { action: 'assignment.copyWeek', dryRun: input.dryRun ?? false };
    return mutate(scope, how, async (tx) => ({ result: await copyWeek(tx, input) }));
  }
}

/** A refused change of a set has no rows and no skipped months. */
async function changeSet(
  scope: RequestScope,
  action: string,
  work: (tx: WriteScope) => Promise<ChangedSet>,
): Promise<Payload<ChangedSet> & ChangedSet> {
  const payload = await mutate(scope, { action }, work);
  return { skippedClosed: [], ...payload, assignments: await freshRows(scope, payload.assignments) };
}
