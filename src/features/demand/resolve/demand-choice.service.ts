import type { Demand } from '../../../domain/demand/demand-key';
import { DomainError } from '../../../domain/errors';
import { readId } from '../../../platform/graphql/schema/read-id';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { findForecastsByIds } from '../table/forecast.repository';

/** A demand as callers choose it: by the number of a forecast row, or by its names. */
export interface DemandChoice {
  forecastId?: string | null | undefined;
  mainLob?: string | null | undefined;
  state?: string | null | undefined;
  caseType?: string | null | undefined;
}

/** The names of the demand that is chosen. */
export async function chosenDemand(scope: RequestScope, choice: DemandChoice): Promise<Demand> {
  const { forecastId, mainLob, state, caseType } = choice;
  if (forecastId === undefined || forecastId === null)
    return { mainLob: mainLob ?? '', state: state ?? '', caseType: caseType ?? '' };
  const [row] = await findForecastsByIds(scope, [readId(forecastId, 'forecastId')]);
  if (row) return { mainLob: row.mainLob, state: row.state, caseType: row.caseType };
  const message = `there is no forecast row ${forecastId}`;
  throw new DomainError('NOT_FOUND', message, [{ path: 'forecastId', message, value: forecastId }]);
}
