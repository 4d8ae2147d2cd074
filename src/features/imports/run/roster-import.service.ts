import type { WriteScope } from '../../../platform/scope/request-scope';
import { knownCaseTypes } from '../../demand';
import { upsertRoster, type RosterResult } from '../../resource';
import type { StoredFile, StoredRecord } from '../answer/import-answer.rules';
import type { ImportSettings } from './import-options.rules';
import type { Importer } from './import-source.model';
import { readyToStore } from './record-import.service';
import { parseRosterFile, type RosterRecord } from '../formats/roster-file.rules';

/** People: locations may change, and with them the weeks that capacities are computed from. */
export const rosterImporter: Importer = {
  action: 'import.roster',
  lock: 'exclusive',
  read: async (scope, { rows, settings }) => {
    const file = await parseRosterFile(rows, {
      knownCaseTypes: await knownCaseTypes(scope),
      onDuplicate: settings.onDuplicate,
    });
    return readyToStore(file, {
      what: 'roster',
      settings,
      store: (tx, records) => storeRoster(tx, records, settings),
    });
  },
};

async function storeRoster(
  tx: WriteScope,
  records: readonly RosterRecord[],
  { onConflict }: ImportSettings,
): Promise<StoredFile> {
  const results = await upsertRoster(tx, records, { onConflict });
  return { records: results.map(storedPerson), warnings: [], skippedClosed: [] };
}

function storedPerson({ row, cn, status, issues }: RosterResult): StoredRecord {
  const notes = issues.map(({ field, ...note }) => ({ ...note, column: field }));
  return { row, key: cn, status, notes };
}
