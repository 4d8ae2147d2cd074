import type { INELIGIBLE_REASONS } from '../codes';
import { type IsoWeek, formatIsoWeek, weekEnd } from '../time/iso-week';
import { parseWorkType } from './lob';
import { ALL_STATES, NO_STATE } from './states';
import { textKey } from '../text-key';

/** A resource as eligibility sees it. */
export interface Person {
  cn: string;
  platform: string;
  location: string;
  states: readonly string[];
  skills: readonly string[];
  isActive: boolean;
  /** `YYYY-MM-DD`, null when unknown: then no week is too early. */
  hireDate: string | null;
}

/** A demand as eligibility sees it. */
export interface DemandSide {
  platform: string;
  locality: string;
  state: string;
  caseType: string;
}

/** The rule that a person breaks. */
export type IneligibleCode = keyof typeof INELIGIBLE_REASONS;

/** A broken rule with the value seen and what is needed. */
export interface IneligibleReason {
  code: IneligibleCode;
  message: string;
}

type Rule = (person: Person, demand: DemandSide, week: IsoWeek) => string | undefined;

const RULES: readonly { code: IneligibleCode; broken: Rule }[] = [
  {
    code: 'INACTIVE',
    broken: (person) => (person.isActive ? undefined : 'is inactive; an active resource is needed'),
  },
  {
    code: 'PLATFORM',
    broken: ({ platform }, demand) =>
      same(platform, demand.platform)
        ? undefined
        : `works on platform ${quoted(platform)}; ${quoted(demand.platform)} is needed`,
  },
  {
    code: 'LOCATION',
    broken: ({ location }, { locality }) =>
      same(workTypeOf(location), workTypeOf(locality))
        ? undefined
        : `has location ${quoted(location)}; ${quoted(locality)} is needed`,
  },
  {
    code: 'SKILL',
    broken: ({ skills }, { caseType }) =>
      skills.some((skill) => same(skill, caseType))
        ? undefined
        : `has the skills ${listed(skills)}; ${quoted(caseType)} is needed`,
  },
  {
    code: 'STATE',
    broken: ({ states }, { state }) =>
      same(state, NO_STATE) || states.some((known) => same(known, state) || same(known, ALL_STATES))
        ? undefined
        : `has the states ${listed(states)}; ${quoted(state)} or ${quoted(ALL_STATES)} is needed`,
  },
  {
    code: 'NOT_HIRED',
    broken: ({ hireDate }, _demand, week) =>
      hireDate === null || weekEnd(week) >= hireDate
        ? undefined
        : `is hired on ${hireDate}; ${formatIsoWeek(week)} ends on ${weekEnd(week)}, a week that ends on or after the hire date is needed`,
  },
];

/** Every rule that keeps this person from this demand in this week; empty when eligible. */
export function ineligibleReasons(person: Person, demand: DemandSide, week: IsoWeek): IneligibleReason[] {
  return RULES.flatMap(({ code, broken }) => {
    const fault = broken(person, demand, week);
    return fault === undefined ? [] : [{ code, message: `${person.cn} ${fault}` }];
  });
}

function same(a: string, b: string): boolean {
  return a === b || textKey(a) === textKey(b);
}

function workTypeOf(text: string): string {
  return parseWorkType(text) ?? text;
}

function quoted(text: string): string {
  return `"${text}"`;
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? '(none)' : values.map(quoted).join(', ');
}
