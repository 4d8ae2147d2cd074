import { EXPECTED_PLATFORM } from '../../../domain/demand/lob';
import { findResourcesByCns } from '../person/resource.repository';
import type { ResourceRow } from '../person/resource.model';
import type { OnConflict } from '../../../domain/writing';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { currentWeek } from '../person/resource-activity.service';
import { countAssignmentsAfter, listOpenMonths } from '../person/resource-assignments.repository';
import type { RosterIssue, RosterOptions, RosterPerson, RosterResult } from './roster.model';
import { listActiveOthers, upsertPeople, type WrittenPerson } from './roster.repository';
import { rosterError, rosterValues, tooLong, type RosterValues } from './roster.rules';

/** People per statement: bounds the memory of one statement, not the size of a roster. */
const CHUNK = 20_000;

/**
 * Writes a roster: new people are added, stored ones get the columns that the file has. Answers one result per
 * person in their order. Locations may change, so run it under the exclusive lock.
 */
export async function upsertRoster(
  tx: WriteScope,
  people: readonly RosterPerson[],
  { onConflict = 'REPLACE' }: RosterOptions = {},
): Promise<RosterResult[]> {
  const seen = new Set<string>();
  const stored = await storedWithSkills(tx, people);
  const drafts = people.map((person) => {
    const columns = rosterValues(person, stored.get(person.cn));
    const issues = tooLong(columns);
    if (seen.has(person.cn)) issues.push(repeated(person.cn));
    else if (issues.length === 0) seen.add(person.cn);
    return { person, columns, issues };
  });
  const good = drafts.filter(({ issues }) => issues.length === 0);
  const written = await writeChunks(
    tx,
    good.map(({ columns }) => columns),
    onConflict,
  );
  const warnings = await followChanges(tx, written);
  const byCn = new Map(written.map((one) => [one.cn, one]));
  return drafts.map(({ person: { row, cn }, columns, issues }) => {
    const done = issues.length === 0 ? byCn.get(cn) : undefined;
    if (!done) return { row, cn, status: 'failed', issues, changes: [], turnedInactive: false };
    const { status, changes, turnedInactive } = done;
    const said = [...refusals(done), ...withoutPlatform(done, columns), ...(warnings.get(cn) ?? [])];
    return { row, cn, status, issues: said, changes, turnedInactive };
  });
}

/** People whose stored skills stay beside those that the file gives. */
async function storedWithSkills(
  tx: WriteScope,
  people: readonly RosterPerson[],
): Promise<ReadonlyMap<string, ResourceRow>> {
  const cns = people.flatMap(({ cn, keepsSkills }) => (keepsSkills ? cn : []));
  const rows = cns.length === 0 ? [] : await findResourcesByCns(tx, cns);
  return new Map(rows.map((row) => [row.cn, row]));
}

/** Active people who are stored but not in a roster: the first few, and how many. */
export function peopleBeside(
  tx: WriteScope,
  cns: readonly string[],
  limit: number,
): Promise<{ cns: string[]; count: number }> {
  return listActiveOthers(tx, cns, limit);
}

async function writeChunks(
  tx: WriteScope,
  columns: readonly RosterValues[],
  onConflict: OnConflict,
): Promise<WrittenPerson[]> {
  const written: WrittenPerson[] = [];
  for (let start = 0; start < columns.length; start += CHUNK) {
    written.push(...(await upsertPeople(tx, columns.slice(start, start + CHUNK), onConflict)));
  }
  return written;
}

function repeated(cn: string): RosterIssue {
  return rosterError('DUPLICATE', 'cn', cn, `${cn} stands in an earlier row too; expected each CN once`);
}

function refusals({ cn, status, existed, missing }: WrittenPerson): RosterIssue[] {
  if (status !== 'failed') return [];
  if (existed) return [rosterError('EXISTS', 'cn', cn, `${cn} is stored already; on_conflict is ERROR`)];
  return missing.map((field) =>
    rosterError('MISSING_VALUE', field, null, `is missing; a new person such as ${cn} needs it`),
  );
}

/** A new person whose platform is blank is stored without one. */
function withoutPlatform(
  { status }: WrittenPerson,
  { primaryPlatform, new: ifNew }: RosterValues,
): RosterIssue[] {
  if (status !== 'created' || primaryPlatform !== undefined || ifNew?.['primaryPlatform'] !== '') return [];
  const message = `is empty; ${EXPECTED_PLATFORM}`;
  return [{ severity: 'warning', code: 'UNKNOWN_NAME', field: 'primary_platform', value: null, message }];
}

/** Moved people's capacities are recomputed; assignments of people who moved or left are kept and pointed out. */
async function followChanges(
  tx: WriteScope,
  written: readonly WrittenPerson[],
): Promise<ReadonlyMap<string, RosterIssue[]>> {
  const moved = written.filter(({ movedFrom }) => movedFrom !== null);
  if (moved.length > 0) {
    for (const month of await listOpenMonths(
      tx,
      moved.map(({ cn }) => cn),
    ))
      tx.stale.month(month);
  }
  const watched = written.filter(({ movedFrom, turnedInactive }) => movedFrom !== null || turnedInactive);
  if (watched.length === 0) return new Map();
  const week = currentWeek(tx);
  const counts = await countAssignmentsAfter(
    tx,
    watched.map(({ cn }) => cn),
    week,
  );
  const after = formatIsoWeek(week);
  return new Map(watched.map((one) => [one.cn, assignmentWarnings(one, counts.get(one.cn) ?? 0, after)]));
}

function assignmentWarnings(person: WrittenPerson, count: number, week: string): RosterIssue[] {
  if (count === 0) return [];
  const kept = `${count} active assignment${count === 1 ? '' : 's'} after ${week}, which ${count === 1 ? 'is' : 'are'} kept`;
  const warnings: RosterIssue[] = [];
  if (person.turnedInactive) {
    warnings.push({
      severity: 'warning',
      code: 'FUTURE_ASSIGNMENTS',
      field: 'is_active',
      value: 'false',
      message: `${person.cn} is inactive now and has ${kept}`,
    });
  }
  if (person.movedFrom !== null) {
    warnings.push({
      severity: 'warning',
      code: 'LOCATION_CHANGED',
      field: 'location',
      value: person.movedFrom,
      message: `${person.cn} was in location ${person.movedFrom} and has ${kept}, with the weeks of the new location`,
    });
  }
  return warnings;
}
