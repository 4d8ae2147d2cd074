import { describe, DomainError } from '../../../../domain/errors';
import type { ResolvedOptions } from '../contract/options';
import { findArc } from './eligibility';
import { type Problem, TEN_THOUSAND } from './problem';
import type { AllocationPerson, AllocationWarning, ExistingAssignment } from '../contract/types';
import { scaleUp } from '../contract/validate';

/** Fills the person-week columns: percentages, usable hours, locked rows, existing demands. */
export function compileCells(problem: Problem, weekSource: Int32Array, options: ResolvedOptions): void {
  const { people, weekCount, percent } = problem;
  people.forEach((person, p) => {
    for (let w = 0; w < weekCount; w += 1) {
      percent[p * weekCount + w] = scaleUp(person.percentages[weekSource[w] as number] ?? 0, TEN_THOUSAND);
    }
  });
  placeRows(problem, options);
  people.forEach((person, p) => {
    usableHours(problem, person, p);
  });
  keepableDemands(problem);
}

/** Whether a stored row may not be moved by allocation. */
function isFixed(row: ExistingAssignment, releaseManual: boolean): boolean {
  return row.pinned || (row.type === 'manual' && !releaseManual);
}

function placeRows(problem: Problem, options: ResolvedOptions): void {
  const { rows, people, weeks, weekCount, baseRow, warnings } = problem;
  const personIndex = new Map(people.map((person, p) => [person.cn, p]));
  const weekIndex = new Map(weeks.map((week, w) => [week.key, w]));
  rows.forEach((row, index) => {
    const p = personIndex.get(row.cn);
    const w = weekIndex.get(row.week);
    const d = problem.rowDemand[index] as number;
    if (p === undefined || w === undefined || d < 0) {
      warnings.push(unplaced(row, p, w));
      if (p === undefined || w === undefined) return;
    }
    const c = p * weekCount + w;
    if ((baseRow[c] as number) >= 0) throw doubleBooked(row);
    baseRow[c] = index;
    placeRow(problem, { row, c, p, w, d }, options);
  });
}

function unplaced(row: ExistingAssignment, p?: number, w?: number): AllocationWarning {
  const { cn, week, demand } = row;
  if (p === undefined) {
    return { code: 'UNKNOWN_PERSON', message: `row ${row.id} belongs to ${cn}, who is not given`, cn, week };
  }
  if (w === undefined) {
    return { code: 'UNKNOWN_WEEK', message: `row ${row.id} lies in ${week}, which is not given`, cn, week };
  }
  const message = `row ${row.id} serves ${describe(demand)}, which has no forecast; it is left as it is`;
  return { code: 'UNKNOWN_DEMAND', message, cn, week, demand };
}

function doubleBooked(row: ExistingAssignment): DomainError {
  const message = `${row.cn} has a second active assignment in ${row.week} (row ${row.id}); one per week is accepted`;
  return new DomainError('VALIDATION', message, [{ path: 'assignments', message, value: row.id }]);
}

interface Placed {
  row: ExistingAssignment;
  c: number;
  p: number;
  w: number;
  d: number;
}

function placeRow(problem: Problem, { row, c, p, w, d }: Placed, options: ResolvedOptions): void {
  const { demandOpen, weekOpen, weekMonth, monthCount, locked, baseIsBench, hours, location } = problem;
  baseIsBench[c] = row.type === 'bench' ? 1 : 0;
  const fixed = isFixed(row, options.releaseManual);
  const outside = d < 0 || demandOpen[d] === 0 || weekOpen[w] === 0 || problem.personOpen[p] === 0;
  if (!fixed && !outside) return;
  locked[c] = 1;
  if (d < 0) return;
  const full = hours[w * 2 + (location[p] as number)] as number;
  const load = full > 0 ? Math.trunc((full * scaleUp(row.percentage, TEN_THOUSAND)) / TEN_THOUSAND) : 0;
  problem.lockedLoad[d * monthCount + (weekMonth[w] as number)] =
    (problem.lockedLoad[d * monthCount + (weekMonth[w] as number)] as number) + load;
  if (problem.monthOpen[weekMonth[w] as number] === 1) warnAboutLock(problem, { row, c, p, w, d });
}

function warnAboutLock(problem: Problem, { row, p, w, d }: Placed): void {
  const { people, weeks, forecast, monthCount, weekMonth, warnings } = problem;
  const person = people[p] as AllocationPerson;
  const at = { cn: row.cn, week: row.week, demand: row.demand };
  const where = `row ${row.id} (${row.cn}, ${row.week}) is kept`;
  if (!person.isActive) {
    warnings.push({ code: 'LOCKED_INACTIVE', message: `${where} although ${row.cn} is inactive`, ...at });
  } else if (!canServe(problem, p, d) || isBeforeHire(person, weeks[w]?.endsOn ?? '')) {
    const manual = row.type === 'manual';
    const code = manual ? 'OVERRIDE' : 'LOCKED_INELIGIBLE';
    const why = manual ? 'as an override' : 'although pinned rows should be eligible';
    warnings.push({ code, message: `${where} ${why}: ${row.cn} is not eligible for it`, ...at });
  }
  if (forecast[d * monthCount + (weekMonth[w] as number)] === 0) {
    const message = `${where} although its demand has a forecast of 0 in that month`;
    warnings.push({ code: 'LOCKED_ON_ZERO_FORECAST', message, ...at });
  }
}

/** True when the person's class holds the demand (the hire date apart). */
export function canServe({ eligibility }: Problem, p: number, d: number): boolean {
  return findArc(eligibility, eligibility.classOf[p] as number, d) >= 0;
}

/** The week ends before the hire date. */
export function isBeforeHire(person: AllocationPerson, weekEndsOn: string): boolean {
  return person.hireDate !== null && weekEndsOn < person.hireDate;
}

function usableHours(problem: Problem, person: AllocationPerson, p: number): void {
  const { weeks, weekCount, hours, location, percent, cell } = problem;
  if (!mayWork(problem, person, p)) return;
  for (let w = 0; w < weekCount; w += 1) {
    const c = p * weekCount + w;
    const full = hours[w * 2 + (location[p] as number)] as number;
    if (problem.weekOpen[w] === 0 || problem.locked[c] === 1 || full <= 0) continue;
    if (isBeforeHire(person, weeks[w]?.endsOn ?? '')) continue;
    // Rounded up, so that the bound computed from it can never fall below what people can really do.
    cell[c] = Math.trunc((full * (percent[c] as number) + TEN_THOUSAND - 1) / TEN_THOUSAND);
  }
}

function mayWork({ eligibility, personOpen }: Problem, person: AllocationPerson, p: number): boolean {
  const k = eligibility.classOf[p] as number;
  return (
    person.isActive && personOpen[p] === 1 && eligibility.classStart[k] !== eligibility.classStart[k + 1]
  );
}

function keepableDemands(problem: Problem): void {
  const { weekCount, weekMonth, monthCount, cell, baseRow, base, need } = problem;
  for (let c = 0; c < cell.length; c += 1) {
    if (cell[c] === 0 || (baseRow[c] as number) < 0) continue;
    const d = problem.rowDemand[baseRow[c] as number] as number;
    const m = weekMonth[c % weekCount] as number;
    if (d >= 0 && (need[d * monthCount + m] as number) > 0 && canServe(problem, (c / weekCount) | 0, d))
      base[c] = d;
  }
}
