import type { WriteWarning } from '../../../domain/writing';
import { demandKey, type Demand } from '../../../domain/demand/demand-key';
import { parseLob } from '../../../domain/demand/lob';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { ReportKey } from '../table/demand.model';
import { insertForecasts } from '../table/forecast.repository';
import type { ForecastValues } from '../table/forecast.model';
import type { VanishedDemand } from '../table/report.model';
import { vanishedWarnings } from './report-rows.rules';
import { listKnownDemands } from '../resolve/resolve-demands.repository';
import { Respelling } from '../resolve/respelling.rules';
import { listHomelessDemands, type HomelessDemand } from './vanished-demands.repository';

const reportKey = ({ reportYear, reportMonth }: ReportKey): string => `${reportYear} ${reportMonth}`;

/**
 * Step 5 of importing a report, before or after its assignments are carried (better before: then the row takes the new
 * report's spelling of the LOB): every demand of an active assignment that the live report of these months lacks gets a
 * row of 0 cases with its last CPH.
 */
export async function keepVanishedDemands(
  tx: WriteScope,
  monthStarts: readonly string[],
): Promise<{ vanished: VanishedDemand[]; warnings: WriteWarning[] }> {
  const homeless = monthStarts.length === 0 ? [] : await listHomelessDemands(tx, monthStarts);
  if (homeless.length === 0) return { vanished: [], warnings: [] };
  const respellings = await respellingsOf(tx, homeless);
  const rows = new Map<string, ForecastValues & { monthStart: string }>();
  for (const demand of homeless) {
    const spelt = demand.isCarried ? demand : (respellings.get(reportKey(demand))?.of(demand) ?? demand);
    const key = JSON.stringify([demand.monthStart, demandKey(demand)]);
    if (!rows.has(key)) rows.set(key, vanishedRow(demand, spelt));
  }
  const vanished = [...rows.values()];
  await insertForecasts(tx, vanished);
  for (const demand of vanished) tx.stale.month(demand.monthStart);
  return { vanished, warnings: vanishedWarnings(vanished) };
}

async function respellingsOf(
  tx: WriteScope,
  homeless: readonly HomelessDemand[],
): Promise<Map<string, Respelling>> {
  const reports = [...new Map(homeless.map((demand) => [reportKey(demand), demand])).values()];
  const known = await listKnownDemands(tx, reports);
  return new Map(
    reports.map((report) => {
      const name = reportKey(report);
      return [name, new Respelling(known.filter((demand) => reportKey(demand) === name))];
    }),
  );
}

function vanishedRow(demand: HomelessDemand, spelt: Demand): ForecastValues & { monthStart: string } {
  const { reportMonth, reportYear, forecastMonthIndex, monthStart, lastCph } = demand;
  const { mainLob, state, caseType } = spelt;
  return {
    reportMonth,
    reportYear,
    forecastMonthIndex,
    monthStart,
    mainLob,
    state,
    caseType,
    ...parseLob(mainLob, caseType),
    callTypeId: null,
    forecast: 0,
    targetCph: lastCph,
    isVanished: true,
  };
}
