import type { Reason } from '../../../domain/codes';
import { mixedScripts } from '../../../domain/text-key';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { WriteWarning } from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { deallocateAll } from '../../assignment';
import { knownCaseTypes } from '../../demand';
import {
  assignmentsFrom,
  findMisfits,
  findResourcesByCns,
  peopleBeside,
  upsertRoster,
  type RosterResult,
} from '../../resource';
import type { RecordNote, StoredFile, StoredRecord } from '../answer/import-answer.rules';
import { parseRosterFile, type RosterRecord } from '../formats/roster-file.rules';
import type { ImportSettings } from './import-options.rules';
import type { Importer } from './import-source.model';
import { readyToStore } from './record-import.service';

/** People: locations may change, and with them the weeks that capacities are computed from. */
export const rosterImporter: Importer = {
  action: 'import.roster',
  lock: 'exclusive',
  read: async (scope, { rows, settings, facts }) => {
    const { onDuplicate, onBlank, dateOrder } = settings;
    const file = await parseRosterFile(rows, {
      knownCaseTypes: await knownCaseTypes(scope),
      onDuplicate,
      onBlank,
      dateOrder,
      facts,
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
  settings: ImportSettings,
): Promise<StoredFile> {
  const results = await upsertRoster(tx, records, { onConflict: settings.onConflict });
  const freed = await freePeople(tx, results, settings);
  const misfits = await misfitNotes(tx, results);
  const doubles = await findDoubles(tx, results);
  return {
    records: results.map((result) =>
      storedPerson(
        result,
        [doubles, freed.notes, misfits].flatMap((notes) => notes.get(result.cn) ?? []),
      ),
    ),
    warnings: await besideWarning(tx, records),
    skippedClosed: freed.skippedClosed,
  };
}

type Notes = Map<string, RecordNote[]>;

function warned(code: Reason, column: string, message: string): RecordNote {
  return { severity: 'warning', code, column, value: null, message };
}

function storedPerson(
  { row, cn, status, issues, changes }: RosterResult,
  more: readonly RecordNote[],
): StoredRecord {
  const isFreed = more.some(({ code }) => code === 'DEALLOCATED');
  const own = issues
    .filter(({ code }) => !(isFreed && code === 'FUTURE_ASSIGNMENTS'))
    .map(({ field, ...note }) => ({ ...note, column: field }));
  return { row, key: cn, status, notes: [...own, ...more], changes };
}

/** New people whose CN looks like one that is stored: in Latin letters, or without its dashes. */
async function findDoubles(tx: WriteScope, results: readonly RosterResult[]): Promise<Notes> {
  const likely = results.flatMap(({ cn, status }) => {
    const mixed = mixedScripts(cn);
    const latin = mixed?.latin ?? cn;
    const others = [latin, latin.replaceAll('-', '')].filter((name) => name !== cn);
    return others.length > 0 && (mixed || status === 'created') ? { cn, others } : [];
  });
  const notes: Notes = new Map();
  if (likely.length === 0) return notes;
  const rows = await findResourcesByCns(tx, [...new Set(likely.flatMap(({ others }) => others))]);
  const stored = new Set(rows.map((row) => row.cn));
  for (const { cn, others } of likely) {
    const other = others.find((name) => stored.has(name));
    if (other !== undefined)
      notes.set(cn, [warned('LOOK_ALIKE', 'cn', `${cn} is a person of its own; ${other} is stored, too`)]);
  }
  return notes;
}

/** Assignments that one change of a set takes. */
const MAX_FREED = 10_000;

/** Frees the weeks of people whom the roster makes inactive, from the week that the caller names. */
async function freePeople(
  tx: WriteScope,
  results: readonly RosterResult[],
  { deallocateFrom }: ImportSettings,
): Promise<{ notes: Notes; skippedClosed: string[] }> {
  const notes: Notes = new Map();
  const cns = results.flatMap(({ cn, turnedInactive }) => (turnedInactive ? cn : []));
  if (deallocateFrom === undefined || cns.length === 0) return { notes, skippedClosed: [] };
  const rows = await assignmentsFrom(tx, cns, deallocateFrom);
  const closed = new Set<string>();
  const counts = new Map<string, number>();
  for (let at = 0; at < rows.length; at += MAX_FREED) {
    const ids = rows.slice(at, at + MAX_FREED).map(({ id }) => id);
    const { assignments, skippedClosed } = await deallocateAll(tx, ids);
    for (const month of skippedClosed) closed.add(month);
    for (const { resourceCn } of assignments) counts.set(resourceCn, (counts.get(resourceCn) ?? 0) + 1);
  }
  const from = formatIsoWeek(deallocateFrom);
  for (const [cn, count] of counts) {
    const text = `${cn} is inactive now; ${count} assignment${count === 1 ? '' : 's'} from ${from} on freed`;
    notes.set(cn, [warned('DEALLOCATED', 'is_active', text)]);
  }
  return { notes, skippedClosed: [...closed].sort() };
}

/** One warning a person with what of the weeks that have not ended no longer fits. */
async function misfitNotes(tx: WriteScope, results: readonly RosterResult[]): Promise<Notes> {
  const changed = results
    .filter(({ changes }) => changes.length > 0)
    .map(({ cn, changes }) => ({ cn, fields: new Set(changes.map(({ field }) => field)) }));
  const misfits = await findMisfits(tx, changed);
  return new Map(
    [...misfits].map(([cn, { field, message }]) => [cn, [warned('NO_LONGER_FITS', field, message)]]),
  );
}

const PEOPLE_NAMED = 10;

/** People who are stored and not in the file stay as they are, which a full roster may not mean. */
async function besideWarning(tx: WriteScope, records: readonly RosterRecord[]): Promise<WriteWarning[]> {
  const { cns, count } = await peopleBeside(
    tx,
    records.map(({ cn }) => cn),
    PEOPLE_NAMED,
  );
  if (count === 0) return [];
  const more = count > cns.length ? ` and ${count - cns.length} more` : '';
  const people = count === 1 ? '1 active person is' : `${count} active people are`;
  return [
    {
      code: 'NOT_IN_ROSTER',
      message: `${people} stored but not in this roster and left as they are: ${cns.join(', ')}${more}`,
    },
  ];
}
