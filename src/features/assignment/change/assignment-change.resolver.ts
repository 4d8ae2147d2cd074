import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { answerPayload, mutate, type Payload } from '../../../platform/graphql/schema/mutate';
import { readId } from '../../../platform/graphql/schema/read-id';
import type { Change, RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { ChangeAssignmentInput, CreateAssignmentInput } from './assignment.input';
import type { AssignmentRow } from '../table/assignment.model';
import { AssignmentPayload, WeeklyAssignment } from '../table/assignment.type';
import { deallocate } from './change-assignments.service';
import { changeProduction } from './change-production.service';
import { assign } from './create-assignment.service';
import { freshRows } from '../table/fresh-rows.service';
import { chosenProduction, readSpelled } from '../checks/read-assignment.service';

const ID_OF = 'Number of the assignment.';

/** Mutations of one assignment. */
@Resolver(() => WeeklyAssignment)
export class AssignmentChangeResolver {
  @Mutation(() => AssignmentPayload, {
    description:
      'Assigns one person to one demand for one week. A taken week is answered with the assignment that holds it.',
  })
  assign(
    @Ctx() scope: RequestScope,
    @Arg('input', () => CreateAssignmentInput, { description: 'The new assignment.' })
    input: CreateAssignmentInput,
  ) {
    return answerPayload(async () => ({ assignment: await assign(scope, readSpelled(input)) }));
  }

  @Mutation(() => AssignmentPayload, {
    description:
      'Changes the percentage or tier, type, pin or note of one assignment, in its week only; no production step is written.',
  })
  changeProduction(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: ID_OF }) id: string,
    @Arg('input', () => ChangeAssignmentInput, { description: 'What to change.' })
    input: ChangeAssignmentInput,
  ) {
    return change(scope, { action: 'assignment.change' }, (tx) => {
      const given = chosenProduction(input);
      const { capacityTierId: tier } = given;
      const capacityTierId = tier === null || tier === undefined ? tier : readId(tier, 'capacityTierId');
      return changeProduction(tx, readId(id), { ...given, capacityTierId });
    });
  }

  @Mutation(() => AssignmentPayload, {
    description: 'Frees one person-week; the assignment stays as history.',
  })
  deallocate(
    @Ctx() scope: RequestScope,
    @Arg('id', () => ID, { description: ID_OF }) id: string,
    @Arg('version', () => Int, { nullable: true, description: 'The version you last saw.' })
    version?: number | null,
  ) {
    return change(scope, { action: 'assignment.deallocate' }, (tx) => deallocate(tx, readId(id), version));
  }
}

/** The assignment as the commit leaves it: its capacity is derived after the work that changed it. */
async function change(
  scope: RequestScope,
  how: Change,
  work: (tx: WriteScope) => Promise<AssignmentRow>,
): Promise<Payload<{ assignment: AssignmentRow }>> {
  const payload = await mutate(scope, how, async (tx) => ({ assignment: await work(tx) }));
  if (!payload.assignment) return payload;
  const [assignment = payload.assignment] = await freshRows(scope, [payload.assignment]);
  return { ...payload, assignment };
}
