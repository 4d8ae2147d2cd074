import type { WriteAnswer } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { composeAnswer, refuseFile, type StoredFile } from '../answer/import-answer.rules';
import type { ImportSettings } from './import-options.rules';
import type { ReadyImport } from './import-source.model';
import type { ParsedFile } from '../reading/import-table.rules';

/** How the records of a parsed file are stored. */
export interface StoreRecords<R> {
  /** What the file is, in errors: `roster`. */
  what: string;
  settings: ImportSettings;
  store: (tx: WriteScope, records: readonly R[]) => Promise<StoredFile>;
}

const NOTHING: StoredFile = { records: [], warnings: [], skippedClosed: [] };

/** A parsed file whose records are stored at once and answered one by one. */
export function readyToStore<R>(
  file: ParsedFile<R>,
  { what, settings, store }: StoreRecords<R>,
): ReadyImport {
  const answerTo = (stored: StoredFile): WriteAnswer => {
    const composed = composeAnswer(file, stored, settings.dryRun);
    if (settings.onError === 'abort' && composed.answer.counts.failed > 0)
      throw refuseFile(`${what} file`, composed);
    return composed.answer;
  };
  return {
    records: file.records.length,
    save: async (tx) => answerTo(await store(tx, file.records)),
    refuseEmpty: () => refuseFile(`${what} file`, composeAnswer(file, NOTHING, settings.dryRun)),
  };
}
