import { PLATFORMS, parsePlatform, parseWorkType, WORK_TYPES } from '../../../domain/demand/lob';
import { ALL_STATES, isStateCode, meantState, NO_STATE } from '../../../domain/demand/states';
import { nearestName } from '../../../domain/nearest-name';
import { textKey } from '../../../domain/text-key';
import type { ClosedNames, OpenNames } from '../../../platform/graphql/filters/filter-names';
import { keptNames } from '../../../platform/graphql/filters/kept-names';
import { listKnownCns, listPeopleNames } from './people-names.repository';

const names = keptNames(listPeopleNames);

/** Skills that somebody has. */
export const SKILLS: OpenNames = { word: 'skill', known: async (scope) => (await names(scope)).skills };

/** Lines of business that people can be assigned to. */
export const LOBS: OpenNames = {
  word: 'line of business',
  known: async (scope) => (await names(scope)).mainLobs,
};

/** Platforms that somebody works on; of a longer name the first word counts. */
export const PEOPLE_PLATFORMS: OpenNames = {
  word: 'platform',
  known: async (scope, asked) => [
    ...PLATFORMS,
    ...(await names(scope)).platforms,
    ...asked.filter((text) => parsePlatform(text) !== undefined),
  ],
};

/** People by CN, in any case. */
export const CNS: OpenNames = {
  word: 'person',
  known: async (scope, asked) => {
    const stored = new Set(await listKnownCns(scope, asked.map(plainCn)));
    return asked.filter((text) => stored.has(plainCn(text)));
  },
};

function plainCn(text: string): string {
  return text.trim().toUpperCase();
}

/** States that people may have in their list. */
export const PEOPLE_STATES: ClosedNames = {
  accepted: 'ALL, N/A or a USPS code such as FL',
  has: (text) => isStateCode(text) || [ALL_STATES, NO_STATE].some((name) => textKey(text) === textKey(name)),
  meant: meantState,
};

/** Where people sit. */
export const LOCATIONS: ClosedNames = {
  accepted: 'Domestic (Onshore) or Global (Offshore)',
  has: (text) => parseWorkType(text) !== undefined,
  meant: (text) => nearestName(text, [...WORK_TYPES, 'Onshore', 'Offshore']),
};
