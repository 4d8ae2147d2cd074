import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreRows } from '../../history';
import { listOpenDemandMonths } from './resource-assignments.repository';
import { ResourceEntity } from './resource.entity';

/**
 * Puts people back as they were before a change set; where somebody's location changes, the figures of their open months
 * are marked. Returns how many people.
 */
export async function restorePeople(tx: WriteScope, changeSetId: number): Promise<number> {
  const rows = await restoreRows(tx, changeSetId, {
    table: 'resource_v2',
    key: ['cn'],
    columns: table(ResourceEntity).columnNames,
  });
  const moved = rows.filter(
    ({ before, after }) => before && after && before['location'] !== after['location'],
  );
  const cns = moved.map(({ after }) => String(after?.['cn']));
  if (cns.length > 0) for (const key of await listOpenDemandMonths(tx, cns)) tx.stale.demandMonth(key);
  return rows.length;
}
