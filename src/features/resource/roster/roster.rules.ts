import { describe } from '../../../domain/errors';
import { formatSkills } from '../../../domain/demand/skills';
import { formatStateList } from '../../../domain/demand/states';
import { RESOURCE_TEXT } from '../person/resource.rules';
import type { RosterIssue, RosterPerson } from './roster.model';

/** A person of a roster as columns; only those that the file has. */
export type RosterColumns = { cn: string } & Record<string, string | boolean | null>;

/** The columns that a roster row sets. */
export function rosterColumns(person: RosterPerson): RosterColumns {
  const columns: Record<string, string | boolean | null | undefined> = {
    first_name: person.firstName,
    last_name: person.lastName,
    opid: person.opid,
    primary_platform: person.primaryPlatform,
    location: person.location,
    state_list: person.stateList && formatStateList(person.stateList),
    skills: person.skills && formatSkills(person.skills),
    production_percentage: person.productionPercentage,
    is_active: person.isActive,
    hire_date: person.hireDate,
  };
  // JSON leaves undefined out: the statement tells an absent column from an emptied one.
  return { ...columns, cn: person.cn };
}

const LIMITS: readonly (readonly [column: string, longest: number])[] = [
  ['first_name', RESOURCE_TEXT.name],
  ['last_name', RESOURCE_TEXT.name],
  ['opid', RESOURCE_TEXT.opid],
  ['primary_platform', RESOURCE_TEXT.platform],
  ['state_list', RESOURCE_TEXT.states],
  ['skills', RESOURCE_TEXT.skills],
];

/** What of a row is too long to be stored. */
export function tooLong(columns: RosterColumns): RosterIssue[] {
  return LIMITS.flatMap(([field, longest]) => {
    const value = columns[field];
    if (typeof value !== 'string' || value.length <= longest) return [];
    const message = `${describe(value)} has ${value.length} characters; expected at most ${longest}`;
    return [rosterError('INVALID_VALUE', field, value, message)];
  });
}

/** A reason why a row is refused. */
export function rosterError(
  code: RosterIssue['code'],
  field: string,
  value: string | null,
  message: string,
): RosterIssue {
  return { severity: 'error', code, field, value, message };
}
