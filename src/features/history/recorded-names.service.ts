import { nearestName } from '../../domain/nearest-name';
import { textKey } from '../../domain/text-key';
import type { ClosedNames, OpenNames } from '../../platform/graphql/filters/filter-names';
import { sharedNames } from '../../platform/graphql/filters/shared-names';
import type { RequestScope } from '../../platform/scope/request-scope';
import { RECORDED_TABLES } from './history.model';
import { listActions, listActors, listRecordedNames, listRecordedPeople } from './recorded-names.repository';

type ReadRecorded = (scope: RequestScope, asked: readonly string[]) => Promise<readonly string[]>;

/** Names that are known today, and of those asked for also what only the history has. */
function recorded(kind: 'mainLob' | 'caseType' | 'person', read: ReadRecorded): OpenNames {
  return {
    get word() {
      return sharedNames(kind).word;
    },
    async known(scope, asked) {
      const today = await sharedNames(kind).known(scope, asked);
      const keys = new Set(today.map(textKey));
      const others = asked.filter((text) => !keys.has(textKey(text)));
      return others.length === 0 ? today : [...today, ...(await read(scope, others))];
    },
  };
}

/** Lines of business of today and of changed rows. */
export const RECORDED_LOBS = recorded('mainLob', (scope, asked) =>
  listRecordedNames(scope, 'main_lob', asked),
);

/** Case types of today and of changed rows. */
export const RECORDED_CASE_TYPES = recorded('caseType', (scope, asked) =>
  listRecordedNames(scope, 'case_type', asked),
);

/** People of today and of changed rows. */
export const RECORDED_PEOPLE = recorded('person', listRecordedPeople);

/** States that demands may have, and others that changed rows had all the same. */
export const RECORDED_STATES: ClosedNames = {
  get accepted() {
    return sharedNames('state').accepted;
  },
  has: (text) => sharedNames('state').has(text),
  meant: (text) => sharedNames('state').meant(text),
  stored: async (scope, asked) => [
    ...((await sharedNames('state').stored?.(scope, asked)) ?? []),
    ...(await listRecordedNames(scope, 'state', asked)),
  ],
};

/** Who changed something. */
export const RECORDED_ACTORS: OpenNames = { word: 'recorded actor', known: (scope) => listActors(scope) };

/** What was done, and its nouns. */
export const RECORDED_ACTIONS: OpenNames = {
  word: 'recorded action',
  known: async (scope) => {
    const actions = await listActions(scope);
    return [...new Set(actions.flatMap((action) => [action.split('.')[0] ?? action, action]))];
  },
};

/** Tables with changed rows. */
export const TABLES: ClosedNames = {
  accepted: `one of ${RECORDED_TABLES.join(', ')}`,
  has: (text) => RECORDED_TABLES.some((name) => name === text),
  meant: (text) => nearestName(text, RECORDED_TABLES),
};
