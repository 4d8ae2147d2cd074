import type { LoaderDef } from '../../../platform/scope/request-scope';
import {
  listDemandsForPeople,
  listPeopleForDemands,
  type DemandsForPersonKey,
  type PeopleForDemandKey,
} from './match.repository';
import type { MatchPage } from '../table/assignment-pages.model';

/** CNs of the active people eligible for a demand, page by page. */
export const peopleForDemand: LoaderDef<PeopleForDemandKey, MatchPage<string>> = {
  name: 'peopleForDemand',
  cacheKey: (key) =>
    JSON.stringify([
      key.platform,
      key.locality,
      key.state,
      key.caseType,
      key.weekEnd,
      key.limit,
      key.offset,
      key.after ?? null,
    ]),
  batch: (scope, keys) => listPeopleForDemands(scope, keys),
};

/** Numbers of the forecast rows of a month that a person could serve, page by page. */
export const demandsForPerson: LoaderDef<DemandsForPersonKey, MatchPage<number>> = {
  name: 'demandsForPerson',
  cacheKey: (key) => JSON.stringify([key.cn, key.monthStart, key.limit, key.offset, key.after ?? null]),
  batch: (scope, keys) => listDemandsForPeople(scope, keys),
};
