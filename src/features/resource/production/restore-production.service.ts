import { table } from '../../../platform/database/table';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { restoreRows } from '../../history';
import { ProductionStepEntity } from './production-step.entity';
import { WeekExceptionEntity } from './week-exception.entity';

const KEY = ['resource_cn', 'year', 'week_number'];

/** Puts production steps and exceptions of single weeks back as they were before a change set. */
export async function restoreProduction(tx: WriteScope, changeSetId: number): Promise<void> {
  const restore = (name: string, columns: readonly string[]) =>
    restoreRows(tx, changeSetId, { table: name, key: KEY, columns });
  await restore('resource_production_step', table(ProductionStepEntity).columnNames);
  await restore('resource_week_exception', table(WeekExceptionEntity).columnNames);
}
