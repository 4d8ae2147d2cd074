export { recordChanges, type ChangedRow } from './entries.service';
