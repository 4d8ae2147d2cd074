import { attempt, refuseIssues } from '../../../domain/issue-collector';
import { PERCENTAGE, readDecimal, type GivenDecimal } from '../../../domain/decimal-input';
import type { Person } from '../../../domain/demand/eligibility';
import { describe, invalid, type Issue } from '../../../domain/errors';
import { parseIsoDate } from '../../../domain/time/iso-date';
import { parsePlatform, parseWorkType, PLATFORMS, type WorkType } from '../../../domain/demand/lob';
import { plain } from '../../../domain/rounding';
import { formatSkills, readSkills } from '../../../domain/demand/skills';
import { formatStateList, parseStateList } from '../../../domain/demand/states';
import { cleanText } from '../../../domain/text-key';
import type { ResourceRow, ResourceValues } from './resource.model';

/** Longest texts of a person by property, in characters. */
export const MAX_TEXT = {
  firstName: 100,
  lastName: 100,
  opid: 100,
  primaryPlatform: 100,
  location: 30,
  stateList: 1000,
  skills: 5000,
} as const;

/** The fields of a person as callers give them: absent = leave alone, null = clear. */
export type ResourceInput = { [Field in TextField]?: string | null | undefined } & {
  productionPercentage?: GivenDecimal | null | undefined;
};

type TextField = Exclude<keyof ResourceValues, 'productionPercentage'>;

/** Clean values of the fields that were given, and what was dropped on the way. */
export interface ReadResource {
  values: Partial<ResourceValues>;
  warnings: string[];
}

type Reader = (value: string | null) => string | null;

const READERS: Readonly<Record<TextField, Reader>> = {
  firstName: (value) => limited(value, 'firstName'),
  lastName: (value) => limited(value, 'lastName'),
  opid: (value) => limited(value, 'opid') || null,
  primaryPlatform: (value) => platformOf(value),
  location: (value) => locationOf(value),
  stateList: (value) => states(limited(value, 'stateList')),
  skills: (value) => skills(value),
  hireDate: (value) => (value === null ? null : parseIsoDate(value, 'hireDate')),
};

/** Reads the given fields of a person; all wrong ones are named at once. */
export function readResourceInput(input: ResourceInput): ReadResource {
  const values: Record<string, string | null> = {};
  const warnings: string[] = [];
  const issues: Issue[] = [];
  const readField = (field: keyof ResourceValues, read: () => string | null): void => {
    const value = attempt(issues, read);
    if (value !== undefined) values[field] = value;
  };
  for (const [field, read] of Object.entries(READERS) as [TextField, Reader][]) {
    const value = input[field];
    if (value !== undefined) readField(field, () => read(value));
  }
  const { productionPercentage: share } = input;
  if (share !== undefined)
    readField('productionPercentage', () =>
      plain(readDecimal(share, { ...PERCENTAGE, path: 'productionPercentage' })),
    );
  refuseIssues(issues);
  return { values: values, warnings };
}

function limited(value: string | null, path: keyof typeof MAX_TEXT): string {
  const text = cleanText(value ?? '', path);
  const longest = MAX_TEXT[path];
  if (text.length > longest) throw invalid(path, value, `at most ${longest} characters, not ${text.length}`);
  return text;
}

function platformOf(value: string | null): string {
  const platform = parsePlatform(limited(value, 'primaryPlatform'));
  if (platform === undefined) throw invalid('primaryPlatform', value, PLATFORMS.join(', '));
  return platform;
}

function locationOf(value: string | null): WorkType {
  const location = parseWorkType(limited(value, 'location'));
  if (location === undefined) throw invalid('location', value, 'Domestic (Onshore) or Global (Offshore)');
  return location;
}

/** Every word must be a state: one that is none must not take stored ones away. */
function states(text: string): string {
  const { states: found, dropped } = parseStateList(text);
  if (dropped.length === 0) return formatStateList(found);
  const junk = dropped.map(describe).join(', ');
  throw invalid('stateList', text, `ALL, N/A, USPS codes such as FL|GA or full names; ${junk} is no state`);
}

/** No case types are known here, so a slash separates only where spaces surround it. */
const NO_CASE_TYPES: ReadonlyMap<string, string> = new Map();

function skills(value: string | null): string {
  limited(value, 'skills');
  return formatSkills(readSkills(value ?? '', NO_CASE_TYPES).skills);
}

/** The states of a stored list. */
export function statesOf(stateList: string): string[] {
  return stateList === '' ? [] : stateList.split('|');
}

/** The case types of stored skills. */
export function skillsOf(skills: string): string[] {
  return skills === '' ? [] : skills.split(',');
}

/** A stored person as the eligibility rules see it. */
export function asPerson(resource: ResourceRow): Person {
  return {
    cn: resource.cn,
    platform: resource.primaryPlatform,
    location: resource.location,
    states: statesOf(resource.stateList),
    skills: skillsOf(resource.skills),
    isActive: resource.isActive,
    hireDate: resource.hireDate,
  };
}
