import type { ImportKind } from '../answer/import.model';
import { FORECAST, isGroupRow } from '../formats/forecast-layout.rules';
import { HOLIDAYS } from '../formats/holidays-file.rules';
import { MAPPING } from '../formats/mapping-file.rules';
import { MONTH_CONFIG } from '../formats/month-config-file.rules';
import { ROSTER } from '../formats/roster-columns.rules';
import { TARGET_CPH } from '../formats/target-cph-file.rules';
import { WEEKLY } from '../formats/weekly-assignment-file.rules';
import { columnsIn } from '../reading/header-search.rules';
import type { FileSpec } from '../reading/header.rules';
import type { TableRow } from '../reading/import-table.rules';

/** The columns of every kind of file. */
export const FILE_SPECS: Readonly<Record<ImportKind, FileSpec<string>>> = {
  ROSTER,
  FORECAST,
  MAPPING,
  MONTH_CONFIG,
  TARGET_CPH,
  HOLIDAYS,
  ASSIGNMENTS: WEEKLY,
};

/** Whether a sheet that begins with these rows holds the columns of a kind. */
export function holdsColumns(kind: ImportKind, rows: readonly TableRow[]): boolean {
  const spec = kind === 'MAPPING' ? WEEKLY : FILE_SPECS[kind];
  return rows.some((row) => columnsIn(row, spec).complete || (kind === 'FORECAST' && isGroupRow(row)));
}
