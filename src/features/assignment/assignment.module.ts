import { AssignmentChangeResolver } from './change/assignment-change.resolver';
import { AssignmentSetResolver } from './change/assignment-set.resolver';
import { AssignmentResolver } from './list/assignment.resolver';
import {
  DemandAssignmentsResolver,
  ResourceAssignmentsResolver,
  TierAssignmentsResolver,
  WeekAssignmentsResolver,
} from './list/assignments-of.resolver';
import { EligibleResourcesResolver, ServableDemandsResolver } from './match/match.resolver';
import { MisfitResolver } from './match/misfit.resolver';
import { ProductionResolver } from './production/production.resolver';
import { QuestionResolver } from './match/question.resolver';
import { WeekRangeResolver } from './range/week-range.resolver';
import { RevertResolver } from './revert/revert.resolver';
import { RevertibleResolver } from './revert/revertible.resolver';

/** What the assignment feature gives to the schema. */
export const assignmentModule = {
  resolvers: [
    AssignmentResolver,
    AssignmentChangeResolver,
    AssignmentSetResolver,
    ProductionResolver,
    ResourceAssignmentsResolver,
    TierAssignmentsResolver,
    WeekAssignmentsResolver,
    DemandAssignmentsResolver,
    EligibleResourcesResolver,
    ServableDemandsResolver,
    QuestionResolver,
    MisfitResolver,
    RevertResolver,
    RevertibleResolver,
    WeekRangeResolver,
  ],
} as const;
