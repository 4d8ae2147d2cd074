export { formatTables } from './kinds/import-format.rules';
export { importFile } from './run/import-file.service';
export { DATE_ORDERS, IMPORT_KINDS, ON_BLANK } from './answer/import.model';
export type { ImportKind, ImportOptions, ImportProgress } from './answer/import.model';
