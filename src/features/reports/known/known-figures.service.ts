import type { DemandMonthState, MonthStates } from '../../figures';
import type { ReportFilter, ReportMonth } from '../tables/report.model';

/** What a report's summaries lack, and when they were last computed. */
export interface SummaryState {
  unknownCapacity: number;
  unknownRequired: number;
  computedDatetime: Date | null;
}

/** What the demand-months of a report lack, from what is kept of them; undefined if not all of its months are. */
export function knownSummaryState(
  known: MonthStates,
  months: readonly ReportMonth[],
  filter: ReportFilter,
): SummaryState | undefined {
  const isChosen = demandFilter(filter);
  let unknownCapacity = 0;
  let unknownRequired = 0;
  let computedAt = 0;
  for (const month of months) {
    const states = known.of(month);
    if (!states) return undefined;
    for (const state of states) {
      if (!isChosen(state)) continue;
      unknownCapacity += state.unknownCapacity;
      if (state.lacksRequired) unknownRequired += 1;
      if (state.computedAt !== null && state.computedAt > computedAt) computedAt = state.computedAt;
    }
  }
  return {
    unknownCapacity,
    unknownRequired,
    computedDatetime: computedAt === 0 ? null : new Date(computedAt),
  };
}

/** A month of one side of a comparison, and the month that it is shown in. */
type ShownMonth = ReportMonth & { shown: string };

/** How many demand-months only the other side (`current`) or only this one (`prior`) has; undefined if not all months are kept. */
export function knownMissing(
  known: MonthStates,
  sides: { current: readonly ShownMonth[]; prior: readonly ShownMonth[] },
  filter: ReportFilter,
): { current: number; prior: number } | undefined {
  const current = demandMonths(known, sides.current, filter);
  const prior = demandMonths(known, sides.prior, filter);
  return current && prior && { current: countBeyond(prior, current), prior: countBeyond(current, prior) };
}

type DemandMonths = ReadonlyMap<string, ReadonlySet<string>>;

function demandMonths(
  known: MonthStates,
  months: readonly ShownMonth[],
  filter: ReportFilter,
): DemandMonths | undefined {
  const isChosen = demandFilter(filter);
  const found = new Map<string, Set<string>>();
  for (const month of months) {
    const states = known.of(month);
    if (!states) return undefined;
    const keys = new Set<string>();
    for (const state of states) if (isChosen(state)) keys.add(state.demand.key);
    found.set(month.shown, keys);
  }
  return found;
}

function countBeyond(all: DemandMonths, others: DemandMonths): number {
  let count = 0;
  for (const [month, keys] of all) {
    const besides = others.get(month);
    for (const key of keys) if (!besides?.has(key)) count += 1;
  }
  return count;
}

type Chosen = (state: DemandMonthState) => boolean;

/** Whether a demand is among those asked for, as `demandCondition` states it in SQL. */
function demandFilter(filter: ReportFilter): Chosen {
  const tests: Chosen[] = [];
  const among = (
    values: readonly string[] | null | undefined,
    valueOf: (demand: DemandMonthState['demand']) => string,
  ): void => {
    if (!values) return;
    const wanted = new Set(values);
    tests.push(({ demand }) => wanted.has(valueOf(demand)));
  };
  among(filter.mainLobs, ({ lobKey }) => lobKey);
  among(filter.states, ({ stateKey }) => stateKey);
  among(filter.caseTypes, ({ caseTypeKey }) => caseTypeKey);
  among(filter.platforms, ({ platformKey }) => platformKey);
  among(filter.markets, ({ marketKey }) => marketKey);
  among(filter.localities, ({ locality }) => locality);
  among(filter.workTypes, ({ locality }) => locality);
  among(filter.lobScope, ({ mainLob }) => mainLob);
  return (state) => tests.every((test) => test(state));
}
