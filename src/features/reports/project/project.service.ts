import { ZipFile } from 'yazl';
import { API_ROOT } from '../../../platform/http/rest/table/route';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { changeScript, powerQueryScript } from '../delivery/power-query.rules';
import type { ReportDefinition } from '../registry/definition.model';
import { isOfReport } from '../registry/report-parameters.rules';
import { reportSource } from '../registry/report.service';
import { POWER_BI_TABLES } from '../registry/reports.preset';
import { onlyLobs } from './lobs.repository';
import { MEASURES } from './measures.preset';
import { MODEL_TABLES, RELATIONS } from './model-tables.preset';
import { projectFiles } from './project-files.rules';
import type { Model, ModelTable, ProjectFiles, TableFacts } from './project.model';

/** Where the model reads from, and how it signs in. */
export interface ProjectSource {
  origin: string;
  /** By a header with the key's id and secret, in place of a key in the address. */
  isBasic: boolean;
}

/** Days from the Monday that a week's row is dated by to the Thursday that decides which month it counts to. */
const MONDAY_TO_THURSDAY = 3;

/** The files of a project over this server's tables, with the columns that they have now. */
export async function readProject(scope: RequestScope, source: ProjectSource): Promise<ProjectFiles> {
  const tables: ModelTable[] = [];
  for (const facts of MODEL_TABLES) tables.push(await readModelTable(scope, facts, source));
  const year = scope.clock.now().getUTCFullYear();
  const model: Model = {
    tables,
    measures: MEASURES,
    relations: RELATIONS,
    lobs: await listLobs(scope),
    range: [`${year - 2}-01-01`, `${year + 2}-01-01`],
  };
  return projectFiles(model);
}

async function readModelTable(
  scope: RequestScope,
  facts: TableFacts,
  { origin, isBasic }: ProjectSource,
): Promise<ModelTable> {
  const definition = definitionOf(facts);
  const { title, description, parameters, incremental } = definition;
  const ofReport = isOfReport(parameters);
  const columns = await (await reportSource(scope, definition, { live: ofReport })).describe();
  const source = { baseUrl: `${origin}${API_ROOT}/reports/powerbi`, isBasic };
  const script = powerQueryScript({
    ...source,
    path: facts.path,
    title,
    filters: ofReport ? { report: ['live'] } : {},
    columns,
    incremental: facts.policy && incremental,
  });
  const ahead = incremental?.column === 'week_start' ? MONDAY_TO_THURSDAY : 0;
  const polling = facts.policy && changeScript(source, ahead);
  return { ...facts, description, columns, source: script, polling };
}

function definitionOf({ path }: TableFacts): ReportDefinition {
  const table = POWER_BI_TABLES.find(({ name }) => name === path);
  if (!table) throw new Error(`There is no Power BI table ${path}`);
  return table.definition;
}

/** Lines of business of the live months that the caller may see. */
async function listLobs(scope: RequestScope): Promise<string[]> {
  const definition = definitionOf({ name: 'demands', path: 'demands' });
  const source = await reportSource(scope, definition, { live: true });
  const table = await source.open(new AbortController().signal, onlyLobs);
  const lobs: string[] = [];
  try {
    for await (const batch of table.batches) lobs.push(...batch.flatMap(([lob]) => lob ?? []));
  } finally {
    await table.close();
  }
  return lobs;
}

/** Equal files make equal archives. */
const PACKED_AT = new Date('2025-01-01T00:00:00Z');

/** The files as a ZIP archive. */
export function zipOf(files: ProjectFiles): NodeJS.ReadableStream {
  const zip = new ZipFile();
  for (const [path, text] of Object.entries(files))
    zip.addBuffer(Buffer.from(text, 'utf8'), path, { mtime: PACKED_AT });
  zip.end();
  return zip.outputStream;
}
