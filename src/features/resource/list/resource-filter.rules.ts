import { attempt, refuseIssues } from '../../../domain/issue-collector';
import { describe, invalid, type Issue } from '../../../domain/errors';
import { parsePlatform, parseWorkType, type WorkType } from '../../../domain/demand/lob';
import { ALL_STATES, isStateCode, NO_STATE } from '../../../domain/demand/states';
import { cleanText, textKey } from '../../../domain/text-key';
import { requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import type { ResourceFilter } from '../person/resource.model';

/** Most values of one filter. */
export const MAX_FILTER_VALUES = 1000;

const MAX_QUERY_LENGTH = 200;

/** A filter read. */
export interface ReadFilter {
  platforms: string[] | null;
  locations: WorkType[] | null;
  active: boolean | null;
  states: string[] | null;
  withoutStates: boolean;
  skills: string[] | null;
  needles: string[] | null;
  freeIn: IsoWeek | null;
  mainLobs: string[] | null;
  ramping: boolean | null;
  assigned: boolean | null;
  span: WeekSpan;
}

/** Weeks from one to another, both included; null = open. */
export interface WeekSpan {
  from: IsoWeek | null;
  to: IsoWeek | null;
}

/** Reads a filter of people; an empty list finds nobody, all wrong values are named at once. */
export function readResourceFilter(filter: ResourceFilter): ReadFilter {
  const issues: Issue[] = [];
  const each = <T>(path: string, values: readonly string[] | null | undefined, read: Read<T>): T[] | null =>
    readEach({ path, values, issues }, read);
  // Rosters may bring platforms that no rule knows.
  const platforms = each('platforms', filter.platforms, (value) => textKey(parsePlatform(value) ?? value));
  const locations = each('locations', filter.locations, readLocation);
  const states = each('states', filter.states, readState);
  const skills = each('skills', filter.skills, (value) => textKey(value));
  const needles = readNeedles(filter.q, issues);
  const mainLobs = each('mainLobs', filter.mainLobs, (value) => textKey(value));
  const week = (path: 'freeIn' | 'fromWeek' | 'toWeek'): IsoWeek | null => {
    const given = filter[path];
    return given ? (attempt(issues, () => requireIsoWeek(given, path)) ?? null) : null;
  };
  const [freeIn, span] = [week('freeIn'), { from: week('fromWeek'), to: week('toWeek') }];
  refuseIssues(issues);
  return {
    platforms,
    locations,
    active: filter.active ?? null,
    states:
      states && (states.length === 0 ? [] : [...states.filter((state) => state !== NO_STATE), ALL_STATES]),
    withoutStates: states?.includes(NO_STATE) ?? false,
    skills,
    needles,
    freeIn,
    mainLobs,
    ramping: filter.ramping ?? null,
    assigned: filter.assigned ?? null,
    span,
  };
}

type Read<T> = (value: string, path: string) => T;

interface FilterValues {
  path: string;
  values: readonly string[] | null | undefined;
  issues: Issue[];
}

function readEach<T>({ path, values, issues }: FilterValues, read: Read<T>): T[] | null {
  if (!values) return null;
  if (values.length > MAX_FILTER_VALUES) {
    issues.push({ path, message: `has ${values.length} values; expected at most ${MAX_FILTER_VALUES}` });
    return null;
  }
  return values.flatMap((value, index) => {
    const found = attempt(issues, () => read(value, values.length === 1 ? path : `${path}.${index}`));
    return found === undefined ? [] : [found];
  });
}

function readLocation(value: string, path: string): WorkType {
  const location = parseWorkType(value);
  if (location === undefined) throw invalid(path, value, 'Domestic (Onshore) or Global (Offshore)');
  return location;
}

function readState(value: string, path: string): string {
  const state = textKey(value).toUpperCase();
  if (state === ALL_STATES || state === NO_STATE || isStateCode(state)) return state;
  throw invalid(path, value, 'ALL, N/A or a USPS code such as FL');
}

/** Keys fold A–Z only: the text's own lower and upper case find the other letters too. */
function readNeedles(q: string | null | undefined, issues: Issue[]): string[] | null {
  if (q === null || q === undefined) return null;
  if (q.length > MAX_QUERY_LENGTH) {
    issues.push({
      path: 'q',
      message: `${describe(q)} has ${q.length} characters; expected at most ${MAX_QUERY_LENGTH}`,
    });
    return null;
  }
  const text = attempt(issues, () => cleanText(q, 'q')) ?? '';
  return text === '' ? null : [...new Set([text, text.toLowerCase(), text.toUpperCase()].map(textKey))];
}
