import type { WriteAnswer } from '../../../domain/writing';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ImportSettings } from './import-options.rules';
import type { TableFacts, TableRow } from '../reading/import-table.rules';

/** A table to import and how. */
export interface ImportSource {
  rows: AsyncIterable<TableRow>;
  fileName: string;
  settings: ImportSettings;
  /** What the reader of the file finds out about it; filled in while the rows are read. */
  facts: TableFacts;
}

/** A table that has been read and waits to be saved. */
export interface ReadyImport {
  /** Good records in it. */
  records: number;
  /** Saves everything in one transaction; throws when rows are refused and the caller did not ask to skip them. */
  save(tx: WriteScope): Promise<WriteAnswer>;
  /** The refusal of a table without a single good record. */
  refuseEmpty(): Error;
}

/** How one kind of table is imported. */
export interface Importer {
  /** What the history calls it. */
  action: string;
  lock: 'shared' | 'exclusive';
  /** Reads the whole table; nothing is locked meanwhile. */
  read: (scope: RequestScope, source: ImportSource) => Promise<ReadyImport>;
}
