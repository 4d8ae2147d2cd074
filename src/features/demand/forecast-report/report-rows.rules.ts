import { attempt } from '../../../domain/issue-collector';
import type { FieldChange, WriteStatus, WriteWarning } from '../../../domain/writing';
import { demandKey } from '../../../domain/demand/demand-key';
import { describe, type Issue } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import { demandText } from '../resolve/demand-spelling.rules';
import { readCallTypeId, readCases, readCph, readDemandState, readName } from '../table/forecast-row.rules';
import type { ForecastFileRow, RowOutcome, VanishedDemand } from '../table/report.model';

/** A row of a file that may be stored, or why not. */
export interface CheckedRow {
  row: number;
  key: string;
  /** Undefined when the row is refused. */
  record: ForecastFileRow | undefined;
  issues: Issue[];
}

/** Cleans and checks the rows of a report; a demand that repeats is refused. */
export function checkReportRows(rows: readonly ForecastFileRow[]): CheckedRow[] {
  const seen = new Map<string, number>();
  return rows.map((given) => {
    const issues: Issue[] = [];
    const record = readRow(given, issues);
    if (issues.length > 0 || !record)
      return { row: given.row, key: demandText(given), record: undefined, issues };
    const key = demandText(record);
    const earlier = seen.get(demandKey(record));
    seen.set(demandKey(record), given.row);
    if (earlier === undefined) return { row: given.row, key, record, issues };
    const message = `${describe(key)} stands in row ${earlier} already`;
    issues.push({ path: 'caseType', message, value: record.caseType, code: 'DUPLICATE' });
    return { row: given.row, key, record: undefined, issues };
  });
}

function readRow(given: ForecastFileRow, issues: Issue[]): ForecastFileRow | undefined {
  const mainLob = attempt(issues, () => readName(given.mainLob, 'mainLob'));
  const state = attempt(issues, () => readDemandState(given.state));
  const caseType = attempt(issues, () => readName(given.caseType, 'caseType'));
  const callTypeId = attempt(issues, () => readCallTypeId(given.callTypeId));
  const targetCph = attempt(issues, () => readCph(given.targetCph));
  const months = given.months.map((cases, i) => attempt(issues, () => readCases(cases, `months.${i}`)) ?? 0);
  if (mainLob === undefined || state === undefined || caseType === undefined) return undefined;
  return {
    ...{ row: given.row, mainLob, state, caseType, months },
    ...{ callTypeId: callTypeId ?? null, targetCph: targetCph ?? null },
  };
}

const NOT_TAKEN: Partial<Record<WriteStatus, Pick<Issue, 'message' | 'code'>>> = {
  failed: { message: 'the report has this demand already (on_conflict=ERROR)', code: 'CONFLICT' },
};

/** What became of each row: `done` and `warnings` belong to the rows that were not refused, in their order. */
export function rowOutcomes(
  checked: readonly CheckedRow[],
  { statuses, changes }: { statuses: readonly WriteStatus[]; changes: readonly (readonly FieldChange[])[] },
  warnings: readonly Issue[][],
): RowOutcome[] {
  let next = 0;
  return checked.map(({ row, key, record, issues }) => {
    if (!record) return { row, key, status: 'failed', issues, warnings: [], changes: [] };
    const position = next++;
    const status = statuses[position] ?? 'failed';
    const why = NOT_TAKEN[status];
    return {
      ...{ row, key, status },
      issues: why ? [{ path: 'caseType', value: key, ...why }] : [],
      changes: changes[position] ?? [],
      warnings: isTaken(status) ? [...(warnings[position] ?? [])] : [],
    };
  });
}

/** Whether the row's values are what is stored now. */
export function isTaken(status: WriteStatus | undefined): boolean {
  return status === 'created' || status === 'updated' || status === 'unchanged';
}

/** One remark per demand that is kept only because people are assigned to it. */
export function vanishedWarnings(demands: readonly VanishedDemand[]): WriteWarning[] {
  const months = new Map<string, string[]>();
  for (const demand of [...demands].sort((a, b) => (a.monthStart < b.monthStart ? -1 : 1))) {
    const text = demandText(demand);
    months.set(text, [...(months.get(text) ?? []), monthLabel(monthFromStart(demand.monthStart))]);
  }
  return [...months].map(([text, labels]) => ({
    code: 'VANISHED_DEMAND',
    message: `${text} is not in the report, but people are assigned to it in ${labels.join(', ')}; kept with forecast 0`,
  }));
}
