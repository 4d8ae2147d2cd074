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

/** Runs of the columns that are so. */
function columnRuns(weeks: readonly WeekColumn[], isSo: (key: string) => boolean): [number, number][] {
  const runs: [number, number][] = [];
  for (const [index, { key }] of weeks.entries()) {
    if (!isSo(key)) continue;
    const run = runs.at(-1);
    if (run?.[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

/** Whether a week ends before somebody is hired. */
export function isBeforeHire({ hireDate }: Pick<Person, 'hireDate'>, key: string): boolean {
  return typeof hireDate === 'string' && key < weekKey(weekOf(new Date(hireDate)));
}

/** Columns in a row in which somebody is known to be free. */
export const freeRuns = (person: Person, weeks: readonly WeekColumn[]): [number, number][] =>
  columnRuns(
    weeks,
    (key) =>
      person.work?.has(key) === false && !person.busyElsewhere.includes(key) && !isBeforeHire(person, key),
  );

/** Columns before somebody is hired, in which nobody has assigned them all the same. */
export const unhiredRuns = (person: Person, weeks: readonly WeekColumn[]): [number, number][] =>
  columnRuns(
    weeks,
    (key) => isBeforeHire(person, key) && !person.work?.has(key) && !person.busyElsewhere.includes(key),
  );

/** Columns in a row in which somebody works where the reader may not look. */
export const busyRuns = ({ busyElsewhere }: Person, weeks: readonly WeekColumn[]): [number, number][] =>
  columnRuns(weeks, (key) => busyElsewhere.includes(key));

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
