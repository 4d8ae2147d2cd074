import type { IsoWeek } from '../../../domain/time/iso-week';
import { compareWeeks, formatIsoWeek, parentMonth, weeksOfMonth } from '../../../domain/time/iso-week';
import { monthStart } from '../../../domain/time/month';
import type { WriteWarning } from '../../../domain/writing';
import type { AssignmentFile } from './assignment-file.rules';
import type { MappingRecord } from './mapping-file.rules';
import type { WeeklyAssignmentRecord } from './weekly-assignment-file.rules';

/** One row of an assignment file as it is placed: a week, or a month for every week of it. */
export interface PlacedRecord {
  row: number;
  cn: string;
  year?: number;
  week?: number;
  month?: MappingRecord['month'];
  mainLob: string;
  state: string;
  caseType: string;
  productionPercentage?: string | undefined;
  assignmentType?: WeeklyAssignmentRecord['assignmentType'];
  pinned?: boolean | undefined;
}

/** V1 knew no percentages: everybody of a mapping works in full. */
const FULL = '1';

/** The person-weeks and person-months of a file from a week on, in its order. */
export function* placedRecords(file: AssignmentFile, since: IsoWeek | undefined): Generator<PlacedRecord> {
  if (file.kind === 'weekly') {
    for (const record of file.records) if (!isBefore(record, since)) yield record;
    return;
  }
  for (const record of file.records) yield* placedMapping(record, since);
}

function isBefore({ year, week }: IsoWeek, since: IsoWeek | undefined): boolean {
  return since !== undefined && compareWeeks({ year, week }, since) < 0;
}

function* placedMapping(record: MappingRecord, since: IsoWeek | undefined): Generator<PlacedRecord> {
  const { row, cn, mainLob, state, caseType, month, allocationType } = record;
  const placed = {
    row,
    cn,
    mainLob,
    state,
    caseType,
    productionPercentage: FULL,
    assignmentType: allocationType,
  };
  const weeks = since && weeksOfMonth(month).filter((week) => !isBefore(week, since));
  if (!weeks || weeks.length === weeksOfMonth(month).length) yield { ...placed, month };
  else for (const { year, week } of weeks) yield { ...placed, year, week };
}

/** What `since` leaves of a file. */
export interface Remainder {
  /** Rows that are placed, wholly or in part. */
  rows: number;
  /** First days of the calendar months they are about, in order. */
  months: string[];
  /** Remarks about what was left out. */
  warnings: WriteWarning[];
}

/** Looks through a file once, before anything is written. */
export function remainderOf(file: AssignmentFile, since: IsoWeek | undefined): Remainder {
  const months = new Set<string>();
  let rows = 0;
  let last = -1;
  for (const record of placedRecords(file, since)) {
    if (record.row !== last) rows += 1;
    last = record.row;
    months.add(monthOf(record));
  }
  const dropped = file.records.length - rows;
  const warnings: WriteWarning[] =
    since && dropped > 0
      ? [
          {
            code: 'BEFORE_SINCE',
            message: `${dropped} row${dropped === 1 ? '' : 's'} before ${formatIsoWeek(since)} left out (since)`,
          },
        ]
      : [];
  return { rows, months: [...months].sort(), warnings };
}

const starts = new Map<number, string>();

function monthOf({ month, year = 0, week = 0 }: PlacedRecord): string {
  if (month) return monthStart(month);
  const known = starts.get(year * 100 + week);
  if (known !== undefined) return known;
  const start = monthStart(parentMonth({ year, week }));
  starts.set(year * 100 + week, start);
  return start;
}
