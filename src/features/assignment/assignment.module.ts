import { AssignmentChangeResolver } from './assignment-change.resolver';
import { AssignmentSetResolver } from './assignment-set.resolver';
import { AssignmentResolver } from './assignment.resolver';
import {
  DemandAssignmentsResolver,
  ResourceAssignmentsResolver,
  TierAssignmentsResolver,
  WeekAssignmentsResolver,
} from './assignments-of.resolver';
import { EligibleResourcesResolver, ServableDemandsResolver } from './match.resolver';
import { ProductionResolver } from './production.resolver';
import { QuestionResolver } from './question.resolver';
import { RevertResolver } from './revert.resolver';

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
    RevertResolver,
  ],
} as const;
