import { ineligibleReasons } from '../../domain/eligibility';
import { DomainError, type Issue } from '../../domain/errors';
import { formatIsoWeek } from '../../domain/iso-week';
import { monthFromStart, monthLabel } from '../../domain/month';
import type { WriteScope } from '../../platform/scope/request-scope';
import { asPerson, findResourcesByCns, type ResourceRow } from '../resource';
import { listPlacedLines, type PlacedLine } from './bulk-answer.repository';
import type { BulkRow, BulkStatus } from './bulk.model';

/** Input rows listed in one answer. */
export const MOST_ROWS = 1000;

type Said = Pick<BulkRow<unknown>, 'column' | 'value' | 'message' | 'code'>;

/** Fields of an input row, as the caller spells them. */
export type FieldName = 'resourceCn' | 'week' | 'mainLob' | 'capacityTierId';

const demandText = (demand: { mainLob: string; state: string; caseType: string }): string =>
  `${demand.mainLob} / ${demand.state} / ${demand.caseType}`;

const weekOf = (line: PlacedLine) => ({ year: line.year, week: line.weekNumber });

function said(code: string, column: FieldName, value: string | number | null, message: string): Said {
  return { code, column, value, message };
}

type Explain = (line: PlacedLine, person: ResourceRow | undefined) => Said;

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  DUPLICATE: (line) =>
    said(
      'DUPLICATE',
      'resourceCn',
      line.cn,
      `${line.cn} has row ${line.firstRow} for ${formatIsoWeek(weekOf(line))} already; a person has one assignment a week`,
    ),
  SUPERSEDED: (line) =>
    said('SUPERSEDED', 'resourceCn', line.cn, `row ${line.lastRow} is the last for this person and week`),
  CLOSED: (line) => {
    const month = monthLabel(monthFromStart(line.monthStart));
    return said('MONTH_CLOSED', 'week', month, `${month} is closed; reopen it to change anything in it`);
  },
  UNKNOWN_RESOURCE: (line) =>
    said('NOT_FOUND', 'resourceCn', line.cn, `there is no resource ${line.cn}; add or import it first`),
  NO_REPORT: (line) => demandProblem(line, 'NO_REPORT'),
  UNKNOWN_DEMAND: (line) => demandProblem(line, 'UNKNOWN_DEMAND'),
  TIER: (line) =>
    said(
      'VALIDATION',
      'capacityTierId',
      line.givenTierId,
      `tier ${line.givenTierId} does not exist or is inactive; expected an active tier`,
    ),
  NO_WEEK_CONFIG: (line, person) => {
    const week = formatIsoWeek(weekOf(line));
    const workType = person?.location ?? 'the person’s location';
    const message = `${week} has no week configuration for ${workType}; generate or set it first`;
    return said('NO_WEEK_CONFIG', 'week', week, message);
  },
  INELIGIBLE: ineligible,
  DOUBLE_BOOKING: (line) => taken(line, 'DOUBLE_BOOKING'),
  SKIPPED: (line) => taken(line, 'SKIPPED'),
};

function demandProblem(line: PlacedLine, code: string): Said {
  const value = demandText({ mainLob: line.givenLob, state: line.givenState, caseType: line.givenCase });
  return said(code, 'mainLob', value, line.demandMessage ?? `${value} is not a known demand`);
}

function ineligible(line: PlacedLine, person: ResourceRow | undefined): Said {
  const reasons = person && line.demand ? ineligibleReasons(asPerson(person), line.demand, weekOf(line)) : [];
  const message = reasons.map((reason) => reason.message).join('; ');
  return said('INELIGIBLE', 'resourceCn', line.cn, message || `${line.cn} is not eligible`);
}

function taken(line: PlacedLine, code: string): Said {
  const week = formatIsoWeek(weekOf(line));
  const where = line.existing ? ` to ${demandText(line.existing)} (assignment ${line.existing.id})` : '';
  return said(code, 'resourceCn', line.cn, `${line.cn} is assigned${where} in ${week} already`);
}

/** Worst first: a monthly row stands for several weeks and shows the worst of them. */
const STATUS_ORDER: readonly BulkStatus[] = ['failed', 'skipped', 'updated', 'created', 'unchanged'];

function statusOf(line: PlacedLine): BulkStatus {
  if (line.problem === null) return line.existing ? 'updated' : 'created';
  if (line.problem === 'UNCHANGED') return 'unchanged';
  return ['SKIPPED', 'CLOSED', 'SUPERSEDED'].includes(line.problem) ? 'skipped' : 'failed';
}

function explain(line: PlacedLine, people: ReadonlyMap<string, ResourceRow>): Said | undefined {
  const code = line.problem ?? (line.isWarned ? 'INELIGIBLE' : '');
  return EXPLANATIONS[code]?.(line, people.get(line.cn));
}

/** The input rows of an answer, in order; `truncated` when more could be listed. */
export async function listBulkRows(
  tx: WriteScope,
  inputRows: number,
): Promise<{ rows: BulkRow<unknown>[]; truncated: boolean }> {
  const lines = await listPlacedLines(tx, { all: inputRows <= MOST_ROWS, limit: MOST_ROWS });
  const concerned = lines.filter((line) => line.isWarned || line.problem !== null).map((line) => line.cn);
  const people = new Map(
    (await findResourcesByCns(tx, [...new Set(concerned)])).map((person) => [person.cn, person]),
  );
  const byRow = new Map<number, PlacedLine[]>();
  for (const line of lines) byRow.set(line.row, [...(byRow.get(line.row) ?? []), line]);
  const rows = [...byRow.values()].map((weeks) => rowOf(weeks, people));
  return { rows: rows.slice(0, MOST_ROWS), truncated: rows.length > MOST_ROWS };
}

function rowOf(weeks: readonly PlacedLine[], people: ReadonlyMap<string, ResourceRow>): BulkRow<unknown> {
  const ranked = [...weeks].sort(
    (a, b) => STATUS_ORDER.indexOf(statusOf(a)) - STATUS_ORDER.indexOf(statusOf(b)),
  );
  const worst = ranked[0] as PlacedLine;
  const explained = ranked.map((line) => explain(line, people)).filter((text) => text !== undefined);
  const messages = [...new Set(explained.map(({ message }) => message))];
  const when = worst.isMonthly ? monthLabel(monthFromStart(worst.monthStart)) : formatIsoWeek(weekOf(worst));
  return {
    row: worst.row,
    key: `${worst.cn} ${when}`,
    status: statusOf(worst),
    column: explained[0]?.column ?? null,
    value: explained[0]?.value ?? null,
    message: messages.length === 0 ? null : messages.join('; '),
    code: explained[0]?.code ?? null,
  };
}

/** The refusal of a whole set because of its failed rows; `details.result` is the answer that lists them. */
export function bulkError(
  failed: readonly BulkRow<unknown>[],
  count: number,
  options: { pathOf: (row: BulkRow<unknown>) => string; result: unknown },
): DomainError {
  const issues: Issue[] = failed.map((row) => ({
    path: options.pathOf(row),
    message: row.message ?? 'failed',
    value: row.value,
    ...(row.code !== null && { code: row.code }),
  }));
  const first = failed[0];
  const message =
    `${count} of the assignments ${count === 1 ? 'is' : 'are'} refused and nothing was saved; ` +
    `the first is row ${first?.row ?? '?'}: ${first?.message ?? ''}`;
  return new DomainError('VALIDATION', message, issues, { result: options.result });
}
