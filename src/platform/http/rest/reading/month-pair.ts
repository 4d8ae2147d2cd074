import { monthStart, parseMonthLabel, parseMonthText } from '../../../../domain/time/month';
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
    if (source === 'query') requireSame(draft, { variable, pair, month }, given);
    const isList = fieldAt(draft.shape.variables, variable)?.shape.kind === 'list';
    setVariable(draft.variables, variable, isList ? [month] : month);
  }
}

/** A parameter that gives the whole month beside its halves may only repeat it. */
function requireSame(
  { route, findings }: Draft,
  { variable, pair, month }: { variable: string; pair: MonthPair; month: string },
  given: Readonly<Record<string, unknown>>,
): void {
  for (const [name, parameter] of Object.entries(route.query ?? {})) {
    const text = parameter.half === undefined && parameter.variable === variable && textAt(given, name);
    if (typeof text !== 'string' || readWhole(text) === month) continue;
    findings.refuse(name, text, `the month that ${pair.month} and ${pair.year} name, ${month}`);
  }
}

function readWhole(text: string): string | undefined {
  const month = parseMonthLabel(text);
  return month && monthStart(month).slice(0, 'YYYY-MM'.length);
}

/** A member as text; undefined if it is absent, null if it is nothing that could name a month. */
function textAt(
  given: Readonly<Record<string, unknown>>,
  name: string | undefined,
): string | null | undefined {
  const value = name === undefined ? undefined : given[name];
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (single === undefined || single === null) return undefined;
  return typeof single === 'string' || typeof single === 'number' ? String(single) : null;
}

type Names = Pick<MonthPair, 'month' | 'year' | 'sharesYear' | 'start'>;

function readPair(
  { findings }: Draft,
  names: Names,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  const first = textAt(given, names.start);
  if (typeof first === 'string') return readStart(findings, names, first, given);
  const name = textAt(given, names.month);
  const year = textAt(given, names.year);
  if (name === undefined && (year === undefined || names.sharesYear)) return undefined;
  if (year === null || (year !== undefined && !/^(19|20|21)\d\d$/.test(year)))
    return findings.refuse(names.year, given[names.year], 'a year such as 2025');
  return joined(findings, names, name ?? '', year);
}

function joined(
  findings: Findings,
  names: Names,
  name: string,
  year: string | undefined,
): string | undefined {
  const parsed = parseMonthText(name);
  if (!parsed) return findings.refuse(names.month, name, `a month such as April, beside ${names.year}`);
  const chosen = year ?? parsed.year;
  if (chosen === undefined)
    return findings.refuse(names.year, null, `the year of ${names.month}, such as 2025`);
  if (parsed.year !== undefined && Number(chosen) !== parsed.year)
    return findings.refuse(names.year, year, `the year that ${names.month} names, ${parsed.year}`);
  return `${chosen}-${String(parsed.month).padStart(2, '0')}`;
}

/** The first day of the month, which name and year beside it may only repeat. */
function readStart(
  findings: Findings,
  names: Names,
  first: string,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  const path = names.start ?? names.month;
  const month = /^\d{4}-\d{2}-01$/.test(first) ? parseMonthLabel(first) : undefined;
  if (!month) return findings.refuse(path, first, 'the first day of a month, such as 2025-05-01');
  const name = textAt(given, names.month) ?? first;
  const year = textAt(given, names.year) ?? month.year;
  if (Number(year) === month.year && parseMonthText(name)?.month === month.month) return first;
  return findings.refuse(path, first, 'the month that name and year say, or only one of both');
}
