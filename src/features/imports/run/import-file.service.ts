import type { WriteAnswer } from '../../../domain/writing';
import { readTable } from '../../../platform/files/reading/tabular-reader';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { assignmentImporter } from './assignment-import.service';
import { holidaysImporter, monthConfigImporter } from './calendar-import.service';
import { targetCphImporter } from './cph-import.service';
import { forecastImporter } from './forecast-import.service';
import type {
  ImportFileRequest,
  ImportKind,
  ImportRowsRequest,
  OnImportProgress,
} from '../answer/import.model';
import { readImportOptions } from './import-options.rules';
import { tableOfObjects } from '../reading/import-rows.rules';
import type { Importer, ImportSource } from './import-source.model';
import type { TableFacts, TableRow } from '../reading/import-table.rules';
import { rosterImporter } from './roster-import.service';
import { chooseSheet } from '../kinds/sheet-choice.service';
import { renewStatistics } from './statistics.repository';

const IMPORTERS: Readonly<Record<ImportKind, Importer>> = {
  ROSTER: rosterImporter,
  FORECAST: forecastImporter,
  MAPPING: assignmentImporter,
  ASSIGNMENTS: assignmentImporter,
  MONTH_CONFIG: monthConfigImporter,
  TARGET_CPH: targetCphImporter,
  HOLIDAYS: holidaysImporter,
};

/** Longest statement of an import: 500,000 assignments are placed by a few very large ones. */
const STATEMENT_MS = 300_000;
const ROWS_BETWEEN_NEWS = 1000;
/** The name of rows that are no file: it names no report month. */
const ROWS_NAME = 'rows';

/** Imports one file as one transaction and one change set; the file is read before anything is locked. */
export async function importFile(scope: RequestScope, request: ImportFileRequest): Promise<WriteAnswer> {
  const { kind, path, fileName, options, progress } = request;
  const limits = scope.settings.fileLimits;
  const settings = readImportOptions(kind, options ?? {});
  const facts: TableFacts = {};
  const { sheet, warnings } = await chooseSheet(
    kind,
    { path, options: { fileName, limits } },
    settings.sheet,
  );
  const rows = readTable({ path }, { fileName, limits, sheet, facts });
  const answer = await run(scope, { kind, source: { rows, fileName, settings, facts }, progress });
  return { ...answer, warnings: [...warnings, ...answer.warnings] };
}

/** Imports rows that are no file: objects whose names are the columns. */
export function importRows(
  scope: RequestScope,
  { kind, rows, options }: ImportRowsRequest,
): Promise<WriteAnswer> {
  const settings = readImportOptions(kind, options ?? {});
  const source = { rows: tableOfObjects(rows), fileName: ROWS_NAME, settings, facts: {} };
  return run(scope, { kind, source });
}

type AnyRows = AsyncIterable<TableRow> | Iterable<TableRow>;

/** Fewer rows hardly change what a good plan is. */
const ROWS_WORTH_STATISTICS = 50;

interface Run {
  kind: ImportKind;
  source: Omit<ImportSource, 'rows'> & { rows: AnyRows };
  progress?: OnImportProgress | undefined;
}

async function run(
  scope: RequestScope,
  { kind, source, progress = () => undefined }: Run,
): Promise<WriteAnswer> {
  const { action, lock, read } = IMPORTERS[kind];
  const { fileName, settings } = source;
  const counted = new CountedRows(source.rows, progress);
  const ready = await read(scope, { ...source, rows: counted });
  if (ready.records === 0) throw ready.refuseEmpty();
  progress({ stage: 'saving', rows: counted.count });
  const change = { action, lock, note: fileName, dryRun: settings.dryRun, statementTimeoutMs: STATEMENT_MS };
  const answer = await scope.write(change, (tx) => ready.save(tx));
  if (counted.count >= ROWS_WORTH_STATISTICS && !settings.dryRun) await renewStatistics(scope);
  progress({ stage: 'done', rows: counted.count });
  return answer;
}

/** Counts rows as they are read, and reports the count now and then. */
class CountedRows implements AsyncIterable<TableRow> {
  count = 0;

  constructor(
    private readonly rows: AnyRows,
    private readonly progress: OnImportProgress,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<TableRow> {
    for await (const row of this.rows) {
      this.count += 1;
      if (this.count % ROWS_BETWEEN_NEWS === 0) this.progress({ stage: 'reading', rows: this.count });
      yield row;
    }
  }
}
