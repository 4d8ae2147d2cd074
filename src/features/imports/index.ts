export { importFile } from './run/import-file.service';
export {
  IMPORT_CONFLICTS,
  IMPORT_DUPLICATES,
  IMPORT_ERRORS,
  type ImportAnswer,
  type ImportKind,
  type ImportOptions,
  type ImportProgress,
  type ImportRow,
} from './answer/import.model';
