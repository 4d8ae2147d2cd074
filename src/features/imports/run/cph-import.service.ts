import { upsertTargetCphs } from '../../demand';
import type { Importer } from './import-source.model';
import { readyToStore } from './record-import.service';
import { storedRecords } from '../answer/record-notes.rules';
import { parseTargetCphFile } from '../formats/target-cph-file.rules';

/** Configured CPHs; changes cascade to the forecasts of live, unclosed months. */
export const targetCphImporter: Importer = {
  action: 'import.target_cph',
  lock: 'exclusive',
  read: async (_scope, { rows, settings, facts }) =>
    readyToStore(await parseTargetCphFile(rows, { ...settings, facts }), {
      what: 'target CPH',
      settings,
      store: async (tx, records) => {
        const { results, skippedClosed } = await upsertTargetCphs(tx, records, settings);
        return { records: storedRecords(results, records), warnings: [], skippedClosed };
      },
    }),
};
