import type { GivenDecimal } from '../../../domain/decimal-input';
import { normaliseCn } from '../../../domain/demand/cn';
import { invalid } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import {
  addWeeks,
  formatIsoWeek,
  requireIsoWeek,
  weeksBetween,
  type IsoWeek,
} from '../../../domain/time/iso-week';
import {
  MAX_ROWS,
  type OnConflict,
  type OnError,
  type WriteAnswer,
  type WriteRow,
} from '../../../domain/writing';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { PersonWeek } from '../../resource';
import { bulkAssign } from '../bulk/bulk-assign.service';
import { deallocateAll, setPinned, type ChangedSet } from '../change/change-assignments.service';
import { changeProductions } from '../change/change-productions.service';
import { moveAssignments, type MoveTo } from '../change/move.service';
import { MAX_IDS, monthOfRow, personWeekOf } from '../checks/locked-set.service';
import type { AssignmentInput, AssignmentRow } from '../table/assignment.model';
import { findActive } from '../table/assignment.repository';

/** People and weeks that one act is about: the weeks as a list, or from one to another (both included). */
export interface WeekRange {
  resourceCns: readonly string[];
  weeks?: readonly IsoWeek[] | null | undefined;
  fromWeek?: IsoWeek | null | undefined;
  toWeek?: IsoWeek | null | undefined;
}

/** What the assignments of a range are to be; absent values take their defaults. */
export interface AssignRange extends WeekRange, Omit<AssignmentInput, 'resourceCn' | 'week'> {
  onConflict?: OnConflict | null | undefined;
  onError?: OnError | null | undefined;
}

/** Assigns people to one demand in every week of a range; a row for each person-week, by person and week. */
export function assignWeeks(tx: WriteScope, input: AssignRange): Promise<WriteAnswer> {
  const { resourceCns, weeks, fromWeek, toWeek, onConflict, onError, ...assignment } = input;
  const range = readRange({ resourceCns, weeks, fromWeek, toWeek });
  const assignments = range.map(({ cn, week }) => ({ ...assignment, resourceCn: cn, week }));
  return bulkAssign(tx, { assignments, onConflict, onError });
}

/** Moves people to another demand in every week of a range in which they are assigned. */
export function moveWeeks(tx: WriteScope, range: WeekRange, to: MoveTo): Promise<WriteAnswer> {
  return actOn(tx, range, (ids) => moveAssignments(tx, ids, to));
}

/** Frees people in every week of a range. */
export function freeWeeks(tx: WriteScope, range: WeekRange): Promise<WriteAnswer> {
  return actOn(tx, range, (ids) => deallocateAll(tx, ids));
}

/** Pins or unpins people's assignments in every week of a range. */
export function pinWeeks(tx: WriteScope, range: WeekRange, pinned: boolean): Promise<WriteAnswer> {
  return actOn(tx, range, (ids) => setPinned(tx, ids, pinned));
}

/** Sets what people produce in each assigned week of a range, and in no other; null = their own again. */
export function setWeekProduction(
  tx: WriteScope,
  range: WeekRange,
  productionPercentage: GivenDecimal | null,
): Promise<WriteAnswer> {
  return actOn(tx, range, (ids) => changeProductions(tx, ids, productionPercentage));
}

function readRange({ resourceCns, weeks, fromWeek, toWeek }: WeekRange): PersonWeek[] {
  const cns = [...new Set(resourceCns.map((cn, index) => normaliseCn(cn, `resourceCns.${index}`)))].sort();
  const chosen = weeks ? listed(weeks, fromWeek ?? toWeek) : spanned(fromWeek, toWeek);
  const count = cns.length * chosen.length;
  if (count === 0 || count > MAX_IDS)
    throw invalid('resourceCns', count, `people and weeks that make 1 to ${MAX_IDS} person-weeks`);
  return cns.flatMap((cn) => chosen.map((week) => ({ cn, week })));
}

function listed(weeks: readonly IsoWeek[], other: IsoWeek | null | undefined): IsoWeek[] {
  if (other) throw invalid('weeks', weeks.map(formatIsoWeek), 'either weeks or fromWeek and toWeek');
  const distinct = new Map(
    weeks.map((week, index) => [formatIsoWeek(requireIsoWeek(week, `weeks.${index}`)), week]),
  );
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, week]) => week);
}

function spanned(from: IsoWeek | null | undefined, to: IsoWeek | null | undefined): IsoWeek[] {
  if (!from || !to) throw invalid('weeks', null, 'weeks, or fromWeek and toWeek');
  const weeks = weeksBetween(requireIsoWeek(from, 'fromWeek'), addWeeks(requireIsoWeek(to, 'toWeek'), 1));
  if (weeks.length === 0) throw invalid('toWeek', formatIsoWeek(to), `a week from ${formatIsoWeek(from)} on`);
  return weeks;
}

/** One change of all assignments of a range; weeks without one and weeks of closed months are skipped and say so. */
async function actOn(
  tx: WriteScope,
  range: WeekRange,
  act: (ids: readonly number[]) => Promise<ChangedSet>,
): Promise<WriteAnswer> {
  const keys = readRange(range);
  const found = await findActive(tx, keys);
  const changed = found.length === 0 ? NOTHING : await act(found.map(({ id }) => id));
  const before = new Map(found.map((row) => [keyOf(personWeekOf(row)), row]));
  const after = new Map(changed.assignments.map((row) => [row.id, row]));
  const closed = new Set(changed.skippedClosed);
  const rows = keys.map((key, index) => outcome(key, index + 1, { before, after, closed }));
  const count = (status: WriteRow['status']) => rows.filter((row) => row.status === status).length;
  return {
    dryRun: false,
    counts: {
      created: 0,
      updated: count('updated'),
      unchanged: count('unchanged'),
      skipped: count('skipped'),
      failed: 0,
    },
    rows: rows.slice(0, MAX_ROWS),
    rowsTruncated: rows.length > MAX_ROWS,
    warnings: [],
    unknownColumns: [],
    skippedClosed: changed.skippedClosed,
  };
}

const NOTHING: ChangedSet = { assignments: [], skippedClosed: [] };

interface Outcomes {
  before: ReadonlyMap<string, AssignmentRow>;
  after: ReadonlyMap<number, AssignmentRow>;
  closed: ReadonlySet<string>;
}

function outcome(key: PersonWeek, row: number, { before, after, closed }: Outcomes): WriteRow {
  const name = keyOf(key);
  const plain = { row, key: name, column: null, value: null, message: null, code: null, changes: [] };
  const was = before.get(name);
  if (!was) return { ...plain, status: 'skipped', code: 'FREE', message: `${name} has no assignment` };
  const month = monthOfRow(was);
  if (closed.has(month)) {
    const message = `${monthLabel(monthFromStart(month))} is closed; reopen it to change anything in it`;
    return { ...plain, status: 'skipped', code: 'MONTH_CLOSED', message };
  }
  const isSame = after.get(was.id)?.version === was.version;
  return { ...plain, status: isSame ? 'unchanged' : 'updated' };
}

function keyOf({ cn, week }: PersonWeek): string {
  return `${cn} ${formatIsoWeek(week)}`;
}
