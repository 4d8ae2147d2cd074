import type { Writable } from 'node:stream';
import type { Snapshot } from '../../../platform/database/cursor';
import { createXlsx, type XlsxWorkbook } from '../../../platform/files/writing/xlsx-writer';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { TextRow } from '../../../platform/scope/attachments';
import {
  changedRows,
  listChangedTables,
  listTableColumns,
  type ChangedTable,
} from './history-workbook.repository';

/** Facts about the change set, as the first sheet lists them. */
export type ChangeSetFacts = readonly (readonly [what: string, value: string])[];

/** Writes a change set as a workbook: a sheet on the change set, then one per changed table. */
export async function writeChangeSet(
  scope: RequestScope,
  snapshot: Snapshot,
  changeSet: { id: number; facts: ChangeSetFacts },
  out: Writable,
): Promise<void> {
  const tables = await listChangedTables(scope, snapshot.db, changeSet.id);
  const xlsx = createXlsx(out);
  const counts = tables.map(({ entity, rowCount }) => [`Rows of ${entity}`, String(rowCount)] as const);
  await xlsx.addSheet({
    name: `Change set ${changeSet.id}`,
    columns: [
      { header: 'What', type: 'text', width: 36 },
      { header: 'Value', type: 'text', width: 80 },
    ],
    freezeHeader: true,
    rows: [...changeSet.facts, ...counts],
  });
  for (const table of tables) await addTable({ scope, snapshot, xlsx, changeSetId: changeSet.id }, table);
  await xlsx.end();
}

interface Writing {
  scope: RequestScope;
  snapshot: Snapshot;
  xlsx: XlsxWorkbook;
  changeSetId: number;
}

async function addTable(
  { scope, snapshot, xlsx, changeSetId }: Writing,
  { entity }: ChangedTable,
): Promise<void> {
  const columns = await listTableColumns(snapshot.db, entity);
  await xlsx.addSheet({
    name: entity,
    columns: [
      { header: 'change', type: 'text', width: 10 },
      { header: 'key', type: 'text', width: 36 },
      ...columns.map(({ name, type }) => ({ header: name, type, width: 18 })),
    ],
    freezeHeader: true,
    autoFilter: true,
    rows: flat(snapshot.batches(changedRows(scope, { changeSetId, entity }, columns))),
  });
}

async function* flat(batches: AsyncIterable<readonly TextRow[]>): AsyncGenerator<TextRow> {
  for await (const batch of batches) yield* batch;
}
