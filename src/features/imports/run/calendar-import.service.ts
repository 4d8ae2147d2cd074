import { formatIsoWeek } from '../../../domain/time/iso-week';
import { upsertHolidays, upsertMonthConfigs, type UpsertResult, type WeekConfigRow } from '../../calendar';
import type { WriteWarning } from '../../../domain/writing';
import type { StoredFile } from '../answer/import-answer.rules';
import { parseHolidaysFile } from '../formats/holidays-file.rules';
import type { Importer } from './import-source.model';
import { parseMonthConfigFile } from '../formats/month-config-file.rules';
import { readyToStore } from './record-import.service';
import { storedRecords } from '../answer/record-notes.rules';

/** Working time of months; changes no week until weeks are generated. */
export const monthConfigImporter: Importer = {
  action: 'import.month_config',
  lock: 'exclusive',
  read: async (_scope, { rows, settings, facts }) =>
    readyToStore(await parseMonthConfigFile(rows, { ...settings, facts }), {
      what: 'month configuration',
      settings,
      store: async (tx, records) => storedFile(records, await upsertMonthConfigs(tx, records, settings)),
    }),
};

/** Holidays; change no week until weeks are generated. */
export const holidaysImporter: Importer = {
  action: 'import.holidays',
  lock: 'exclusive',
  read: async (_scope, { rows, settings, facts }) =>
    readyToStore(await parseHolidaysFile(rows, { ...settings, facts }), {
      what: 'holidays',
      settings,
      store: async (tx, records) => storedFile(records, await upsertHolidays(tx, records, settings)),
    }),
};

function storedFile(
  records: readonly { row: number }[],
  { results, staleWeeks, skippedClosed }: UpsertResult<unknown>,
): StoredFile {
  return {
    records: storedRecords(results, records),
    warnings: staleWarnings(staleWeeks),
    skippedClosed,
  };
}

const WEEKS_NAMED = 10;

/** One warning per year and work type whose weeks no longer agree with the calendar. */
function staleWarnings(weeks: readonly WeekConfigRow[]): WriteWarning[] {
  const groups = new Map<string, WeekConfigRow[]>();
  for (const week of weeks) {
    const name = `${week.year} ${week.workType}`;
    groups.set(name, [...(groups.get(name) ?? []), week]);
  }
  return [...groups].map(([name, stale]) => {
    const named = stale
      .slice(0, WEEKS_NAMED)
      .map(({ year, weekNumber }) => formatIsoWeek({ year, week: weekNumber }));
    const more = stale.length > WEEKS_NAMED ? ` and ${stale.length - WEEKS_NAMED} more` : '';
    const weeks = stale.length === 1 ? '1 week is' : `${stale.length} weeks are`;
    const message = `${name}: ${weeks} stale until weeks are generated again: ${named.join(', ')}${more}`;
    return { code: 'STALE_WEEKS', message };
  });
}
