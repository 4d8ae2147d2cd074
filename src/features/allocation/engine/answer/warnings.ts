import { MICRO, type Problem } from '../problem/problem';
import type { AllocationWarning } from '../contract/types';
import { WORK_TYPES } from '../problem/compile';

/** What is missing or over-committed in the input, found once the problem stands. */
export function calendarWarnings(problem: Problem): AllocationWarning[] {
  return [...weekWarnings(problem), ...demandWarnings(problem)];
}

function weekWarnings({ weeks, months, hours, monthStart, monthOpen }: Problem): AllocationWarning[] {
  const warnings: AllocationWarning[] = [];
  months.forEach((month, m) => {
    if (monthOpen[m] === 0) return;
    WORK_TYPES.forEach((type, t) => {
      const missing: string[] = [];
      for (let w = monthStart[m] as number; w < (monthStart[m + 1] as number); w += 1) {
        if ((hours[w * 2 + t] as number) < 0) missing.push(weeks[w]?.key ?? '');
      }
      for (const week of missing) {
        const message = `${week} has no ${type} week configuration: nobody is assigned in it`;
        warnings.push({ code: 'NO_WEEK_CONFIG', message, week, month });
      }
      if (
        missing.length > 0 &&
        missing.length === (monthStart[m + 1] as number) - (monthStart[m] as number)
      ) {
        const message = `no week of ${month} has a ${type} configuration: its ${type} demand cannot be staffed`;
        warnings.push({ code: 'MONTH_NOT_CONFIGURED', message, month });
      }
    });
  });
  return warnings;
}

function demandWarnings(problem: Problem): AllocationWarning[] {
  const { demands, months, monthCount, monthOpen, demandOpen, forecast, cph, need, lockedLoad } = problem;
  const warnings: AllocationWarning[] = [];
  demands.forEach((demand, d) => {
    months.forEach((month, m) => {
      const dm = d * monthCount + m;
      if (demandOpen[d] === 0 || monthOpen[m] === 0 || forecast[dm] === 0) return;
      const name = `${demand.mainLob} ${demand.state} ${demand.caseType} in ${month}`;
      if ((cph[dm] as number) <= 0) {
        const value = cph[dm] === 0 ? 'a CPH of 0' : 'no CPH';
        const message = `${name} has ${value}: its ${forecast[dm] as number} cases cannot be staffed`;
        warnings.push({ code: 'NO_CPH', message, demand: demand.key, month });
      } else if ((lockedLoad[dm] as number) > (need[dm] as number)) {
        const hours = Math.trunc(((lockedLoad[dm] as number) - (need[dm] as number)) / MICRO);
        const message = `${name} has about ${hours} hours more in fixed assignments than its forecast needs`;
        warnings.push({ code: 'LOCKED_EXCEEDS_FORECAST', message, demand: demand.key, month });
      }
    });
  });
  return warnings;
}
