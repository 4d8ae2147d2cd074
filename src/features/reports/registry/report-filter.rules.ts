import { attempt, refuseIssues } from '../../../domain/issue-collector';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import { parseIsoDate } from '../../../domain/time/iso-date';
import { parseIsoWeek, weekStart } from '../../../domain/time/iso-week';
import { monthStart, parseMonthLabel } from '../../../domain/time/month';
import { textKey } from '../../../domain/text-key';
import type { DateRange, ReportArgs, ReportFilter } from '../tables/report.model';

const MAX_VALUES = 1000;
const TOP = { min: 1, max: 100, default: 10 };

/** Checks a report's parameters and reports everything that is wrong at once. */
export function readFilter(args: ReportArgs, lobScope: readonly string[] | null): ReportFilter {
  const issues: Issue[] = [];
  const read = <T>(from: () => T): T | undefined => attempt(issues, from);
  const texts = (path: TextList): string[] | undefined => read(() => keys(path, args[path]));
  const months = read(() => range(['from', args.from], ['to', args.to], readMonthBound));
  const weeks = read(() => range(['weekFrom', args.weekFrom], ['weekTo', args.weekTo], readWeekBound));
  const filter: ReportFilter = {
    ...choices(args),
    ...(read(() => whichReport(args)) ?? { reportStart: undefined, isLive: false }),
    againstStart: read(() => readAgainst(args)),
    mainLobs: texts('mainLob'),
    states: texts('state'),
    caseTypes: texts('caseType'),
    platforms: texts('platform'),
    markets: texts('market'),
    skills: texts('skill'),
    resourceCns: texts('resourceCn')?.map((cn) => cn.toUpperCase()),
    months: months ?? NO_RANGE,
    weeks: weeks ?? NO_RANGE,
    top: read(() => readTop(args.top)) ?? TOP.default,
    limit: read(() => readLimit(ofRows(args, 'limit'))),
    columns: read(() => readColumns(ofRows(args, 'columns'))),
    isCount: read(() => ofRows(args, 'count')) ?? false,
    lobScope,
  };
  refuseIssues(issues);
  return filter;
}

type TextList = 'mainLob' | 'state' | 'caseType' | 'platform' | 'market' | 'skill' | 'resourceCn';
type Choices = Pick<ReportFilter, 'localities' | 'workTypes' | 'locations' | 'active' | 'layout' | 'mode'>;

/** Parameters that need no check: GraphQL has checked them. */
function choices({ locality, workType, location, active, layout, mode }: ReportArgs): Choices {
  return {
    localities: locality ?? undefined,
    workTypes: workType ?? undefined,
    locations: location ?? undefined,
    active: active ?? undefined,
    layout: layout ?? 'flat',
    mode: mode ?? 'report',
  };
}

const NO_RANGE: DateRange = { from: undefined, to: undefined };

function keys(path: string, values: readonly string[] | null | undefined): string[] | undefined {
  if (!values) return undefined;
  if (values.length > MAX_VALUES) throw invalid(path, values.length, `at most ${MAX_VALUES} values`);
  return values.map(textKey);
}

function whichReport({ report, live, layout }: ReportArgs): Pick<ReportFilter, 'reportStart' | 'isLive'> {
  if (live !== true) return { reportStart: readReportMonth('report', report), isLive: false };
  if (typeof report === 'string') throw notLive('either live months or one report', `report ${report}`);
  if (layout === 'nested') throw notLive('live months in flat tables only', 'layout nested');
  return { reportStart: undefined, isLive: true };
}

function notLive(accepted: string, beside: string): DomainError {
  const message = `"live" is not accepted beside ${beside}; expected ${accepted}`;
  return new DomainError('VALIDATION', `live: ${message}`, [{ path: 'live', message, value: 'live' }]);
}

function readAgainst({ against, mode }: ReportArgs): string | undefined {
  const start = readReportMonth('against', against);
  if (start && mode === 'month') throw invalid('against', against, 'nothing beside mode=month');
  return start;
}

function readReportMonth(path: string, text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  const month = parseMonthLabel(text);
  if (!month) throw invalid(path, text, 'a report month such as 2025-04 or Apr-25');
  return monthStart(month);
}

function readMonthBound(path: string, text: string): string {
  const month = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? undefined : parseMonthLabel(text);
  return month ? monthStart(month) : orAccepted(path, text, 'a date 2025-05-01 or a month 2025-05');
}

function readWeekBound(path: string, text: string): string {
  if (/W/i.test(text)) return weekStart(parseIsoWeek(text, path));
  return orAccepted(path, text, 'a date 2025-04-28 or a week 2025-W18');
}

function orAccepted(path: string, text: string, accepted: string): string {
  try {
    return parseIsoDate(text, path);
  } catch {
    throw invalid(path, text, accepted);
  }
}

function range(
  [fromPath, from]: readonly [string, string | null | undefined],
  [toPath, to]: readonly [string, string | null | undefined],
  read: (path: string, text: string) => string,
): DateRange {
  const bounds = {
    from: typeof from === 'string' ? read(fromPath, from) : undefined,
    to: typeof to === 'string' ? read(toPath, to) : undefined,
  };
  if (bounds.from && bounds.to && bounds.from > bounds.to)
    throw invalid(toPath, to, `a bound not before ${fromPath} (${bounds.from})`);
  return bounds;
}

function readTop(top: number | null | undefined): number {
  const value = top ?? TOP.default;
  if (value < TOP.min || value > TOP.max) throw invalid('top', top, `a number from ${TOP.min} to ${TOP.max}`);
  return value;
}

/** Parameters that choose rows and columns: a nested answer has none, and must not look as if it had been cut. */
function ofRows<Name extends 'limit' | 'columns' | 'count'>(args: ReportArgs, name: Name): ReportArgs[Name] {
  const value = args[name];
  if (args.layout === 'nested' && value !== null && value !== undefined && value !== false)
    throw invalid(name, value, 'nothing beside layout=nested');
  return value;
}

const MAX_LIMIT = 2_147_483_647;

function readLimit(limit: number | null | undefined): number | undefined {
  if (limit === null || limit === undefined) return undefined;
  if (limit < 0) throw invalid('limit', limit, `a whole number from 0 to ${MAX_LIMIT}`);
  return limit;
}

/** Names of columns, repeated or separated by commas; whether they exist is known with the statement. */
function readColumns(columns: readonly string[] | null | undefined): string[] | undefined {
  if (!columns) return undefined;
  const names = columns.flatMap((text) => text.split(',').map((name) => name.trim()));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid('columns', twice, 'each column once');
  return names;
}
