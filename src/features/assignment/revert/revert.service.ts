import { DomainError } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { assertMonthsOpen, restoreCalendar } from '../../calendar';
import { ensureForecastRows, resolveDemands, restoreDemand } from '../../demand';
import { changeSetById } from '../../history';
import { restorePeople, restoreProduction } from '../../resource';
import { restoreTiers } from '../../tier';
import {
  applyTargets,
  listConcernedMonths,
  listLaterTouches,
  listMissingDemands,
  listTouchedDemands,
  listTouchedEntities,
  stageTargets,
} from './revert.repository';
import { effectiveTouches } from './later-touches.rules';
import { markStale } from '../checks/stale-marks.service';

/** What a revert has done. */
export interface Reverted {
  /** Person-weeks that someone holds again as before. */
  restored: number;
  /** Person-weeks freed, because nobody held them before. */
  deallocated: number;
  /** Rows of other kinds (people, steps, exceptions, weeks, months, holidays, CPHs, tiers, forecasts) as before again; absent without any. */
  otherRows?: number;
}

const ASSIGNMENTS = 'weekly_resource_assignment';

/** Who puts the rows of a table back; in this order, so that rows go before what they refer to. */
const RESTORERS: readonly {
  entities: readonly string[];
  restore: (tx: WriteScope, changeSetId: number) => Promise<number>;
}[] = [
  {
    entities: ['forecast', 'forecast_report_month', 'forecast_report', 'target_cph'],
    restore: restoreDemand,
  },
  { entities: ['production_capacity_tier'], restore: restoreTiers },
  {
    entities: ['week_configuration', 'month_configuration', 'holiday', 'month_close'],
    restore: restoreCalendar,
  },
  { entities: ['resource_production_step', 'resource_week_exception'], restore: restoreProduction },
  { entities: ['resource_v2'], restore: restorePeople },
];
const RESTORABLE = new Set([ASSIGNMENTS, ...RESTORERS.flatMap(({ entities }) => entities)]);

/**
 * Takes back a change set of any kind: each of its rows is again as it was before. Refused when a later change set touched
 * one of them; carrying to a newer report and derived values do not count as touching. Run it under the exclusive lock.
 */
export async function revertChangeSet(tx: WriteScope, changeSetId: number): Promise<Reverted> {
  const entities = await requireRevertible(tx, changeSetId);
  await requireUntouched(tx, changeSetId);
  await assertMonthsOpen(tx, await listConcernedMonths(tx, changeSetId));
  let otherRows = 0;
  for (const { entities: own, restore } of RESTORERS)
    if (own.some((entity) => entities.has(entity)))
      otherRows += await unlessUsed(changeSetId, () => restore(tx, changeSetId));
  const done = entities.has(ASSIGNMENTS)
    ? await restoreAssignments(tx, changeSetId)
    : { restored: 0, deallocated: 0 };
  return { ...done, ...(otherRows > 0 && { otherRows }) };
}

async function restoreAssignments(
  tx: WriteScope,
  changeSetId: number,
): Promise<{ restored: number; deallocated: number }> {
  await stageTargets(tx, changeSetId);
  await bringBackDemands(tx);
  markStale(tx, await listTouchedDemands(tx));
  const done = await applyTargets(tx);
  markStale(tx, await listTouchedDemands(tx));
  return done;
}

/** The tables that the change set touched, if all of them can be put back. */
async function requireRevertible(tx: WriteScope, changeSetId: number): Promise<ReadonlySet<string>> {
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
  const others = entities.filter((entity) => !RESTORABLE.has(entity));
  if (entities.length > 0 && others.length === 0) return new Set(entities);
  const found =
    others.length > 0 ? `it changed ${others.join(', ')}` : 'it changed no assignment and nothing else';
  throw blocked(`Change set ${changeSetId} (${changeSet.action}) cannot be reverted: ${found}`);
}

async function requireUntouched(tx: WriteScope, changeSetId: number): Promise<void> {
  const touches = effectiveTouches(changeSetId, await listLaterTouches(tx, changeSetId));
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

/** A row that the change set added stays if something newer refers to it. */
async function unlessUsed(changeSetId: number, restore: () => Promise<number>): Promise<number> {
  try {
    return await restore();
  } catch (error) {
    const { code, table, detail } = (error as { driverError?: PgDetail }).driverError ?? (error as PgDetail);
    if (code !== FOREIGN_KEY_VIOLATION) throw error;
    const what = [table, detail].filter(Boolean).join(': ');
    throw blocked(`Change set ${changeSetId} cannot be reverted: what it added is used since (${what})`);
  }
}

interface PgDetail {
  code?: string;
  table?: string;
  detail?: string;
}
const FOREIGN_KEY_VIOLATION = '23503';

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
