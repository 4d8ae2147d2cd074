import { createDataSource } from '../../src/app/data-source';
import {
  findReportWithMonths,
  listEveryTierPercentage,
} from '../../src/features/reports/registry/report-context.repository';
import { readFilter } from '../../src/features/reports/registry/report-filter.rules';
import { findDefinition } from '../../src/features/reports/registry/reports.preset';
import { tierColumns } from '../../src/features/reports/tables/report-columns.rules';
import { orderedRows } from '../../src/features/reports/rows/table-part.repository';
import { createDb } from '../../src/platform/database/db';
import { compileSql } from '../../src/platform/database/sql';

/** A report's own statement with its parameters written into it, for psql. */
export async function copyStatement(database: string, report: string): Promise<string> {
  const dataSource = await createDataSource(database, { poolSize: 1 }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    const db = createDb(runner.manager, (use) => use(runner));
    const filter = readFilter({}, null);
    const chosen = await findReportWithMonths(db, null);
    const tiers = tierColumns(await listEveryTierPercentage(db));
    const definition = findDefinition(report);
    const context = { filter, report: chosen, against: undefined, tiers, facts: undefined, grants: [] };
    const statement = definition?.statement?.(context, chosen);
    if (!statement) throw new Error(report);
    const { text, values } = compileSql(orderedRows(statement));
    return text
      .replace(/\$(\d+)::/g, (_, n: string) => `${literal(values[Number(n) - 1])}::`)
      .replace(/\s+/g, ' ');
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

function literal(value: unknown): string {
  const text = Array.isArray(value) ? `{${value.join(',')}}` : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}
