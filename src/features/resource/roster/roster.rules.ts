import { describe } from '../../../domain/errors';
import { formatSkills, parseSkills } from '../../../domain/demand/skills';
import { formatStateList } from '../../../domain/demand/states';
import { MAX_TEXT } from '../person/resource.rules';
import type { ResourceRow } from '../person/resource.model';
import type { RosterFields, RosterIssue, RosterPerson } from './roster.model';

/** A person of a roster by property; only what the file has. Under `new` is what only a new person gets. */
export type RosterValues = { cn: string; new?: Values } & Values;

type Values = Record<string, unknown>;

/** What a roster row sets, and under `new` what only a new person gets. */
export function rosterValues(person: RosterPerson, stored: ResourceRow | undefined): RosterValues {
  const { row: _row, ifNew, keepsSkills, ...given } = person;
  const values: RosterValues = { ...valuesOf(given), cn: given.cn };
  if (stored && keepsSkills && given.skills)
    values['skills'] = formatSkills(parseSkills([stored.skills, ...given.skills].join(',')));
  return ifNew ? { ...values, new: valuesOf(ifNew) } : values;
}

/** JSON leaves undefined out: the statement tells an absent column from an emptied one. */
function valuesOf({ stateList, skills, ...fields }: RosterFields): Values {
  return {
    ...fields,
    stateList: stateList && formatStateList(stateList),
    skills: skills && formatSkills(skills),
  };
}

/** What of a row is too long to be stored. */
export function tooLong(values: RosterValues): RosterIssue[] {
  return Object.entries(MAX_TEXT).flatMap(([property, longest]) => {
    const value = values[property];
    if (typeof value !== 'string' || value.length <= longest) return [];
    const message = `${describe(value)} has ${value.length} characters; expected at most ${longest}`;
    return [rosterError('INVALID_VALUE', columnOf(property), value, message)];
  });
}

/** The column's name in files and answers. */
function columnOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
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
