import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreRows } from '../../history';
import { ProductionStepEntity } from './production-step.entity';
import { WeekExceptionEntity } from './week-exception.entity';

const KEY = ['resource_cn', 'year', 'week_number'];

/** Puts production steps and exceptions of single weeks back as they were before a change set. Returns how many. */
export async function restoreProduction(tx: WriteScope, changeSetId: number): Promise<number> {
  const restore = async (name: string, columns: readonly string[]) =>
    (await restoreRows(tx, changeSetId, { table: name, key: KEY, columns })).length;
  return (
    (await restore('resource_production_step', table(ProductionStepEntity).columnNames)) +
    (await restore('resource_week_exception', table(WeekExceptionEntity).columnNames))
  );
}
