import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ineligibleReasons, type IneligibleReason, type Person } from '../../../domain/demand/eligibility';
import { parseLob, type ParsedLob } from '../../../domain/demand/lob';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { asPerson, resourceByCn, type ResourceRow } from '../../resource';
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
    const { platform, locality } = lobOf(demandMainLob, caseType);
    return ineligibleReasons(personOf(person), { platform, locality, state, caseType }, { year, week });
  }
}

/** A list asks for many weeks of the few people and demands that it shows. */
const people = new WeakMap<ResourceRow, Person>();
const lobs = new Map<string, ParsedLob>();
const MAX_LOBS = 5_000;

function personOf(row: ResourceRow): Person {
  let person = people.get(row);
  if (!person) people.set(row, (person = asPerson(row)));
  return person;
}

function lobOf(mainLob: string, caseType: string): ParsedLob {
  const key = `${mainLob}|${caseType}`;
  let lob = lobs.get(key);
  if (!lob) {
    if (lobs.size >= MAX_LOBS) lobs.clear();
    lobs.set(key, (lob = parseLob(mainLob, caseType)));
  }
  return lob;
}
