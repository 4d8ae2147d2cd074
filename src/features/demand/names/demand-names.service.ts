import { PLATFORMS } from '../../../domain/demand/lob';
import { meantState, NO_STATE, isStateCode } from '../../../domain/demand/states';
import { textKey } from '../../../domain/text-key';
import type { ClosedNames, OpenNames } from '../../../platform/graphql/filters/filter-names';
import { keptNames } from '../../../platform/graphql/filters/kept-names';
import { listDemandNames } from './demand-names.repository';

const names = keptNames(listDemandNames);

/** Lines of business that a forecast or a configured CPH has. */
export const MAIN_LOBS: OpenNames = {
  word: 'line of business',
  known: async (scope) => (await names(scope)).mainLobs,
};

/** Case types that a forecast or a configured CPH has. */
export const CASE_TYPES: OpenNames = {
  word: 'case type',
  known: async (scope) => (await names(scope)).caseTypes,
};

/** Platforms that lines of business name. */
export const DEMAND_PLATFORMS: OpenNames = {
  word: 'platform',
  known: async (scope) => [...PLATFORMS, ...(await names(scope)).platforms],
};

/** Markets that lines of business name. */
export const MARKETS: OpenNames = { word: 'market', known: async (scope) => (await names(scope)).markets };

const NO_STATE_KEY = textKey(NO_STATE);

/** States that demands may have: USPS codes, `N/A`, and what a forecast file brought all the same. */
export const DEMAND_STATES: ClosedNames = {
  accepted: 'a USPS code such as FL, or N/A',
  has: (text) => isStateCode(text) || textKey(text) === NO_STATE_KEY,
  meant: meantState,
  stored: async (scope) => (await names(scope)).states,
};
