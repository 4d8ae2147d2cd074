import { attempt, refuseIssues } from '../../../domain/issue-collector';
import type { FieldChange, OnConflict } from '../../../domain/writing';
import type { GivenDecimal } from '../../../domain/decimal-input';
import { DomainError, type Issue } from '../../../domain/errors';
import { decimal } from '../../../domain/rounding';
import { requireVersion } from '../../../platform/database/version';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { RecordResult } from '../../calendar';
import { cascadeTargetCphs, findForecastSpellings } from './cph-cascade.repository';
import { cphKey, type ConfiguredCph } from './file-cph.rules';
import type { TargetCphRow } from '../table/forecast.model';
import { readCph, readName } from '../table/forecast-row.rules';
import {
  countTargetCphs,
  findTargetCphs,
  insertTargetCphs,
  listTargetCphs,
  updateTargetCphs,
} from '../table/target-cph.repository';

/** The configured CPH of a LOB and case type, as callers give it. */
export interface GivenTargetCph {
  mainLob: string;
  caseType: string;
  /** Cases per hour. */
  targetCph: GivenDecimal;
}

/** A target CPH as read: cases per hour as exact text. */
type TargetCphRecord = GivenTargetCph & { targetCph: string };

/** Which configured CPHs to list: values of one filter are alternatives, different filters all apply. */
export interface TargetCphFilter {
  mainLobs?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
}

/** The fate of all records, and the closed months whose forecast rows kept their CPH. */
export interface UpsertedCphs {
  /** One per record, in their order. */
  results: RecordResult<TargetCphRow>[];
  /** First days, in order. */
  skippedClosed: string[];
}

/** A page of configured CPHs, by LOB and case type; `total` is 0 unless counted. */
export async function getTargetCphs(
  scope: RequestScope,
  request: {
    filter?: TargetCphFilter | null | undefined;
    page: { limit: number; offset: number };
    count?: boolean;
  },
): Promise<{ rows: TargetCphRow[]; total: number }> {
  const { filter, page, count } = request;
  const criteria = { mainLobs: filter?.mainLobs ?? null, caseTypes: filter?.caseTypes ?? null };
  const rows = await listTargetCphs(scope, criteria, { ...page, limit: page.limit + 1 });
  return { rows, total: count ? await countTargetCphs(scope, criteria) : 0 };
}

/** Sets the CPH of a LOB and case type, and that of all their forecast rows in live, unclosed months. */
export async function setTargetCph(
  tx: WriteScope,
  change: GivenTargetCph & { version?: number | null | undefined },
): Promise<{ targetCph: TargetCphRow; skippedClosed: string[] }> {
  const record = readRecord(change);
  const [stored] = await findTargetCphs(tx, [record]);
  requireVersion(`The target CPH of ${pairText(record)}`, stored?.version ?? 0, change.version);
  const { results, skippedClosed } = await upsertTargetCphs(tx, [record], { onConflict: 'REPLACE' });
  const row = results[0]?.row;
  if (!row) throw new DomainError('VALIDATION', 'the target CPH could not be stored', results[0]?.issues);
  return { targetCph: row, skippedClosed };
}

/**
 * Stores many configured CPHs at once and gives them to the forecast rows of live, unclosed months. A pair that repeats is
 * refused. `unchanged` means that neither the configuration nor any forecast row changed.
 */
export async function upsertTargetCphs(
  tx: WriteScope,
  records: readonly GivenTargetCph[],
  { onConflict }: { onConflict: OnConflict },
): Promise<UpsertedCphs> {
  const checked = checkRecords(records);
  const good = checked.flatMap(({ record }) => record ?? []);
  const stored = new Map((await findTargetCphs(tx, good)).map((row) => [cphKey(row), row]));
  const fates = good.map((record) => fateOf(record, stored.get(cphKey(record)), onConflict));
  const taken = good.filter((_, i) => fates[i]?.issues.length === 0);
  const written = await writeRecords(tx, taken, stored);
  const { changed, skippedClosed } = await cascade(tx, taken);
  let next = 0;
  const results = checked.map(({ key, record, issues }): RecordResult<TargetCphRow> => {
    if (!record) return { status: 'failed', key, row: null, issues };
    const fate = fates[next++] ?? { status: 'failed', issues: [] };
    const name = cphKey(record);
    const status = fate.status === 'unchanged' && changed.has(name) ? 'updated' : fate.status;
    const before = stored.get(name);
    const row = written.get(name) ?? before ?? null;
    return { status, key, row, issues: fate.issues, changes: changesOf(before, row) };
  });
  return { results, skippedClosed };
}

