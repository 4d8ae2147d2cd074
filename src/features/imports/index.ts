export { importFile, importRows } from './import-file.service';
export {
  IMPORT_CONFLICTS,
  IMPORT_DUPLICATES,
  IMPORT_ERRORS,
  IMPORT_KINDS,
  type ImportAnswer,
  type ImportFileRequest,
  type ImportKind,
  type ImportOptions,
  type ImportProgress,
  type ImportRow,
  type OnImportProgress,
} from './import.model';
