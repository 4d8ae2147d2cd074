import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ineligibleReasons, type IneligibleReason } from '../../../domain/demand/eligibility';
import { parseLob } from '../../../domain/demand/lob';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { asPerson, resourceByCn } from '../../resource';
import type { AssignmentRow } from '../table/assignment.model';
import { WeeklyAssignment } from '../table/assignment.type';
import { EligibilityReason } from './question.type';

/** Whether an assignment still fits: people’s skills and states change after they were assigned. */
@Resolver(() => WeeklyAssignment)
export class MisfitResolver {
  @FieldResolver(() => [EligibilityReason], {
    description: 'Eligibility rules that the person breaks here; empty while the assignment fits.',
  })
  async ineligible(@Ctx() scope: RequestScope, @Root() row: AssignmentRow): Promise<IneligibleReason[]> {
    const person = await scope.loader(resourceByCn).load(row.resourceCn);
    if (!person) return [];
    const { demandMainLob, demandState: state, demandCaseType: caseType, year, weekNumber: week } = row;
    const { platform, locality } = parseLob(demandMainLob, caseType);
    return ineligibleReasons(asPerson(person), { platform, locality, state, caseType }, { year, week });
  }
}
