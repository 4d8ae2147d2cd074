import { DomainError } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen } from '../../calendar';
import { ensureForecastRows, resolveDemands } from '../../demand';
import { changeSetById } from '../../history';
import { restoreProduction } from '../../resource';
import {
  applyTargets,
  listLaterTouches,
  listMissingDemands,
  listTargetMonths,
  listTouchedDemands,
  listTouchedEntities,
  stageTargets,
} from './revert.repository';
import { markStale } from '../checks/stale-marks.service';

/** What a revert has done. */
export interface Reverted {
  /** Person-weeks that someone holds again as before. */
  restored: number;
  /** Person-weeks freed, because nobody held them before. */
  deallocated: number;
}

const REVERTIBLE = new Set([
  'weekly_resource_assignment',
  'resource_production_step',
  'resource_week_exception',
]);

/**
 * Takes back a change set of assignments: each person-week is held again by whom and as it was before. Refused when a
 * later change set touched one of them; carrying to a newer report and derived values do not count as touching.
 */
export async function revertChangeSet(tx: WriteScope, changeSetId: number): Promise<Reverted> {
  await requireRevertible(tx, changeSetId);
  await requireUntouched(tx, changeSetId);
  await stageTargets(tx, changeSetId);
  await assertMonthsOpen(tx, await listTargetMonths(tx));
  await bringBackDemands(tx);
  markStale(tx, await listTouchedDemands(tx));
  const done = await applyTargets(tx);
  markStale(tx, await listTouchedDemands(tx));
  await restoreProduction(tx, changeSetId);
  return done;
}

async function requireRevertible(tx: WriteScope, changeSetId: number): Promise<void> {
  const changeSet = await tx.loader(changeSetById).load(changeSetId);
  if (!changeSet) {
    const message = `there is no change set ${changeSetId}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'id', message, value: changeSetId }]);
  }
  const { revertedByChangeSetId } = changeSet;
  if (revertedByChangeSetId !== null && revertedByChangeSetId !== tx.changeSetId) {
    throw blocked(`Change set ${changeSetId} was reverted already, by change set ${revertedByChangeSetId}`);
  }
  const entities = await listTouchedEntities(tx, changeSetId);
  const others = entities.filter((entity) => !REVERTIBLE.has(entity));
  if (entities.includes('weekly_resource_assignment') && others.length === 0) return;
  const found = others.length > 0 ? `it changed ${others.join(', ')}` : 'it changed no assignment';
  throw blocked(
    `Only change sets of assignments can be reverted; change set ${changeSetId} (${changeSet.action}): ${found}`,
  );
}

async function requireUntouched(tx: WriteScope, changeSetId: number): Promise<void> {
  const touches = await listLaterTouches(tx, changeSetId);
  if (touches.length === 0) return;
  const issues = touches.map(({ entityKey, changeSetId: later, action, actor }) => ({
    path: 'id',
    message: `${entityKey} was changed since by change set ${later} (${action}, ${actor})`,
    value: later,
  }));
  throw new DomainError(
    'REVERT_BLOCKED',
    `Change set ${changeSetId} cannot be reverted: ${issues[0]?.message ?? ''}`,
    issues,
  );
}

function blocked(message: string): DomainError {
  return new DomainError('REVERT_BLOCKED', message, [{ path: 'id', message }]);
}

/** A demand that the live report has dropped meanwhile keeps a row, as any demand with people on it does. */
async function bringBackDemands(tx: WriteScope): Promise<void> {
  const missing = await listMissingDemands(tx);
  if (missing.length === 0) return;
  const resolved = await resolveDemands(tx, missing);
  const unknown = resolved.find((demand) => !demand.ok);
  if (unknown && !unknown.ok) throw blocked(unknown.message);
  await ensureForecastRows(
    tx,
    resolved.filter((demand) => demand.ok),
  );
}
