import type { GivenDecimal } from '../../../domain/decimal-input';
import { decimal, plain } from '../../../domain/rounding';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { percentagesFor, setWeekPercentages } from '../../resource';
import { getTiers } from '../../tier';
import { readPercentage, staleKeyOf } from '../checks/assignment-checks.service';
import { lockSet, personWeekOf } from '../checks/locked-set.service';
import { markStale } from '../checks/stale-marks.service';
import { tierOf } from '../checks/tier-choice.rules';
import { updateProductions, type ProductionOf } from '../table/assignment-set.repository';
import type { AssignmentRow } from '../table/assignment.model';
import type { ChangedSet } from './change-assignments.service';

/**
 * Gives many assignments one percentage in their weeks only, as `changeProduction` gives one: an exception of each
 * person-week, or none any more (null). Rows of closed months are left alone.
 */
export async function changeProductions(
  tx: WriteScope,
  ids: readonly number[],
  given: GivenDecimal | null,
): Promise<ChangedSet> {
  const percentage = readPercentage(given);
  const { rows, skippedClosed } = await lockSet(tx, ids);
  const asked = rows.filter((row) => percentage === null || isOther(row, percentage));
  const weeks = asked.map(personWeekOf);
  await setWeekPercentages(tx, weeks, percentage);
  const now = await percentagesFor(tx, weeks);
  const tiers = await getTiers(tx);
  const productions = asked.flatMap((row, index): ProductionOf[] => {
    const holds = now[index] ?? null;
    if (holds === null || !isOther(row, holds)) return [];
    const productionPercentage = plain(decimal(holds));
    return [{ id: row.id, productionPercentage, capacityTierId: tierOf(productionPercentage, tiers) }];
  });
  const changed = productions.length === 0 ? [] : await updateProductions(tx, productions);
  markStale(tx, changed.map(staleKeyOf));
  const byId = new Map(changed.map((row) => [row.id, row]));
  return { assignments: rows.map((row) => byId.get(row.id) ?? row), skippedClosed };
}

const isOther = (row: AssignmentRow, percentage: string): boolean =>
  !decimal(percentage).eq(row.productionPercentage);
