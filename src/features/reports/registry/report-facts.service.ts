import { type DomainError, invalid } from '../../../domain/errors';
import type { Db } from '../../../platform/database/db';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { getLoginLobs } from '../../access';
import { readMonthStates, type MonthStates } from '../../figures';
import type { ReportDefinition } from './definition.model';
import { knownSummaryState } from '../known/known-figures.service';
import { isOfReport } from './report-parameters.rules';
import { monthsInRange } from '../tables/demand-selection.repository';
import { tierColumns } from '../tables/report-columns.rules';
import {
  findDataState,
  findLiveMonths,
  findReportWithMonths,
  findSummaryState,
  listEveryTierPercentage,
  listReportMonths,
  listTierPercentages,
  type DataState,
} from './report-context.repository';
import type {
  ChosenReport,
  LobGrant,
  ReportContext,
  ReportFacts,
  ReportFilter,
} from '../tables/report.model';

/** A report with its parameters read. */
export interface Asked {
  definition: ReportDefinition;
  filter: ReportFilter;
  /** What was remarked of its parameters. */
  remarks: readonly string[];
}

/**
 * What is kept of the demand-months that a report's warnings are about. It is asked for before the report takes its snapshot,
 * since whoever has a connection must not wait for another.
 */
export async function readKnown(
  scope: RequestScope,
  { definition, filter }: Asked,
): Promise<MonthStates | undefined> {
  if (!definition.figures) return undefined;
  const { report, against } = await chooseReports(scope.db, definition, filter);
  if (!report) return undefined;
  // A comparison needs the month before its first one, too.
  const months = definition.warnings ? report.months : monthsInRange(report, filter);
  return readMonthStates(scope, [...months, ...(against?.months ?? [])]);
}

/** What the answer is built from, and its facts about itself. */
export async function readFacts(
  scope: RequestScope,
  db: Db,
  { definition, filter, remarks, known }: Asked & { known: MonthStates | undefined },
) {
  const state = await findDataState(db);
  const context = await readContext(db, definition, filter);
  const meta = await describeTable(db, {
    definition,
    context,
    state,
    remarks,
    at: scope.clock.now(),
    // Of another version somebody has written meanwhile: the snapshot itself is asked then.
    known: known?.dataVersion === state.dataVersion ? known : undefined,
  });
  const grants = definition.readsGrants ? await readGrants(scope, db) : [];
  return { context: { ...context, facts: meta, grants }, meta, dataVersion: state.dataVersion };
}

/** Whoever is limited to some LOBs sees only what they themselves may see. */
async function readGrants({ actor, clock }: RequestScope, db: Db): Promise<readonly LobGrant[]> {
  const { name: login, lobScope } = actor;
  return lobScope?.map((mainLob) => ({ login, mainLob })) ?? (await getLoginLobs({ db }, clock.now()));
}

/** What a report's statement is built from, without facts about its answer. */
export async function readContext(
  db: Db,
  definition: ReportDefinition,
  filter: ReportFilter,
): Promise<ReportContext> {
  const { report, against } = await chooseReports(db, definition, filter);
  const percentages = await shownPercentages(db, definition, { filter, report, against });
  return { filter, report, against, tiers: tierColumns(percentages), facts: undefined, grants: [] };
}

/** Which report, and which older one beside it. */
async function chooseReports(
  db: Db,
  definition: ReportDefinition,
  filter: ReportFilter,
): Promise<Pick<ReportContext, 'report' | 'against'>> {
  const named = new Set(definition.parameters.map(({ name }) => name));
  const ofReport = isOfReport(definition.parameters);
  const report = ofReport || filter.reportStart ? await chosenReport(db, filter) : undefined;
  if (!report && filter.reportStart) throw await unknownReport(db, filter.reportStart);
  if (!ofReport) return { report: undefined, against: undefined };
  const against =
    named.has('against') && report && filter.mode === 'report'
      ? await olderReport(db, report, filter.againstStart)
      : undefined;
  return { report, against };
}

function chosenReport(db: Db, { isLive, reportStart }: ReportFilter): Promise<ChosenReport | undefined> {
  return isLive ? findLiveMonths(db, 'live') : findReportWithMonths(db, reportStart ?? null);
}

/** A flat table has a column for every tier ever stored, so that none vanishes; a document shows those in use. */
async function shownPercentages(
  db: Db,
  { figures }: ReportDefinition,
  { filter, report, against }: Pick<ReportContext, 'filter' | 'report' | 'against'>,
): Promise<string[]> {
  if (!figures) return [];
  if (filter.layout === 'flat') return listEveryTierPercentage(db);
  return listTierPercentages(
    db,
    [report, against].filter((chosen) => chosen !== undefined),
  );
}

function olderReport(
  db: Db,
  report: ChosenReport,
  againstStart: string | undefined,
): Promise<ChosenReport | undefined> {
  if (againstStart) return findReportWithMonths(db, againstStart);
  if (report.reportStart === null) return findLiveMonths(db, 'before live');
  return findReportWithMonths(db, null, report.reportStart);
}

async function unknownReport(db: Db, reportStart: string): Promise<DomainError> {
  const known = await listReportMonths(db);
  const accepted =
    known.length > 0 ? `one of ${known.slice(0, 24).join(', ')}, or live` : 'none: no report is stored yet';
  return invalid('report', reportStart.slice(0, 7), accepted);
}

interface Described {
  definition: ReportDefinition;
  context: ReportContext;
  state: DataState;
  remarks: readonly string[];
  at: Date;
  known: MonthStates | undefined;
}

async function describeTable(
  db: Db,
  { definition, context, state, remarks, at, known }: Described,
): Promise<ReportFacts> {
  const summaries = await summaryFacts(db, definition, { context, known });
  const computed = summaries.computedDatetime ?? state.changedDatetime;
  const further = (await definition.warnings?.(db, context, known)) ?? [];
  const idle = remarkOnReport(definition, context.filter);
  return {
    report: context.report?.label ?? null,
    as_of: at.toISOString(),
    computed_at: computed.toISOString(),
    data_version: state.dataVersion,
    warnings: [...remarks, ...idle, ...summaries.warnings, ...further],
  };
}

/** Nobody shall believe that they see one report's part of what belongs to none. */
function remarkOnReport({ title, parameters }: ReportDefinition, { reportStart }: ReportFilter): string[] {
  if (reportStart === undefined || isOfReport(parameters)) return [];
  return [`${title}: the rows belong to no report; report ${reportStart.slice(0, 7)} changes nothing`];
}

interface SummaryFacts {
  computedDatetime: Date | null;
  warnings: string[];
}

async function summaryFacts(
  db: Db,
  definition: ReportDefinition,
  { context, known }: Pick<Described, 'context' | 'known'>,
): Promise<SummaryFacts> {
  const { report, filter } = context;
  if (isOfReport(definition.parameters) && !report)
    return { computedDatetime: null, warnings: ['No forecast report is stored yet: there are no rows'] };
  if (!definition.figures || !report) return { computedDatetime: null, warnings: [] };
  const { unknownCapacity, unknownRequired, computedDatetime } =
    (known && knownSummaryState(known, monthsInRange(report, filter), filter)) ??
    (await findSummaryState(db, context, report));
  const warnings: string[] = [];
  if (unknownCapacity > 0)
    warnings.push(
      `${unknownCapacity} weekly assignments have no known capacity (no target CPH, or no week configuration); sums leave them out`,
    );
  if (unknownRequired > 0)
    warnings.push(`${unknownRequired} demand-months have no known fte_required; sums leave them out`);
  return { computedDatetime, warnings };
}
