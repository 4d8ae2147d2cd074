export { openChangeSet, sealChange } from './writing/change-set.service';
export { recordChanges, restoreRows } from './writing/entries.service';
export { changeSetById, latestChangeSet } from './history.loaders';
export type { ChangeSetRow } from './history.model';
export type { RestoredRow } from './writing/restore.model';
export { sealChangeSets, verifyAudit } from './audit/audit.service';
export { pruneHistory } from './audit/prune.service';
