import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { compareWeeks, formatIsoWeek } from '../domain/time/iso-week';
import { monthLabel, monthName } from '../domain/time/month';
import type { CellType, RowSource } from '../platform/files/writing/cell-text';
import { csvLines } from '../platform/files/writing/csv-writer';

import { type DemoCalendar, demoCalendarHolidays, type DemoMonth, demoMonthConfigs } from './demo-calendar';
import { DEMO_LOBS } from './demo-lobs';
import type { DemoPerson } from './demo-people';
import type { MonthAllocation, WeekAssignment } from './demo-staffing';
import type { Random } from './random';

async function writeCsv(
  path: string,
  headers: readonly (readonly [string, CellType])[],
  rows: RowSource,
): Promise<void> {
  const columns = headers.map(([header, type]) => ({ header, type }));
  const lines = csvLines(columns, rows, { neutraliseFormulas: false });
  await pipeline(Readable.from(lines), createWriteStream(path));
}

/** `Month, Year, WorkType, WorkingDays, Occupancy, Shrinkage, WorkHours`. */
export async function writeMonthConfigs(path: string, calendar: DemoCalendar): Promise<void> {
  const rows = demoMonthConfigs(calendar).map((config) => [
    config.month,
    config.year,
    config.workType,
    config.workingDays,
    config.occupancy,
    config.shrinkage,
    config.workHours,
  ]);
  const headers = [
    ['Month', 'text'],
    ['Year', 'number'],
    ['WorkType', 'text'],
    ['WorkingDays', 'number'],
    ['Occupancy', 'text'],
    ['Shrinkage', 'text'],
    ['WorkHours', 'number'],
  ] as const;
  await writeCsv(path, headers, rows);
}

/** `date, work_type, name`. */
export async function writeHolidays(path: string, calendar: DemoCalendar): Promise<void> {
  const headers = [
    ['date', 'date'],
    ['work_type', 'text'],
    ['name', 'text'],
  ] as const;
  await writeCsv(
    path,
    headers,
    demoCalendarHolidays(calendar).map((day) => [day.date, day.workType, day.name]),
  );
}

/** `Main LOB, Case type, Target CPH`. */
export async function writeTargetCph(path: string): Promise<void> {
  const rows = DEMO_LOBS.flatMap((lob) => lob.caseTypes.map(([caseType, cph]) => [lob.name, caseType, cph]));
  await writeCsv(
    path,
    [
      ['Main LOB', 'text'],
      ['Case type', 'text'],
      ['Target CPH', 'number'],
    ],
    rows,
  );
}

const MAPPING_HEADERS = [
  'allocation_execution_id',
  'report_month',
  'report_year',
  'main_lob',
  'state',
  'case_type',
  'call_type_id',
  'forecast_month',
  'forecast_year',
  'forecast_month_label',
  'forecast_month_index',
  'cn',
  'first_name',
  'last_name',
  'opid',
  'primary_platform',
  'primary_market',
  'location',
  'original_state',
  'worktype',
  'new_work_type',
  'skills',
  'allocation_type',
  'created_datetime',
].map((header) => [header, 'text'] as const);

/** One report's FTE allocation mapping: V1's result of allocating people to demands by month. */
export interface MappingReport {
  month: number;
  year: number;
  /** The months whose rows the file holds. */
  covers: readonly DemoMonth[];
  /** `April` in older files, `Apr-2025` in newer ones. */
  monthSpelling: 'name' | 'label';
}

/** Writes the FTE allocation mapping of a report, in order of month and CN. */
export async function writeMapping(
  path: string,
  allocations: readonly MonthAllocation[],
  report: MappingReport,
  random: Random,
): Promise<void> {
  const execution = executionId(random.fork(`mapping ${report.month}`));
  await writeCsv(path, MAPPING_HEADERS, mappingRows(allocations, report, execution));
}

function* mappingRows(
  allocations: readonly MonthAllocation[],
  report: MappingReport,
  execution: string,
): Generator<unknown[]> {
  const created = `${report.year}-${String(report.month).padStart(2, '0')}-14 09:30:00`;
  for (const month of report.covers) {
    const index = (month.year - report.year) * 12 + month.month - report.month;
    const label = monthLabel(month);
    const spelled =
      report.monthSpelling === 'name' ? monthName(month.month) : `${label.slice(0, 3)}-${month.year}`;
    for (const { person, demand } of allocations.filter((allocation) => allocation.month === month)) {
      const bench = person.role === 'bench';
      yield [
        execution,
        monthName(report.month),
        report.year,
        demand.mainLob,
        demand.state,
        demand.caseType,
        bench ? demand.callTypeId : '',
        spelled,
        month.year,
        label,
        index,
        person.cn,
        person.firstName,
        person.lastName,
        bench ? '' : person.opid,
        ...personCells(person),
        bench ? 'bench' : 'primary',
        created,
      ];
    }
  }
}

function personCells(person: DemoPerson): string[] {
  const { home } = person;
  const [family = ''] = home.caseType.split(/[\s/-]/);
  const skills = person.skills.join(' ');
  return [
    home.platform,
    home.market,
    home.workType,
    person.states.join(' ') || 'N/A',
    family,
    skills,
    skills,
  ];
}

/** A version 4 UUID drawn from the seed. */
function executionId(random: Random): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.int(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}

/** The weeks of people who do not produce 100 %, in order of week and CN. */
export async function writeAssignments(path: string, assignments: readonly WeekAssignment[]): Promise<void> {
  const sorted = [...assignments].sort(
    (a, b) => compareWeeks(a.week, b.week) || (a.person.cn < b.person.cn ? -1 : 1),
  );
  const rows = sorted.map(({ person, demand, week, percentage }) => [
    person.cn,
    week.year,
    week.week,
    demand.mainLob,
    demand.state,
    demand.caseType,
    percentage,
    person.role === 'ramp' ? 'manual' : 'primary',
  ]);
  const headers = [
    ['resource_cn', 'text'],
    ['year', 'number'],
    ['week_number', 'number'],
    ['main_lob', 'text'],
    ['state', 'text'],
    ['case_type', 'text'],
    ['production_percentage', 'number'],
    ['assignment_type', 'text'],
  ] as const;
  await writeCsv(path, headers, rows);
}

/** The ramps behind the newcomers' weeks, `[{cns, start_week, steps}]`. */
export async function writeRamps(path: string, people: readonly DemoPerson[]): Promise<void> {
  const groups = new Map<string, { cns: string[]; start_week: string; steps: unknown }>();
  for (const { cn, ramp } of people) {
    if (!ramp) continue;
    const start = formatIsoWeek(ramp.start);
    const key = JSON.stringify([start, ramp.steps]);
    const group = groups.get(key) ?? { cns: [], start_week: start, steps: ramp.steps };
    group.cns.push(cn);
    groups.set(key, group);
  }
  const sorted = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  await writeFile(path, `${JSON.stringify(sorted, null, 2)}\n`);
}
