import { runChange, type ChangeWords } from '../data/change';
import type { DemandName } from '../data/demand';
import { RefusedError, type Refusal } from '../data/errors';
import { monthLabel, weeksText } from '../format/date';
import { cases } from '../format/number';
import { writeNumber } from '../format/read-number';
import {
  PageApplyRampDocument,
  PageAssignWeeksDocument,
  PageFreeWeeksDocument,
  PageMoveWeeksDocument,
  PagePinWeeksDocument,
  PageSetProductionDocument,
  PageSetWeekProductionDocument,
  type OnConflict,
  type ProductionOutcomeFragment,
  type RampStageInput,
  type WriteOutcomeFragment,
} from '../generated/graphql';
import type { PersonWeeks } from './chosen';

/** What became of a person-week that was asked for and not done. */
export interface RefusedWeek {
  cn: string;
  week: string;
  message: string;
  code: string | null;
}

/** A refusal with the person-weeks that stand in the way, in the server's words. */
export class WeeksRefusedError extends RefusedError {
  constructor(
    refusals: readonly Refusal[],
    readonly weeks: readonly RefusedWeek[],
  ) {
    super(refusals);
  }
}

/** Whether somebody was refused who is not eligible, which a planner may override with a reason. */
export function isOverridable(error: unknown): boolean {
  if (!(error instanceof RefusedError)) return false;
  const weeks = error instanceof WeeksRefusedError ? error.weeks : [];
  return [...error.refusals, ...weeks].some(({ code }) => code === 'INELIGIBLE');
}

const rangeOf = ({ cns, weeks }: PersonWeeks) => ({ resourceCns: [...cns], weeks: [...weeks] });

/** `3 weeks`. */
export const weeksCount = (count: number): string => `${cases(count)} ${count === 1 ? 'week' : 'weeks'}`;

/** `AA000001 2026-W45` as the server names a person-week. */
function refusedWeeks(outcome: WriteOutcomeFragment, statuses: readonly string[]): RefusedWeek[] {
  return (outcome.result?.rows ?? []).flatMap(({ key, status, code, message }) => {
    const [cn, week] = (key ?? '').split(' ');
    // A free week has nothing to free or move: no refusal.
    if (!cn || !week || !message || code === 'FREE' || !statuses.includes(status)) return [];
    return [{ cn, week, message, code }];
  });
}

function check(outcome: WriteOutcomeFragment): void {
  if (outcome.userErrors.length > 0)
    throw new WeeksRefusedError(outcome.userErrors, refusedWeeks(outcome, ['FAILED']));
}

function changedRows({ result }: WriteOutcomeFragment): number {
  const { created = 0, updated = 0 } = result?.counts ?? {};
  return created + updated;
}

function doneText(verb: string, outcome: WriteOutcomeFragment, { cns, who }: PersonWeeks): string {
  const { result } = outcome;
  const changed = changedRows(outcome);
  if (changed === 0 && (result?.counts?.unchanged ?? 0) > 0) return 'Nothing to change: it is so already';
  const left = leftOut(outcome).length;
  const rest = left > 0 ? `; ${cases(left)} left out` : '';
  if (cns.length === 1) return `${who}: ${weeksCount(changed)} ${verb}${rest}`;
  const people = left > 0 ? '' : ` of ${cns.length} people`;
  return `${weeksCount(changed)}${people} ${verb}${rest}`;
}

/** What is said of a change of person-weeks. */
function words<Data>(
  verb: string,
  chosen: PersonWeeks,
  outcomeOf: (data: Data) => WriteOutcomeFragment,
): ChangeWords<Data> {
  return {
    check: (data) => check(outcomeOf(data)),
    done: (data) => doneText(verb, outcomeOf(data), chosen),
    changedNothing: (data) => changedRows(outcomeOf(data)) === 0,
  };
}

/** What a change left out although it worked: weeks that failed or whose month is closed. */
const leftOut = (outcome: WriteOutcomeFragment): RefusedWeek[] =>
  refusedWeeks(outcome, ['FAILED', 'SKIPPED']);

/** How weeks are assigned. */
export interface AssignChoice extends DemandName {
  /** Absent = each person's own. */
  share: number | undefined;
  onConflict: OnConflict;
  /** Saves the weeks that fit and leaves out the others. */
  skipRefused: boolean;
  /** Why people who are not eligible are assigned all the same. */
  override?: string | undefined;
}

/** Assigns people in every week that is selected; returns what was left out. */
export async function assignWeeks(chosen: PersonWeeks, choice: AssignChoice): Promise<RefusedWeek[]> {
  const { mainLob, state, caseType, share, onConflict, skipRefused, override } = choice;
  const data = await runChange(
    PageAssignWeeksDocument,
    {
      range: rangeOf(chosen),
      to: {
        mainLob,
        state,
        caseType,
        onConflict,
        onError: skipRefused ? 'SKIP' : 'ABORT',
        ...(share !== undefined && { productionPercentage: share }),
        ...(override !== undefined && { override: true, note: override }),
      },
    },
    words(`assigned to ${caseType}`, chosen, (answer) => answer.assignWeeks),
  );
  return leftOut(data.assignWeeks);
}

