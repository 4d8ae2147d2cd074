import type { Db } from '../platform/database/db';
import { ASSIGNMENT_CHECKS } from './assignment-checks';
import type { DataCheck } from './data-check';
import { HISTORY_CHECKS } from './history-checks';
import { REPORT_CHECKS } from './report-checks';
import { SUMMARY_CHECKS } from './summary-checks';

/** A stored value that breaks a rule. */
export interface Violation {
  check: string;
  /** Natural key of the row. */
  key: string;
  column: string;
  found: string | null;
  expected: string | null;
}

/** Every rule, in the order in which they are checked. */
export const DATA_CHECKS: readonly DataCheck[] = [
  ...REPORT_CHECKS,
  ...ASSIGNMENT_CHECKS,
  ...SUMMARY_CHECKS,
  ...HISTORY_CHECKS,
];

/** Checks all data against every rule; `onCheck` is called after each. */
export async function checkData(
  db: Db,
  onCheck: (check: DataCheck, violations: readonly Violation[]) => void = () => undefined,
): Promise<Violation[]> {
  const all: Violation[] = [];
  for (const check of DATA_CHECKS) {
    const found = await db.query<Omit<Violation, 'check'>>(check.sql);
    const violations = found.map((row) => ({ check: check.name, ...row }));
    onCheck(check, violations);
    all.push(...violations);
  }
  return all;
}
