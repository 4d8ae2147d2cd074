import { createWriteStream } from 'node:fs';

import { compareWeeks, type IsoWeek } from '../domain/time/iso-week';
import { NO_STATE } from '../domain/demand/states';
import { createXlsx } from '../platform/files/writing/xlsx-writer';
import type { SheetColumn } from '../platform/files/writing/xlsx-sheet';

import { type DemoPerson, percentageIn } from './demo-people';
import type { Random } from './random';

type Cells = Record<(typeof HEADERS)[number], unknown>;

/** Headers as V1 exported them, with their line breaks, quotes, brackets and NBSP; the last one is not from V1. */
const HEADERS = [
  'FirstName',
  'LastName',
  'CN#\u00a0',
  'OPID',
  'Location',
  'ZIPCode',
  'City',
  'Beeline Job Title',
  'Status\n[inTrainingorProduction]',
  'PrimaryPlatform [ABS,Amisys]',
  'PrimaryMarket',
  'Worktype(FTC/ADJ/COB)',
  'LOB',
  "Supervisor'sFullName",
  'SupervisorCNNo',
  'UserStatus',
  '"PartofProduction"',
  'Production%',
  '"NewWorkType\n"',
  'State',
  'EmailID',
  'SupervisorEmailID',
  'Hire Date',
] as const;

/**
 * Writes the production roster as V1 exported it, with the percentages of a week; a few rows near the end hold what makes an
 * importer warn.
 */
export async function writeRoster(
  path: string,
  { people, week }: { people: readonly DemoPerson[]; week: IsoWeek },
  random: Random,
): Promise<void> {
  const chance = random.fork('roster');
  const supervisors = people.slice(0, 10);
  const odd = oddities(people);
  const rows = people.map((person) => {
    const cells = {
      ...rosterCells(person, { supervisor: chance.pick(supervisors), week }, chance),
      ...odd.get(person.cn),
    };
    return HEADERS.map((header) => cells[header]);
  });
  const columns = HEADERS.map((header): SheetColumn => {
    const type = header === 'Hire Date' ? 'date' : header === 'Production%' ? 'number' : 'text';
    return { header, type, width: 18 };
  });
  const xlsx = createXlsx(createWriteStream(path), { neutraliseFormulas: false });
  await xlsx.addSheet({ name: 'Sheet1', columns, freezeHeader: true, autoFilter: true, rows });
  await xlsx.end();
}

function rosterCells(
  person: DemoPerson,
  { supervisor, week }: { supervisor: DemoPerson; week: IsoWeek },
  chance: Random,
): Cells {
  const { home } = person;
  const [family = 'FTC'] = home.caseType.split(/[\s/-]/);
  return {
    FirstName: person.firstName,
    LastName: person.lastName,
    'CN#\u00a0': person.cn,
    OPID: person.opid,
    Location: location(person, chance),
    ZIPCode: home.workType === 'Domestic' ? String(90_000 + chance.int(9_000)) : 'NULL',
    City: person.city,
    'Beeline Job Title': chance.chance(0.8) ? 'Claims Analyst I' : 'Claims Analyst II',
    'Status\n[inTrainingorProduction]': person.role === 'ramp' ? 'Training' : 'Production',
    'PrimaryPlatform [ABS,Amisys]': chance.chance(0.3) ? `${home.platform} ${home.workType}` : home.platform,
    PrimaryMarket: home.market,
    'Worktype(FTC/ADJ/COB)': family,
    LOB: home.mainLob,
    "Supervisor'sFullName": `${supervisor.firstName} ${supervisor.lastName}`,
    SupervisorCNNo: supervisor.cn,
    UserStatus: person.active ? 'Active' : 'Inactive',
    '"PartofProduction"': partOfProduction(person, chance),
    'Production%': productionText(person, week, chance),
    '"NewWorkType\n"': person.skills.join(' '),
    State: stateText(person, chance),
    EmailID: `${person.cn.toLowerCase()}@example.com`,
    SupervisorEmailID: `${supervisor.cn.toLowerCase()}@example.com`,
    'Hire Date': person.hireDate,
  };
}

function location({ home }: DemoPerson, chance: Random): string {
  if (chance.chance(0.85)) return home.workType;
  return home.workType === 'Domestic' ? 'Onshore' : 'Offshore';
}

function partOfProduction(person: DemoPerson, chance: Random): string {
  if (!person.active) return chance.pick(['Attrition', 'Support', 'Quality', 'Long Leave']);
  return person.role === 'ramp' ? 'Ramp' : 'Production';
}

/** Numbers mostly, and now and then one of the other ways in which rosters say the same. */
function productionText(person: DemoPerson, week: IsoWeek, chance: Random): number | string | null {
  if (!person.active) return chance.pick(['-', 'N/A', null]);
  if (person.role === 'ramp') return rampText(person, week);
  if (person.percentage === 1) return chance.chance(0.1) ? chance.pick(['100%', '-', null]) : 1;
  if (chance.chance(0.3)) return `${person.percentage * 100}%`;
  return chance.chance(0.2) ? person.percentage * 100 : person.percentage;
}

/** The stage a newcomer has reached, `Training` for those who have not started yet. */
function rampText(person: DemoPerson, week: IsoWeek): number | string {
  const started = person.ramp && compareWeeks(person.ramp.start, week) <= 0;
  return started ? percentageIn(person, week) : 'Training';
}

function stateText(person: DemoPerson, chance: Random): string {
  if (person.states.length === 0) return NO_STATE;
  return person.states.join(chance.pick([' ', ' ', '/', '|']));
}

/** Rows that are not quite clean, by CN; none among the first people of the roster. */
function oddities(people: readonly DemoPerson[]): Map<string, Partial<Cells>> {
  const late = people.slice(people.length - people.length / 4);
  const active = late.filter((person) => person.role === 'plain' || person.role === 'bench');
  const newcomers = late.filter((person) => person.role === 'ramp');
  const idle = late.filter((person) => person.role === 'inactive');
  const odd = new Map<string, Partial<Cells>>();
  const mark = (person: DemoPerson | undefined, cells: (person: DemoPerson) => Partial<Cells>): void => {
    if (person) odd.set(person.cn, cells(person));
  };
  mark(active[0], ({ cn }) => ({ 'CN#\u00a0': `${cn.toLowerCase()}\u00a0` }));
  mark(active[1], ({ states }) => ({ State: [...states, 'facets'].join(' ') }));
  mark(active[2], ({ skills }) => ({ '"NewWorkType\n"': `${skills.join(' ')} Voids` }));
  mark(active[3], () => ({ 'Hire Date': '99/99/99' }));
  mark(active[4], ({ firstName }) => ({ FirstName: `${firstName}\u00a0`, City: 'Easter\tmarch' }));
  mark(newcomers[0], () => ({ 'Production%': null }));
  mark(idle[0], () => ({
    FirstName: 'Claims',
    LastName: 'Robot',
    'PrimaryPlatform [ABS,Amisys]': 'Amisys BOT',
    '"PartofProduction"': 'BOT',
    'Production%': 'BOT',
  }));
  return odd;
}
