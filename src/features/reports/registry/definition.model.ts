import type { Snapshot } from '../../../platform/database/cursor';
import type { Db } from '../../../platform/database/db';
import type { MonthStates } from '../../figures';
import type {
  ChosenReport,
  IncrementalRange,
  NestedReport,
  ReportContext,
  ReportLayout,
  ReportParameter,
  ReportStatement,
} from '../tables/report.model';

/**
 * One report: the only place that knows it. Its GraphQL field, persisted operation, REST route, documentation, file formats
 * and Power BI files all follow from this entry.
 */
export interface ReportDefinition {
  /** Path below `/reports`, e.g. `powerbi/monthly-summary`. */
  path: string;
  /** A second path of the flat table: every table of Power BI lies below `powerbi/`. */
  powerBiPath?: string;
  /** Field of the GraphQL query type; the persisted operation is the same with a capital. */
  field: string;
  title: string;
  description: string;
  parameters: readonly ReportParameter[];
  layouts: readonly ReportLayout[];
  /** Of a flat table: a fact has figures, a dimension what they are grouped by. */
  kind?: 'fact' | 'dimension';
  /** Columns that together tell the rows of the flat layout apart, never null; without them no client can address a row. */
  key?: readonly string[];
  /** Columns in whose order the flat layout comes, `desc` behind those that descend; absent = in that of its key. */
  order?: readonly string[];
  /** How Power BI can refresh it incrementally. */
  incremental?: IncrementalRange;
  /** The rows of the flat layout; `report` is undefined before the first import. */
  statement?: (context: ReportContext, report: ChosenReport | undefined) => ReportStatement;
  /** Reads who may see what: `grants` of the context. */
  readsGrants?: boolean;
  /** The nested layout. */
  document?: (snapshot: Snapshot, context: ReportContext) => Promise<NestedReport>;
  /** Whether the figures come from a report's summaries and assignments: their unknowns are then listed in the warnings. */
  figures: boolean;
  /** `known`: what is kept of the months; undefined if that is not of the moment of `db`. */
  warnings?: (db: Db, context: ReportContext, known: MonthStates | undefined) => Promise<string[]>;
}