function changesOf(before: TargetCphRow | undefined, after: TargetCphRow | null): FieldChange[] {
  if (!before || !after || decimal(before.targetCph).eq(after.targetCph)) return [];
  return [{ field: 'target_cph', before: Number(before.targetCph), after: Number(after.targetCph) }];
}

function readRecord(given: GivenTargetCph): TargetCphRecord {
  const issues: Issue[] = [];
  const mainLob = attempt(issues, () => readName(given.mainLob, 'mainLob'));
  const caseType = attempt(issues, () => readName(given.caseType, 'caseType'));
  const targetCph = attempt(issues, () => readCph(given.targetCph));
  refuseIssues(issues);
  return { mainLob, caseType, targetCph } as TargetCphRecord;
}

function pairText({ mainLob, caseType }: { mainLob: string; caseType: string }): string {
  return `${mainLob} / ${caseType}`;
}

interface Checked {
  key: string;
  record?: TargetCphRecord;
  issues: readonly Issue[];
}

function checkRecords(records: readonly GivenTargetCph[]): Checked[] {
  const seen = new Set<string>();
  return records.map((given) => {
    const key = pairText(given);
    try {
      const record = readRecord(given);
      const name = cphKey(record);
      if (!seen.has(name)) {
        seen.add(name);
        return { key: pairText(record), record, issues: [] };
      }
      const message = `${key} stands in the input more than once`;
      return { key, issues: [{ path: 'key', message, value: key, code: 'DUPLICATE' }] };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { key, issues: error.issues };
    }
  });
}

function fateOf(
  record: TargetCphRecord,
  stored: TargetCphRow | undefined,
  onConflict: OnConflict,
): Pick<RecordResult<TargetCphRow>, 'status' | 'issues'> {
  if (!stored) return { status: 'created', issues: [] };
  if (onConflict === 'REPLACE') {
    const isSame = decimal(stored.targetCph).eq(record.targetCph);
    return { status: isSame ? 'unchanged' : 'updated', issues: [] };
  }
  const key = pairText(record);
  const issue: Issue = { path: 'key', message: `${key} exists already`, value: key, code: 'CONFLICT' };
  return { status: onConflict === 'SKIP' ? 'skipped' : 'failed', issues: [issue] };
}

/** Stores what differs; new pairs take the spelling that live forecasts use. */
async function writeRecords(
  tx: WriteScope,
  records: readonly ConfiguredCph[],
  stored: ReadonlyMap<string, TargetCphRow>,
): Promise<Map<string, TargetCphRow>> {
  const added = records.filter((record) => !stored.has(cphKey(record)));
  const spellings = new Map(
    (added.length === 0 ? [] : await findForecastSpellings(tx, added)).map((pair) => [cphKey(pair), pair]),
  );
  const inserted = await insertTargetCphs(
    tx,
    added.map((record) => ({ ...record, ...spellings.get(cphKey(record)) })),
  );
  const changes = records.flatMap((record) => {
    const row = stored.get(cphKey(record));
    return row && !decimal(row.targetCph).eq(record.targetCph)
      ? { id: row.id, targetCph: record.targetCph }
      : [];
  });
  const updated = await updateTargetCphs(tx, changes);
  return new Map([...inserted, ...updated].map((row) => [cphKey(row), row]));
}

/** Gives the CPHs to the forecast rows; `changed` holds the pairs of which any row changed. */
async function cascade(
  tx: WriteScope,
  records: readonly ConfiguredCph[],
): Promise<{ changed: Set<string>; skippedClosed: string[] }> {
  const changed = new Set<string>();
  const closed = new Set<string>();
  const touched = records.length === 0 ? [] : await cascadeTargetCphs(tx, records);
  for (const row of touched) {
    if (row.isClosed) closed.add(row.monthStart);
    else {
      changed.add(cphKey(row));
      tx.stale.demandMonth(row);
    }
  }
  return { changed, skippedClosed: [...closed].sort() };
}
