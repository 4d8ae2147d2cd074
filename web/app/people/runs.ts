import type { PersonFactsFragment, PersonWeekFragment } from '../generated/graphql';
import { weekKey, weekOf } from '../format/date';
import type { WeekColumn } from './week-column';

/** A week of a person that is taken. */
export type Taken = PersonWeekFragment;
/** What a person does, by week. */
export type Work = ReadonlyMap<string, Taken>;

/** A person of the list. */
export interface Person extends PersonFactsFragment {
  /** What they do in the weeks shown; undefined while it is being read. */
  work: Work | undefined;
}

/** Weeks in a row in which a person does the same in the same way. */
export interface Run {
  /** Columns, both included. */
  first: number;
  last: number;
  taken: Taken;
}

const sameDemand = (a: Taken, b: Taken): boolean =>
  a.demandCaseType === b.demandCaseType &&
  a.demandMainLob === b.demandMainLob &&
  a.demandState === b.demandState;

const sameWay = (a: Taken, b: Taken): boolean =>
  a.pinned === b.pinned &&
  a.productionPercentage === b.productionPercentage &&
  a.ineligible.length > 0 === b.ineligible.length > 0;

/** The bars of a row. */
export function runsOf({ work }: Person, weeks: readonly WeekColumn[]): Run[] {
  const runs: Run[] = [];
  for (const [index, { key }] of weeks.entries()) {
    const here = work?.get(key);
    if (!here) continue;
    const run = runs.at(-1);
    if (run?.last === index - 1 && sameDemand(run.taken, here) && sameWay(run.taken, here)) run.last = index;
    else runs.push({ first: index, last: index, taken: here });
  }
  return runs;
}

/** The week in which somebody is hired; before all weeks where that is not known. */
export const hiredIn = ({ hireDate }: Pick<Person, 'hireDate'>): string =>
  typeof hireDate === 'string' ? weekKey(weekOf(new Date(hireDate))) : '';

/** What a week is to a person; `busy` = they work where the reader may not look. */
export type WeekState = 'taken' | 'busy' | 'unhired' | 'free';

/** What each column is to a person whose work is known. */
export function weekStates(
  person: Pick<Person, 'busyElsewhere' | 'hireDate'>,
  work: Work,
  weeks: readonly WeekColumn[],
) {
  const elsewhere = new Set(person.busyElsewhere);
  const hired = hiredIn(person);
  return weeks.map(({ key }): WeekState => {
    if (work.has(key)) return 'taken';
    if (elsewhere.has(key)) return 'busy';
    return key < hired ? 'unhired' : 'free';
  });
}

/** Columns in a row that are the same to a person, both ends included. */
export function stateRuns(states: readonly WeekState[], state: WeekState): [number, number][] {
  const runs: [number, number][] = [];
  for (const [index, each] of states.entries()) {
    if (each !== state) continue;
    const run = runs.at(-1);
    if (run?.[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

const HUES = 6;

/** One of six tints, the same for a case type wherever it is shown. */
export function hueOf(caseType: string): number {
  let sum = 0;
  for (const letter of caseType) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

/** `Amisys Medicaid DOMESTIC · FL`; the state where there is one. */
export const demandPlace = ({ demandMainLob, demandState }: Taken): string =>
  demandState === 'N/A' ? demandMainLob : `${demandMainLob} · ${demandState}`;

/** How messages call a person. */
export const nameOf = ({ firstName, lastName, cn }: Pick<Person, 'firstName' | 'lastName' | 'cn'>): string =>
  `${firstName} ${lastName}`.trim() || cn;
