import type { GivenDecimal } from '../../../domain/decimal-input';
import { DomainError, invalid } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { decimal } from '../../../domain/rounding';
import { setWeekPercentage } from '../../resource';
import { getTiers } from '../../tier';
import { readNote, readPercentage, staleKeyOf } from '../checks/assignment-checks.service';
import { updateValues, type AssignmentValues } from '../table/assignment-set.repository';
import { ASSIGNMENT_TYPES, type AssignmentRow, type AssignmentTypeName } from '../table/assignment.model';
import { lockOne } from './change-assignments.service';
import {
  chooseProduction,
  explicitPercentage,
  tierIssue,
  type Production,
} from '../checks/tier-choice.rules';

/** What to change of one assignment; absent = unchanged. */
export interface AssignmentChange {
  /** Null = back to the person's percentage of that week. */
  productionPercentage?: GivenDecimal | null | undefined;
  capacityTierId?: number | null | undefined;
  assignmentType?: AssignmentTypeName | null | undefined;
  pinned?: boolean | null | undefined;
  /** Null clears. */
  note?: string | null | undefined;
  version?: number | null | undefined;
}

/**
 * Changes one assignment in its week only: another percentage is an exception of that person-week, which beats steps and
 * survives freeing, moving and planning; null takes the exception back. No other week and no production step follows.
 */
export async function changeProduction(
  tx: WriteScope,
  id: number,
  change: AssignmentChange,
): Promise<AssignmentRow> {
  const before = await lockOne(tx, id, change.version);
  const type = change.assignmentType ?? before.assignmentType;
  if (!ASSIGNMENT_TYPES.includes(type))
    throw invalid('assignmentType', type, `one of ${ASSIGNMENT_TYPES.join(', ')}`);
  const values: AssignmentValues = {
    ...(await productionOf(tx, before, change)),
    assignmentType: type,
    pinned: change.pinned ?? before.pinned,
    note: change.note === undefined ? before.note : readNote(change.note),
  };
  const after = await updateValues(tx, id, values);
  tx.stale.demandMonth(staleKeyOf(after));
  return after;
}

async function productionOf(
  tx: WriteScope,
  before: AssignmentRow,
  { productionPercentage, capacityTierId }: AssignmentChange,
): Promise<Production> {
  const keepsTier =
    capacityTierId === undefined || capacityTierId === null || capacityTierId === before.capacityTierId;
  if (productionPercentage === undefined && keepsTier)
    return { productionPercentage: before.productionPercentage, capacityTierId: before.capacityTierId };
  const tiers = await getTiers(tx);
  const issue = keepsTier ? undefined : tierIssue(tiers, capacityTierId);
  if (issue) throw new DomainError('VALIDATION', `capacityTierId: ${issue.message}`, [issue]);
  const wish = { productionPercentage: readPercentage(productionPercentage), capacityTierId };
  const explicit = explicitPercentage(wish, tiers);
  if (explicit !== null && decimal(explicit).eq(before.productionPercentage))
    return chooseProduction({ ...wish, productionPercentage: explicit }, explicit, tiers);
  const at = { cn: before.resourceCn, week: { year: before.year, week: before.weekNumber } };
  const now = await setWeekPercentage(tx, at, explicit);
  return chooseProduction({ ...wish, productionPercentage: now }, now, tiers);
}
