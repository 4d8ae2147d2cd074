export { recordChanges } from './entries.service';
export { changeSetById, entriesOf, entryCount } from './history.loaders';
export type { ChangeSetEntryRow, ChangeSetRow } from './history.model';
