import { parseMonthLabel, parseMonthName, parseMonthText } from '../../../../domain/time/month';
import { fieldAt } from '../../../persisted/operation-shape';
import type { MonthPair, Route } from '../table/route';
import type { Findings } from './read-value';
import { setVariable, type Draft } from './request-parts';

/** The months that a route takes as name and year, from its query or from its body. */
export function monthPairs({ months = {} }: Route, source: MonthPair['in']): [string, MonthPair][] {
  return Object.entries(months).filter(([, pair]) => pair.in === source);
}

/** REST names of all of them. */
export function pairNames(route: Route, source: MonthPair['in']): string[] {
  return monthPairs(route, source).flatMap(([, { month, year, start }]) => [
    month,
    year,
    ...(start === undefined ? [] : [start]),
  ]);
}

/** Joins name and year (`report_month=April`, `report_year=2025`) into the month that the operation takes. */
export function readMonthPairs(
  draft: Draft,
  source: MonthPair['in'],
  given: Readonly<Record<string, unknown>>,
): void {
  for (const [variable, pair] of monthPairs(draft.route, source)) {
    const month = readPair(draft, pair, given);
    if (month === undefined) continue;
    const isList = fieldAt(draft.shape.variables, variable)?.shape.kind === 'list';
    setVariable(draft.variables, variable, isList ? [month] : month);
  }
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;
}

function readPair(
  { findings }: Draft,
  { month: monthName, year: yearName, start }: MonthPair,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  const name = single(given[monthName]) ?? undefined;
  const year = single(given[yearName]) ?? undefined;
  const first = start === undefined ? undefined : single(given[start]);
  if (start !== undefined && typeof first === 'string')
    return readStart(findings, { start, first, name, year });
  if (name === undefined && year === undefined) return undefined;
  const text = String(name ?? '');
  if (year !== undefined && !/^(19|20|21)\d\d$/.test(String(year)))
    return findings.refuse(yearName, year, 'a year such as 2025');
  const labelled = parseMonthLabel(text);
  if (labelled) {
    if (year === undefined || Number(year) === labelled.year) return text;
    return findings.refuse(yearName, year, `the year that ${monthName} names, ${labelled.year}`);
  }
  const number = typeof name === 'string' || typeof name === 'number' ? parseMonthName(text) : undefined;
  if (number === undefined)
    return findings.refuse(monthName, name ?? null, `a month such as April, beside ${yearName}`);
  if (year !== undefined) return `${String(year)}-${String(number).padStart(2, '0')}`;
  return findings.refuse(yearName, null, `the year of ${monthName}, such as 2025`);
}

/** The first day of the month, which name and year beside it may only repeat. */
function readStart(
  findings: Findings,
  { start, first, name, year }: { start: string; first: string; name: unknown; year: unknown },
): string | undefined {
  const month = /^\d{4}-\d{2}-01$/.test(first) ? parseMonthLabel(first) : undefined;
  if (!month) return findings.refuse(start, first, 'the first day of a month, such as 2025-05-01');
  const agrees =
    (year === undefined || Number(year) === month.year) &&
    (name === undefined || parseMonthText(String(name))?.month === month.month);
  if (agrees) return first;
  return findings.refuse(start, first, `the month that name and year say, or only one of both`);
}
