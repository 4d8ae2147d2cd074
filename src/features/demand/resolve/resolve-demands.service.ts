import { demandKey } from '../../../domain/demand/demand-key';
import { DomainError } from '../../../domain/errors';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type {
  DemandMonthKey,
  DemandResolution,
  ReportKey,
  ResolvedDemand,
  UnresolvedDemand,
} from '../table/demand.model';
import { DemandSpellings, noReportMessage, unknownDemandMessage } from './demand-spelling.rules';
import {
  findDemands,
  insertMissingForecasts,
  listKnownDemands,
  type FoundDemand,
} from './resolve-demands.repository';

const monthKey = (key: DemandMonthKey): string => `${key.monthStart} ${demandKey(key)}`;
const reportKey = ({ reportYear, reportMonth }: ReportKey): string => `${reportYear} ${reportMonth}`;

/**
 * Finds demands in the live reports of their months, whatever the spelling: one answer per key, in their order, by one
 * SQL statement (a second one reads the known spellings when a demand is unknown).
 */
export async function resolveDemands(
  scope: RequestScope,
  keys: readonly DemandMonthKey[],
): Promise<DemandResolution[]> {
  if (keys.length === 0) return [];
  const names = keys.map(monthKey);
  const distinct = new Map(keys.map((key, i) => [names[i] ?? '', key]));
  const found = await findDemands(scope, [...distinct.values()]);
  const unknown = found.flatMap(({ report, demand }) => (report && !demand ? report : []));
  const spellings = await spellingsOf(scope, unknown);
  const answers = new Map<string, DemandResolution>();
  for (const [position, [name, key]] of [...distinct].entries()) {
    answers.set(name, found[position]?.demand ?? unresolved(key, found[position], spellings));
  }
  return keys.map((key, i) => answers.get(names[i] ?? '') ?? unresolved(key, undefined, spellings));
}

async function spellingsOf(
  scope: RequestScope,
  reports: readonly ReportKey[],
): Promise<Map<string, DemandSpellings>> {
  const distinct = [...new Map(reports.map((report) => [reportKey(report), report])).values()];
  if (distinct.length === 0) return new Map();
  const known = await listKnownDemands(scope, distinct);
  return new Map(
    distinct.map((report) => {
      const name = reportKey(report);
      return [name, new DemandSpellings(known.filter((demand) => reportKey(demand) === name))];
    }),
  );
}

function unresolved(
  key: DemandMonthKey,
  found: FoundDemand | undefined,
  spellings: ReadonlyMap<string, DemandSpellings>,
): UnresolvedDemand {
  const { mainLob, state, caseType, monthStart } = key;
  const base = { ok: false as const, mainLob, state, caseType, monthStart };
  if (!found?.report)
    return { ...base, reason: 'NO_REPORT', nearest: null, message: noReportMessage(monthStart) };
  const near = spellings.get(reportKey(found.report))?.nearest(key);
  const nearest = near ? { mainLob: near.mainLob, state: near.state, caseType: near.caseType } : null;
  return { ...base, reason: 'UNKNOWN_DEMAND', nearest, message: unknownDemandMessage(key, nearest) };
}

/** The refusal of an unresolved demand; `path` is the field that names it. */
export function demandError(demand: UnresolvedDemand, path: string): DomainError {
  const { mainLob, state, caseType } = demand;
  return new DomainError(
    demand.reason,
    demand.message,
    [{ path, message: demand.message, value: { mainLob, state, caseType } }],
    demand.nearest ? { nearest: demand.nearest } : {},
  );
}

/**
 * Gives every resolved demand its forecast row: where its report knows it in other months only, a row of 0 cases with
 * its last CPH, marked vanished. Answers in the same order with all `forecastId` set.
 */
export async function ensureForecastRows(
  tx: WriteScope,
  demands: readonly ResolvedDemand[],
): Promise<ResolvedDemand[]> {
  const missing = new Map(
    demands.filter(({ forecastId }) => forecastId === null).map((demand) => [monthKey(demand), demand]),
  );
  if (missing.size === 0) return [...demands];
  await insertMissingForecasts(tx, [...missing.values()]);
  const rows = new Map<string, ResolvedDemand>();
  for (const { demand } of await findDemands(tx, [...missing.values()])) {
    if (!demand) continue;
    rows.set(monthKey(demand), demand);
    tx.stale.demandMonth(demand);
  }
  return demands.map((demand) => rows.get(monthKey(demand)) ?? demand);
}
