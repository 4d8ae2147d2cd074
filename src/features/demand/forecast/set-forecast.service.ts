import { attempt, refuseIssues } from '../../../domain/issue-collector';
import type { GivenDecimal } from '../../../domain/decimal-input';
import { invalid, type Issue } from '../../../domain/errors';
import { parseLob } from '../../../domain/demand/lob';
import { requireVersion } from '../../../platform/database/version';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { Demand } from '../../../domain/demand/demand-key';
import { assertMonthsOpen } from '../../calendar';
import { demandText } from '../resolve/demand-spelling.rules';
import { readCallTypeId, readCases, readCph, readDemandState, readName } from '../table/forecast-row.rules';
import type { ForecastRow, ForecastValues } from '../table/forecast.model';
import {
  findForecastsByIds,
  findForecastsByKeys,
  insertForecasts,
  updateForecasts,
} from '../table/forecast.repository';
import type { ReportMonthRow } from '../table/report.model';
import {
  findReportMonth,
  frozenConflict,
  type ReportMonthChoice,
} from '../forecast-report/report-month.service';
import { findDemands, listKnownDemands } from '../resolve/resolve-demands.repository';
import { Respelling } from '../resolve/respelling.rules';
import { findTargetCphs } from '../table/target-cph.repository';

/** One forecast row to set; absent values stay as stored, null clears where the column may be empty. */
export interface ForecastChange extends Demand, ReportMonthChoice {
  /** Cases; required for a new row. */
  forecast?: number | null | undefined;
  targetCph?: GivenDecimal | null | undefined;
  callTypeId?: string | null | undefined;
  version?: number | null | undefined;
}

type Given = Pick<Partial<ForecastValues>, 'forecast' | 'targetCph' | 'callTypeId'>;

/**
 * Sets the forecast of one demand in one live, unclosed month: changes its row or adds one. A new row takes the report's
 * spelling, and without a CPH the demand's last one in the report, else the configured one.
 */
export async function setForecast(tx: WriteScope, change: ForecastChange): Promise<ForecastRow> {
  const { demand, given } = readChange(change);
  const month = await findReportMonth(tx, change);
  if (month.isFrozen) throw frozenConflict(month);
  await assertMonthsOpen(tx, [month.monthStart]);
  const [found] = await findDemands(tx, [{ ...demand, monthStart: month.monthStart }]);
  const known = found?.demand ?? null;
  const [stored] =
    known === null || known.forecastId === null ? [] : await findForecastsByIds(tx, [known.forecastId]);
  requireVersion(`The forecast of ${demandText(demand)}`, stored?.version ?? 0, change.version);
  const row = stored
    ? await changeRow(tx, stored, given)
    : await addRow(tx, await newValues(tx, { month, demand, given, known }));
  tx.stale.demandMonth(row);
  return row;
}

async function changeRow(tx: WriteScope, stored: ForecastRow, given: Given): Promise<ForecastRow> {
  const isVanished = stored.isVanished && given.forecast === undefined;
  const values = { ...stored, ...given, isVanished };
  const fields = ['forecast', 'targetCph', 'callTypeId', 'isVanished'] as const;
  if (fields.every((field) => values[field] === stored[field])) return stored;
  await updateForecasts(tx, [values]);
  return { ...values, version: stored.version + 1 };
}

async function addRow(tx: WriteScope, values: ForecastValues): Promise<ForecastRow> {
  await insertForecasts(tx, [values]);
  const [row] = await findForecastsByKeys(tx, [values]);
  return row as ForecastRow;
}

function readChange(change: ForecastChange): { demand: Demand; given: Given } {
  const issues: Issue[] = [];
  const demand = {
    mainLob: attempt(issues, () => readName(change.mainLob, 'mainLob')) ?? '',
    state: attempt(issues, () => readDemandState(change.state)) ?? '',
    caseType: attempt(issues, () => readName(change.caseType, 'caseType')) ?? '',
  };
  const { forecast, targetCph, callTypeId } = change;
  const given: Given = {
    ...(forecast !== undefined && { forecast: attempt(issues, () => readCases(forecast)) }),
    ...(targetCph !== undefined && { targetCph: attempt(issues, () => readCph(targetCph)) }),
    ...(callTypeId !== undefined && { callTypeId: attempt(issues, () => readCallTypeId(callTypeId)) }),
  };
  refuseIssues(issues);
  return { demand, given };
}

interface NewRow {
  month: ReportMonthRow;
  demand: Demand;
  given: Given;
  /** The demand as the report knows it from other months. */
  known: (Demand & { targetCph: string | null }) | null;
}

async function newValues(tx: WriteScope, { month, demand, given, known }: NewRow): Promise<ForecastValues> {
  const { forecast } = given;
  if (forecast === undefined)
    throw invalid('forecast', null, 'a whole number: the demand has no row in this month yet');
  const spelt = known ?? new Respelling(await listKnownDemands(tx, [month])).of(demand);
  const configured = known ? known.targetCph : ((await findTargetCphs(tx, [demand]))[0]?.targetCph ?? null);
  const { mainLob, state, caseType } = spelt;
  const { reportMonth, reportYear, forecastMonthIndex } = month;
  return {
    reportMonth,
    reportYear,
    forecastMonthIndex,
    mainLob,
    state,
    caseType,
    forecast,
    ...parseLob(mainLob, caseType),
    targetCph: given.targetCph === undefined ? configured : given.targetCph,
    callTypeId: given.callTypeId ?? null,
    isVanished: false,
  };
}
