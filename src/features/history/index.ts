export { openChangeSet, raiseDataVersion } from './writing/change-set.service';
export { markReverts, recordChanges } from './writing/entries.service';
export { changeSetById } from './history.loaders';
export type { ChangeSetRow } from './history.model';
