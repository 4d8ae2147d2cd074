import type { WorkType } from '../../../domain/demand/lob';
import { addMonths, monthStart, parseMonthLabel } from '../../../domain/time/month';
import { addWeeks, formatIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { invalid } from '../../../domain/errors';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { answerReport } from '../registry/report-table.service';
import { findDefinition } from '../registry/reports.preset';
import type { ReportArgs, ReportDocument } from '../tables/report.model';

/** Which demands and months of which report; months are inclusive. */
export interface DashboardChoice {
  report?: string | null;
  filter?: {
    mainLobs?: string[] | null;
    states?: string[] | null;
    caseTypes?: string[] | null;
    platforms?: string[] | null;
    markets?: string[] | null;
    localities?: WorkType[] | null;
  } | null;
  fromMonth?: string | null;
  toMonth?: string | null;
  fromWeek?: IsoWeek | null;
  toWeek?: IsoWeek | null;
}

/** The nested document of a report with its facts about itself. */
export async function dashboardDocument(
  scope: RequestScope,
  path: string,
  choice: DashboardChoice,
  further: ReportArgs = {},
): Promise<{
  document: ReportDocument;
  reportMonth: string | null;
  dataVersion: number;
  warnings: string[];
}> {
  const definition = findDefinition(path);
  if (!definition) throw new Error(`There is no report ${path}`);
  const args = { ...argsOf(choice), ...further, layout: 'nested' as const };
  const { document, meta } = await answerReport(scope, definition, args);
  const { report, dataVersion, warnings } = meta;
  return { document: { ...document }, reportMonth: report, dataVersion, warnings };
}

function argsOf({ report = null, filter, ...range }: DashboardChoice): ReportArgs {
  const {
    mainLobs = null,
    states = null,
    caseTypes = null,
    platforms = null,
    markets = null,
    ...rest
  } = filter ?? {};
  return {
    report,
    mainLob: mainLobs,
    state: states,
    caseType: caseTypes,
    platform: platforms,
    market: markets,
    locality: rest.localities ?? null,
    ...rangeOf(range),
  };
}

/** Months and weeks are inclusive here and half-open in reports. */
function rangeOf({ fromMonth, toMonth, fromWeek, toWeek }: DashboardChoice): ReportArgs {
  if (fromMonth && toMonth && fromMonth > toMonth)
    throw invalid('toMonth', toMonth, `a month not before fromMonth (${fromMonth})`);
  return {
    from: fromMonth ?? null,
    to: toMonth ? monthAfter(toMonth) : null,
    weekFrom: fromWeek ? formatIsoWeek(fromWeek) : null,
    weekTo: toWeek ? formatIsoWeek(addWeeks(toWeek, 1)) : null,
  };
}

function monthAfter(text: string): string | null {
  const month = parseMonthLabel(text);
  return month ? monthStart(addMonths(month, 1)) : null;
}
