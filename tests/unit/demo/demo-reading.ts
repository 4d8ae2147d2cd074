import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { parse } from 'csv-parse/sync';

import type { Person } from '../../../src/domain/demand/eligibility';
import { weeksOfMonth } from '../../../src/domain/time/iso-week';
import { parseLob, parsePlatform, parseWorkType } from '../../../src/domain/demand/lob';
import { parseMonthText } from '../../../src/domain/time/month';
import { extractSkills } from '../../../src/domain/demand/skills';
import { parseStateList } from '../../../src/domain/demand/states';

/** A CSV of the demo as records, read by a parser that shares no code with the writer. */
export async function csvRecords(dir: string, name: string): Promise<Record<string, string>[]> {
  return parse<Record<string, string>>(await readFile(join(dir, name)), { bom: true, columns: true });
}

/** The first sheet of a workbook as rows, read likewise. */
export async function sheetRows(dir: string, name: string): Promise<unknown[][]> {
  const reader = await import('read-excel-file/node');
  return await reader.readSheet(join(dir, name), 1);
}

/** A forecast line: its keys and six months of cases. */
export interface ReadForecast {
  mainLob: string;
  state: string;
  caseType: string;
  callTypeId: string;
  cph: number;
  cases: unknown[];
}

/** The data lines of a forecast export, without headers, index-name row and Total row. */
export async function forecastLines(dir: string, name: string): Promise<ReadForecast[]> {
  const rows = await sheetRows(dir, name);
  return rows
    .filter((row) => typeof row[0] === 'number')
    .map((row) => ({
      mainLob: String(row[1]),
      state: String(row[2]),
      caseType: String(row[3]),
      callTypeId: String(row[4]),
      cph: Number(row[5]),
      cases: row.slice(6, 12),
    }));
}

/** One person-week of the mapping and assignment files together. */
export interface PersonWeek {
  cn: string;
  week: number;
  mainLob: string;
  state: string;
  caseType: string;
  percentage: number;
  source: string;
}

const MAPPINGS = ['fte_allocation_mapping_March_2025.csv', 'fte_allocation_mapping_April_2025.csv'];

/** Every person-week that the demo's files ask for, sorted as the API lists assignments. */
export async function personWeeks(dir: string): Promise<PersonWeek[]> {
  const weeks: PersonWeek[] = [];
  for (const name of MAPPINGS) {
    for (const row of await csvRecords(dir, name)) {
      const month = parseMonthText(row['forecast_month_label'] ?? '')?.month ?? 0;
      for (const { week } of weeksOfMonth({ year: 2025, month })) weeks.push(personWeek(row, week, 1, name));
    }
  }
  for (const row of await csvRecords(dir, 'weekly_assignments_2025.csv')) {
    const record = { ...row, cn: row['resource_cn'] ?? '' };
    weeks.push(
      personWeek(record, Number(row['week_number']), Number(row['production_percentage']), 'assignments'),
    );
  }
  return weeks.sort((a, b) => a.week - b.week || (a.cn < b.cn ? -1 : 1));
}

function personWeek(
  row: Record<string, string>,
  week: number,
  percentage: number,
  source: string,
): PersonWeek {
  const { cn = '', main_lob: mainLob = '', state = '', case_type: caseType = '' } = row;
  return { cn, week, mainLob, state, caseType, percentage, source: basename(source) };
}

/** The roster as eligibility sees it, by CN; skills are found among the March report's case types as the importer does. */
export async function rosterPeople(dir: string): Promise<Map<string, Person & { share: unknown }>> {
  const known = (await forecastLines(dir, 'forecast_March_2025.xlsx')).map((line) => line.caseType);
  const [, ...rows] = await sheetRows(dir, 'production_roster.xlsx');
  const text = (value: unknown): string =>
    (typeof value === 'string' ? value : '').replace(/\u00a0/g, '').trim();
  const people = rows.map((row) => ({
    cn: text(row[2]).toUpperCase(),
    platform: parsePlatform(text(row[9])) ?? '',
    location: parseWorkType(text(row[4])) ?? '',
    states: parseStateList(text(row[19])).states,
    skills: extractSkills(text(row[18]), [...new Set(known)]).skills,
    isActive: ['Production', 'Ramp'].includes(text(row[16])),
    hireDate: row[22] instanceof Date ? row[22].toISOString().slice(0, 10) : null,
    share: row[17],
  }));
  return new Map(people.map((person) => [person.cn, person]));
}

/** The demand of a person-week as eligibility sees it. */
export function demandSide(row: PersonWeek): {
  platform: string;
  locality: string;
  state: string;
  caseType: string;
} {
  const { platform, locality } = parseLob(row.mainLob, row.caseType);
  return { platform, locality, state: row.state, caseType: row.caseType };
}