/** Moves people in every chosen week in which they are assigned; `note` says why somebody goes there who is not eligible. */
export async function moveWeeks(
  chosen: PersonWeeks,
  to: DemandName,
  note: string | undefined,
): Promise<RefusedWeek[]> {
  const { mainLob, state, caseType } = to;
  const data = await runChange(
    PageMoveWeeksDocument,
    {
      range: rangeOf(chosen),
      to: { mainLob, state, caseType, ...(note !== undefined && { note, override: true }) },
    },
    words(`moved to ${caseType}`, chosen, (answer) => answer.moveWeeks),
  );
  return leftOut(data.moveWeeks);
}

/** Takes people off in every selected week. */
export async function freeWeeks(chosen: PersonWeeks): Promise<RefusedWeek[]> {
  const data = await runChange(
    PageFreeWeeksDocument,
    { range: rangeOf(chosen) },
    words('freed', chosen, (answer) => answer.freeWeeks),
  );
  return leftOut(data.freeWeeks);
}

/** Keeps allocation from moving the selected weeks, or lets it again. */
export async function pinWeeks(chosen: PersonWeeks, pinned: boolean): Promise<RefusedWeek[]> {
  const data = await runChange(
    PagePinWeeksDocument,
    { range: rangeOf(chosen), pinned },
    words(pinned ? 'pinned' : 'unpinned', chosen, (answer) => answer.pinWeeks),
  );
  return leftOut(data.pinWeeks);
}

/** Sets what people produce in the chosen weeks in which they are assigned, and in no other; undefined = their own again. */
export async function setWeekProduction(
  chosen: PersonWeeks,
  share: number | undefined,
): Promise<RefusedWeek[]> {
  const verb = share === undefined ? 'at their own percentage again' : `at ${writeNumber(share, true)}`;
  const data = await runChange(
    PageSetWeekProductionDocument,
    { range: rangeOf(chosen), productionPercentage: share ?? null },
    words(verb, chosen, (answer) => answer.setWeekProduction),
  );
  return leftOut(data.setWeekProduction);
}

function productionText(words: string, outcome: ProductionOutcomeFragment): string {
  const { changedAssignments, skippedClosed, keptExceptions } = outcome;
  return [
    `${words}; ${cases(changedAssignments)} assigned ${changedAssignments === 1 ? 'week' : 'weeks'} follow`,
    skippedClosed.length > 0 && `${skippedClosed.map(monthLabel).join(', ')} closed and left alone`,
    keptExceptions.length > 0 &&
      `${weeksText(keptExceptions.map(({ week }) => week))} keep a percentage of their own`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What a change of production is about. */
export interface ProductionChoice {
  cns: readonly string[];
  fromWeek: string;
  who: string;
  /** Percentages of single weeks give way too. */
  overwriteExceptions: boolean;
}

/** Sets what people produce from a week on. */
export async function setProduction(choice: ProductionChoice, share: number): Promise<void> {
  const { cns, fromWeek, who, overwriteExceptions } = choice;
  const from = weeksText([fromWeek]);
  await runChange(
    PageSetProductionDocument,
    { resourceCns: [...cns], fromWeek, productionPercentage: share, overwriteExceptions },
    {
      changedNothing: ({ setProduction: { changedAssignments, changedSteps } }) =>
        changedAssignments + changedSteps === 0,
      done: ({ setProduction: outcome }) =>
        productionText(`${who}: ${writeNumber(share, true)} from ${from} on`, outcome),
    },
  );
}

/** Lets what people produce rise in stages from a week on. */
export async function applyRamp(choice: ProductionChoice, ramp: readonly RampStageInput[]): Promise<void> {
  const { cns, fromWeek, who, overwriteExceptions } = choice;
  const from = weeksText([fromWeek]);
  await runChange(
    PageApplyRampDocument,
    { resourceCns: [...cns], fromWeek, ramp: [...ramp], overwriteExceptions },
    { done: ({ applyRamp: outcome }) => productionText(`${who}: ramp from ${from} on`, outcome) },
  );
}

/** The reasons of each person, each with its weeks: `W45–W47: has the skills …`. */
export function reasonsByPerson(weeks: readonly RefusedWeek[]): Map<string, string[]> {
  const grouped = new Map<string, Map<string, string[]>>();
  for (const { cn, week, message } of weeks) {
    const reasons = grouped.get(cn) ?? new Map<string, string[]>();
    // The server begins with the person, whose name stands before it already.
    const text = message.startsWith(`${cn} `) ? message.slice(cn.length + 1) : message;
    reasons.set(text, [...(reasons.get(text) ?? []), week]);
    grouped.set(cn, reasons);
  }
  const written = (reasons: Map<string, string[]>): string[] =>
    [...reasons].map(([text, keys]) => `${weeksText(keys)}: ${text}`);
  return new Map([...grouped].map(([cn, reasons]) => [cn, written(reasons)]));
}
