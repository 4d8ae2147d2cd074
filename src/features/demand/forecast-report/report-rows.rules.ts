import { attempt } from '../../../domain/issue-collector';
import type { FieldChange, WriteStatus, WriteWarning } from '../../../domain/writing';
import { demandKey, type Demand } from '../../../domain/demand/demand-key';
import { describe, type Issue } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import { compareC } from '../../../domain/ordering';
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
    row: given.row,
    mainLob,
    state,
    caseType,
    months,
    callTypeId: callTypeId ?? null,
    targetCph: targetCph ?? null,
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
      row,
      key,
      status,
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

/** Demands that a remark names. */
const DEMANDS_NAMED = 5;

/** One remark for all demands that are kept only because people are assigned to them. */
export function vanishedWarnings(demands: readonly VanishedDemand[]): WriteWarning[] {
  const months = monthsByDemand(demands);
  if (months.size === 0) return [];
  const named = [...months].map(([text, labels]) => `${text} (${labels.join(', ')})`);
  const are = months.size === 1 ? '1 demand is' : `${months.size} demands are`;
  const message = `${are} not in the report, but people are assigned; kept with forecast 0: ${listed(named)}`;
  return [{ code: 'VANISHED_DEMAND', message }];
}

/** One remark for all demands that a report no longer has and nobody is assigned to. */
export function removedWarnings(demands: readonly Demand[]): WriteWarning[] {
  const named = [...new Set(demands.map(demandText))];
  if (named.length === 0) return [];
  const are = named.length === 1 ? '1 demand is' : `${named.length} demands are`;
  const message = `${are} stored but not in the file, and nobody is assigned; removed from the report: ${listed(named)}`;
  return [{ code: 'REMOVED_DEMAND', message }];
}

function monthsByDemand(demands: readonly VanishedDemand[]): Map<string, string[]> {
  const months = new Map<string, string[]>();
  for (const demand of [...demands].sort((a, b) => (a.monthStart < b.monthStart ? -1 : 1))) {
    const text = demandText(demand);
    months.set(text, [...(months.get(text) ?? []), monthLabel(monthFromStart(demand.monthStart))]);
  }
  return months;
}

function listed(named: readonly string[]): string {
  const more = named.length > DEMANDS_NAMED ? ` and ${named.length - DEMANDS_NAMED} more` : '';
  return `${[...named].sort(compareC).slice(0, DEMANDS_NAMED).join('; ')}${more}`;
}
