import type { ClosedNames, OpenNames } from './filter-names';

/** Names that one feature has and a feature below it filters by. */
export interface SharedNames {
  mainLob: OpenNames;
  state: ClosedNames;
  caseType: OpenNames;
  person: OpenNames;
}

const shared = new Map<keyof SharedNames, ClosedNames | OpenNames>();

/** What a feature calls its names by: the schema hands them over before anybody asks. */
export function shareNames(names: Partial<SharedNames>): void {
  for (const [kind, own] of Object.entries(names)) shared.set(kind as keyof SharedNames, own);
}

/** The names of a kind, whichever feature has them. */
export function sharedNames<K extends keyof SharedNames>(kind: K): SharedNames[K] {
  const names = shared.get(kind);
  if (!names) throw new Error(`no feature shares the names of the kind ${kind}`);
  return names as SharedNames[K];
}
