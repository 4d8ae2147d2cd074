export { openChangeSet, raiseDataVersion } from './change-set.service';
export { markReverts, recordChanges } from './entries.service';
export { changeSetById } from './history.loaders';
export type { ChangeSetRow } from './history.model';
