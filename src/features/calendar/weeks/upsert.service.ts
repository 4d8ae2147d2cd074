import type { OnConflict } from '../../../domain/writing';
import { DomainError, type Issue } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { closedMonths } from '../closing/month-close.service';
import type { RecordResult, UpsertResult, WorkYear } from './upsert.model';
import type { Upserted } from '../records/upsert.repository';
import { listStaleWeeks } from './week-write.repository';

/** How the records of one kind are checked, keyed and written. */
export interface UpsertKind<Given, Row> {
  /** The record as it may be stored; throws VALIDATION otherwise. */
  check(record: Given): Given;
  keyOf(record: Given): string;
  write(tx: WriteScope, records: readonly Given[], overwrite: boolean): Promise<Upserted<Row>[]>;
  /** The ISO year and work type whose weeks depend on the record. */
  workYear(record: Given): WorkYear;
  /** First days of the months that the record is about: nothing changes in closed ones. */
  months(record: Given): string[];
}

/** Checks and stores records of one kind in one statement; one result per record, in input order. Closed months are left alone. */
export async function upsertRecords<Given, Row>(
  tx: WriteScope,
  kind: UpsertKind<Given, Row>,
  records: readonly Given[],
  { onConflict }: { onConflict: OnConflict },
): Promise<UpsertResult<Row>> {
  const checked = checkRecords(kind, records);
  const valid = checked.flatMap((each) => (each.record === undefined ? [] : [each.record]));
  const closed = await closedMonths(tx, [...new Set(valid.flatMap((record) => kind.months(record)))]);
  const closedOf = (record: Given) => kind.months(record).find((month) => closed.has(month));
  const good = valid.filter((record) => closedOf(record) === undefined);
  const written = good.length === 0 ? [] : await kind.write(tx, good, onConflict === 'REPLACE');
  let next = 0;
  const results = checked.map((each): RecordResult<Row> => {
    if (each.record === undefined) return { status: 'failed', key: each.key, row: null, issues: each.issues };
    const month = closedOf(each.record);
    if (month !== undefined) return leftAlone(each.key, month);
    const done = written[next++] as Upserted<Row>;
    return resultOf(each.key, done, onConflict);
  });
  const years = new Map(
    good.map((record) => kind.workYear(record)).map((year) => [`${year.year} ${year.workType}`, year]),
  );
  const staleWeeks = years.size === 0 ? [] : await listStaleWeeks(tx, [...years.values()]);
  const skippedClosed = new Set(valid.flatMap((record) => closedOf(record) ?? []));
  return { results, staleWeeks, skippedClosed: [...skippedClosed].sort() };
}

interface Checked<Given> {
  key: string;
  record?: Given;
  issues: readonly Issue[];
}

function checkRecords<Given, Row>(kind: UpsertKind<Given, Row>, records: readonly Given[]): Checked<Given>[] {
  const seen = new Set<string>();
  return records.map((given) => {
    const key = kind.keyOf(given);
    try {
      const record = kind.check(given);
      if (seen.has(key)) return { key, issues: [repeated(key)] };
      seen.add(key);
      return { key, record, issues: [] };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { key, issues: error.issues };
    }
  });
}

function leftAlone<Row>(key: string, monthStart: string): RecordResult<Row> {
  const message = `${monthLabel(monthFromStart(monthStart))} is closed; reopen it to change anything in it`;
  const issues: Issue[] = [{ path: 'key', message, value: key, code: 'MONTH_CLOSED' }];
  return { status: 'skipped', key, row: null, issues };
}

function repeated(key: string): Issue {
  return { path: 'key', message: `${key} stands in the input more than once`, value: key, code: 'DUPLICATE' };
}

function resultOf<Row>(key: string, done: Upserted<Row>, onConflict: OnConflict): RecordResult<Row> {
  const { row, existed, written, changes } = done;
  if (written) return { status: existed ? 'updated' : 'created', key, row, issues: [], changes };
  if (onConflict === 'REPLACE') return { status: 'unchanged', key, row, issues: [] };
  const message = `${key} exists already`;
  const issues: Issue[] = [{ path: 'key', message, value: key, code: 'CONFLICT' }];
  return { status: onConflict === 'SKIP' ? 'skipped' : 'failed', key, row, issues };
}
