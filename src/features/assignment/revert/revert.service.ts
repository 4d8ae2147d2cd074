import { DomainError } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreCalendar } from '../../calendar';
import { ensureForecastRows, resolveDemands, restoreDemand } from '../../demand';
import { changeSetById } from '../../history';
import { restorePeople, restoreProduction } from '../../resource';
import { restoreTiers } from '../../tier';
import { markStale } from '../checks/stale-marks.service';
import { listRevertFacts } from './revert-checks.repository';
import { ASSIGNMENTS, blocked, namesOf, RESTORED, revertRefusal } from './revert-refusal.service';
import { applyTargets, listMissingDemands, listTouchedDemands, stageTargets } from './revert.repository';

/** What a revert has done. */
export interface Reverted {
  /** Person-weeks that someone holds again as before. */
  restored: number;
  /** Person-weeks freed, because nobody held them before. */
  deallocated: number;
  /** Rows of other kinds (people, steps, exceptions, weeks, months, holidays, CPHs, tiers, forecasts) as before again; absent without any. */
  otherRows?: number;
}

/** Who puts the rows of a table back. */
const RESTORERS: Readonly<
  Record<keyof typeof RESTORED, (tx: WriteScope, changeSetId: number) => Promise<number>>
> = {
  demand: restoreDemand,
  tiers: restoreTiers,
  calendar: restoreCalendar,
  production: restoreProduction,
  people: restorePeople,
};

/**
 * Takes back a change set of any kind: each of its rows is again as it was before. Refused when a later change set touched
 * one of them; carrying to a newer report and derived values do not count as touching. Run it under the exclusive lock.
 */
export async function revertChangeSet(tx: WriteScope, changeSetId: number): Promise<Reverted> {
  const entities = await requireRevertible(tx, changeSetId);
  let otherRows = 0;
  for (const [owner, tables] of Object.entries(RESTORED) as [keyof typeof RESTORED, readonly string[]][])
    if (tables.some((entity) => entities.has(entity)))
      otherRows += await unlessUsed(changeSetId, () => RESTORERS[owner](tx, changeSetId));
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

/** The tables that the change set touched, if nothing stands in the way of putting them back. */
async function requireRevertible(tx: WriteScope, changeSetId: number): Promise<ReadonlySet<string>> {
  const found = await tx.loader(changeSetById).load(changeSetId);
  if (!found) {
    const message = `there is no change set ${changeSetId}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'id', message, value: changeSetId }]);
  }
  const isOwn = found.revertedByChangeSetId === tx.changeSetId;
  const changeSet = isOwn ? { ...found, revertedByChangeSetId: null } : found;
  const facts = await listRevertFacts(tx, [changeSetId]);
  const refusal = revertRefusal({ changeSet, facts, caller: tx.actor });
  if (refusal) throw refusal;
  return new Set(namesOf(facts, 'entity'));
}

/** The database has the last word on whether something newer refers to a row that the change set added. */
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
