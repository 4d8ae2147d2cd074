import { WORK_TYPES } from '../../../domain/demand/lob';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { closedMonths } from '../closing/month-close.service';
import { readYear } from '../records/calendar-input.rules';
import { findDiscrepancies, type MonthDiscrepancy } from '../weeks/generation.rules';
import type { WeekConfigRow } from '../weeks/week-config.model';
import { listStaleWeeks } from '../weeks/week-write.repository';
import { listConfiguredMonths } from './month-config.repository';

/** What of a year deserves a look. */
export interface CalendarCheck {
  year: number;
  staleWeeks: WeekConfigRow[];
  discrepancies: MonthDiscrepancy[];
}

/** Weeks that generating would change, and months that do not add up with their holidays; closed months are left out. */
export async function checkCalendar(scope: RequestScope, year: number): Promise<CalendarCheck> {
  const read = readYear(year);
  const closed = new Set([...(await closedMonths(scope))].filter((start) => start.startsWith(`${read}-`)));
  const configured = await listConfiguredMonths(scope, read, WORK_TYPES);
  const years = WORK_TYPES.map((workType) => ({ year: read, workType }));
  const stale = await listStaleWeeks(scope, years);
  return {
    year: read,
    staleWeeks: stale.filter(({ monthStart }) => !closed.has(monthStart)),
    discrepancies: findDiscrepancies(read, WORK_TYPES, { configured, closed }),
  };
}
