import { recomputeAll } from '../../../src/features/summary';
import type { RequestScope } from '../../../src/platform/scope/request-scope';
import type { TestDatabase } from '../database';
import { insertReport } from './demand';
import { insertAssignments, insertPeople, insertWeeks } from './summary';

/** The demand of the worked example. */
export const FL = {
  mainLob: 'Amisys Medicaid DOMESTIC',
  state: 'FL',
  caseType: 'FTC-Basic/Non MMP',
};
/** A second demand, of another LOB, without a state. */
export const GLOBAL = { mainLob: 'Facets Commercial GLOBAL', state: 'N/A', caseType: 'ADJ-COB' };

/**
 * The worked example: the report of April 2025, weeks of 5 × 9 h at shrinkage 0.1, CPH 12, so that a full week is
 * 5 × 9 × 0.9 × 12 = 486 cases. In May (five weeks, W18 to W22) three people work on FL:
 * AA1 at 100 % all weeks; AA2 at 75 % in W18 and W19, then 100 %; AA3 at 50 % in W18 only.
 * In W22 and in June's W23 (index 2) AA3 works on the global demand at 50 %, whose CPH is unknown.
 */
export async function insertWorkedExample(
  database: TestDatabase,
  newScope: () => RequestScope,
): Promise<void> {
  await insertReport(database, {
    demands: [
      { ...FL, months: [5000, 5200, 0, 100, 100, 100] },
      { ...GLOBAL, targetCph: null, months: [40, 50, 0, 0, 0, 0] },
    ],
  });
  await insertWeeks(database);
  await insertPeople(database, ['AA1', 'AA2', 'AA3']);
  await insertAssignments(database, [
    { ...FL, cn: 'AA1', weeks: ['2025-W18', '2025-W19', '2025-W20', '2025-W21', '2025-W22'] },
    { ...FL, cn: 'AA2', weeks: ['2025-W18', '2025-W19'], percentage: '0.75', tierName: '75% Ramp' },
    { ...FL, cn: 'AA2', weeks: ['2025-W20', '2025-W21', '2025-W22'] },
    { ...FL, cn: 'AA3', weeks: ['2025-W18'], percentage: '0.5', tierName: '50% Ramp' },
    { ...GLOBAL, cn: 'AA3', weeks: ['2025-W22'], percentage: '0.5', tierName: '50% Ramp' },
    { ...GLOBAL, cn: 'AA3', weeks: ['2025-W23'], percentage: '0.5', tierName: '50% Ramp', index: 2 },
  ]);
  await recompute(newScope);
}

/** Brings every derived figure up to date. */
export async function recompute(newScope: () => RequestScope): Promise<void> {
  await newScope().write({ action: 'test.recompute', lock: 'exclusive' }, recomputeAll);
}
