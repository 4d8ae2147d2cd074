import type { Reason } from '../../../domain/codes';
import type { WriteRow } from '../../../domain/writing';
import { ineligibleReasons } from '../../../domain/demand/eligibility';
import { addWeeks, compareWeeks, formatIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import { asPerson, type ResourceRow } from '../../resource';
import type { PlacedLine } from './bulk-answer.repository';

/** What an answer states about a row. */
export type Said = Pick<WriteRow, 'column' | 'value' | 'message' | 'code'>;

/** Fields of an input row, as the caller spells them. */
type FieldName = 'resourceCn' | 'week' | 'mainLob' | 'capacityTierId';

/** Weeks of one input row of which the same is to be said, in order; one week unless the row stands for a month. */
interface Run {
  last: PlacedLine;
  lines: readonly PlacedLine[];
}

const demandText = (demand: { mainLob: string; state: string; caseType: string }): string =>
  `${demand.mainLob} / ${demand.state} / ${demand.caseType}`;

const weekOf = (line: PlacedLine): IsoWeek => ({ year: line.year, week: line.weekNumber });

/** `2025-W18 to 2025-W20, 2025-W22` */
function weeksText({ lines }: Run): string {
  const spans: { first: IsoWeek; last: IsoWeek }[] = [];
  for (const week of lines.map(weekOf)) {
    const span = spans.at(-1);
    if (span && compareWeeks(addWeeks(span.last, 1), week) === 0) span.last = week;
    else spans.push({ first: week, last: week });
  }
  return spans
    .map(({ first, last }) =>
      first === last ? formatIsoWeek(first) : `${formatIsoWeek(first)} to ${formatIsoWeek(last)}`,
    )
    .join(', ');
}

function said(code: Reason, column: FieldName, value: string | number | null, message: string): Said {
  return { code, column, value, message };
}

type Explain = (run: Run, person: ResourceRow | undefined) => Said;

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  DUPLICATE: (run) => {
    const { cn, firstRow } = run.last;
    const message = `${cn} has row ${firstRow} for ${weeksText(run)} already; a person has one assignment a week`;
    return said('DUPLICATE', 'resourceCn', cn, message);
  },
  SUPERSEDED: (run) => {
    const { cn, lastRow } = run.last;
    return said(
      'SUPERSEDED',
      'resourceCn',
      cn,
      `row ${lastRow} is the last for this person and ${weeksText(run)}`,
    );
  },
  CLOSED: ({ last }) => {
    const month = monthLabel(monthFromStart(last.monthStart));
    return said('MONTH_CLOSED', 'week', month, `${month} is closed; reopen it to change anything in it`);
  },
  UNKNOWN_RESOURCE: ({ last: { cn } }) =>
    said('NOT_FOUND', 'resourceCn', cn, `there is no resource ${cn}; add or import it first`),
  NO_REPORT: ({ last }) => demandProblem(last, 'NO_REPORT'),
  UNKNOWN_DEMAND: ({ last }) => demandProblem(last, 'UNKNOWN_DEMAND'),
  TIER: ({ last: { givenTierId: tier } }) =>
    said(
      'VALIDATION',
      'capacityTierId',
      tier,
      `tier ${tier} does not exist or is inactive; expected an active tier`,
    ),
  NO_WEEK_CONFIG: (run, person) => {
    const weeks = weeksText(run);
    const workType = person?.location ?? 'the person’s location';
    const message = `${weeks} has no week configuration for ${workType}; generate or set it first`;
    return said('NO_WEEK_CONFIG', 'week', weeks, message);
  },
  INELIGIBLE: ({ last }, person) => {
    const message = reasonsOf(last, person)
      .map((reason) => reason.message)
      .join('; ');
    return said('INELIGIBLE', 'resourceCn', last.cn, message || `${last.cn} is not eligible`);
  },
  DOUBLE_BOOKING: (run) => taken(run, 'DOUBLE_BOOKING'),
  SKIPPED: (run) => taken(run, 'SKIPPED'),
  BUSY_ELSEWHERE: (run) => {
    const { cn } = run.last;
    return said('DOUBLE_BOOKING', 'resourceCn', cn, busyElsewhere(cn, weeksText(run)));
  },
};

/** What a caller of some lines of business learns of a person’s weeks in the others. */
export function busyElsewhere(cn: string, weeks: string): string {
  return `${cn} is busy in ${weeks} for a line of business that you do not see; choose another week or person`;
}

function demandProblem(line: PlacedLine, code: Reason): Said {
  const value = demandText({ mainLob: line.givenLob, state: line.givenState, caseType: line.givenCase });
  return said(code, 'mainLob', value, line.demandMessage ?? `${value} is not a known demand`);
}

function reasonsOf(line: PlacedLine, person: ResourceRow | undefined) {
  return person && line.demand ? ineligibleReasons(asPerson(person), line.demand, weekOf(line)) : [];
}

function taken(run: Run, code: Reason): Said {
  const { cn, existing } = run.last;
  const ids = run.lines.flatMap((line) => line.existing?.id ?? []);
  const which = `${ids.length === 1 ? 'assignment' : 'assignments'} ${ids.join(', ')}`;
  const where = existing ? ` to ${demandText(existing)} (${which})` : '';
  return said(code, 'resourceCn', cn, `${cn} is assigned${where} in ${weeksText(run)} already`);
}

const codeOf = (line: PlacedLine): string => line.problem ?? (line.isWarned ? 'INELIGIBLE' : '');

/** What is to be said about the weeks of one input row: once for all weeks that share it. */
export function explainWeeks(weeks: readonly PlacedLine[], person: ResourceRow | undefined): Said[] {
  const runs = new Map<string, PlacedLine[]>();
  for (const line of weeks) {
    const code = codeOf(line);
    const reasons = code === 'INELIGIBLE' ? reasonsOf(line, person).map((reason) => reason.code) : [];
    const existing = line.existing && demandText(line.existing);
    const key = JSON.stringify([code, existing, line.firstRow, line.lastRow, reasons]);
    runs.set(key, [...(runs.get(key) ?? []), line]);
  }
  return [...runs.values()].flatMap((lines) => {
    const last = lines.at(-1);
    return (last && EXPLANATIONS[codeOf(last)]?.({ last, lines }, person)) ?? [];
  });
}
