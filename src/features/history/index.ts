export { openChangeSet, raiseDataVersion } from './writing/change-set.service';
export { markReverts, recordChanges, restoreRows } from './writing/entries.service';
export { changeSetById } from './history.loaders';
export type { ChangeSetRow } from './history.model';
export type { RestoredRow, RestoredTable } from './writing/restore.model';
