export { importFile } from './run/import-file.service';
export type { ImportKind, ImportOptions, ImportProgress } from './answer/import.model';
