import { DomainError, type Issue } from '../../../domain/errors';
import { formatIsoWeek } from '../../../domain/time/iso-week';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { findResourcesByCns, type ResourceRow } from '../../resource';
import { MAX_ROWS, type FieldChange, type WriteRow, type WriteStatus } from '../../../domain/writing';
import { listPlacedLines, type PlacedLine } from './bulk-answer.repository';
import { explainWeeks } from './bulk-explanation.service';

const weekOf = (line: PlacedLine) => ({ year: line.year, week: line.weekNumber });

/** Worst first: a monthly row stands for several weeks and shows the worst of them. */
const STATUS_ORDER: readonly WriteStatus[] = ['failed', 'skipped', 'updated', 'created', 'unchanged'];

function statusOf(line: PlacedLine): WriteStatus {
  if (line.problem === null) return line.existing ? 'updated' : 'created';
  if (line.problem === 'UNCHANGED') return 'unchanged';
  return ['SKIPPED', 'CLOSED', 'SUPERSEDED'].includes(line.problem) ? 'skipped' : 'failed';
}

/** The input rows of an answer, in order; `truncated` when more could be listed. */
export async function listBulkRows(
  tx: WriteScope,
  inputRows: number,
): Promise<{ rows: WriteRow[]; truncated: boolean }> {
  const lines = await listPlacedLines(tx, { all: inputRows <= MAX_ROWS, limit: MAX_ROWS });
  const concerned = lines.filter((line) => line.isWarned || line.problem !== null).map((line) => line.cn);
  const people = new Map(
    (await findResourcesByCns(tx, [...new Set(concerned)])).map((person) => [person.cn, person]),
  );
  const byRow = new Map<number, PlacedLine[]>();
  for (const line of lines) byRow.set(line.row, [...(byRow.get(line.row) ?? []), line]);
  const rows = [...byRow.values()].map((weeks) => rowOf(weeks, people));
  return { rows: rows.slice(0, MAX_ROWS), truncated: rows.length > MAX_ROWS };
}

function rowOf(weeks: readonly PlacedLine[], people: ReadonlyMap<string, ResourceRow>): WriteRow {
  const ranked = [...weeks].sort(
    (a, b) => STATUS_ORDER.indexOf(statusOf(a)) - STATUS_ORDER.indexOf(statusOf(b)),
  );
  const worst = ranked[0] as PlacedLine;
  const explained = explainWeeks(ranked, people.get(worst.cn));
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
    changes: changesOf(worst),
  };
}

/** What a person-week that took the place of another one changed; a month is shown by its first such week. */
function changesOf(line: PlacedLine): FieldChange[] {
  const { existing, demand } = line;
  if (!existing || !demand || statusOf(line) !== 'updated') return [];
  const pairs = [
    ['main_lob', existing.mainLob, demand.mainLob],
    ['state', existing.state, demand.state],
    ['case_type', existing.caseType, demand.caseType],
  ] as const;
  return pairs.flatMap(([field, before, after]) => (before === after ? [] : { field, before, after }));
}

/** The refusal of a whole set because of its failed rows; `details.result` is the answer that lists them. */
export function bulkError(
  failed: readonly WriteRow[],
  count: number,
  options: { pathOf: (row: WriteRow) => string; result: unknown },
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
