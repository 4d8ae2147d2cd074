import { describe } from '../../../domain/errors';
import { formatSkills, parseSkills } from '../../../domain/demand/skills';
import { formatStateList } from '../../../domain/demand/states';
import { RESOURCE_TEXT } from '../person/resource.rules';
import type { ResourceRow } from '../person/resource.model';
import type { RosterFields, RosterIssue, RosterPerson } from './roster.model';

/** A person of a roster as columns; only those that the file has. */
export type RosterColumns = { cn: string; new?: ColumnValues } & ColumnValues;

type ColumnValues = Record<string, unknown>;

/** The columns that a roster row sets, and under `new` those that only a new person gets. */
export function rosterColumns(person: RosterPerson, stored: ResourceRow | undefined): RosterColumns {
  const columns: RosterColumns = { ...valuesOf(person), cn: person.cn };
  if (stored && person.keepsSkills && person.skills)
    columns['skills'] = formatSkills(parseSkills([stored.skills, ...person.skills].join(',')));
  return person.ifNew ? { ...columns, new: valuesOf(person.ifNew) } : columns;
}

/** JSON leaves undefined out: the statement tells an absent column from an emptied one. */
function valuesOf(fields: RosterFields): ColumnValues {
  return {
    first_name: fields.firstName,
    last_name: fields.lastName,
    opid: fields.opid,
    primary_platform: fields.primaryPlatform,
    location: fields.location,
    state_list: fields.stateList && formatStateList(fields.stateList),
    skills: fields.skills && formatSkills(fields.skills),
    production_percentage: fields.productionPercentage,
    is_active: fields.isActive,
    hire_date: fields.hireDate,
  };
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
