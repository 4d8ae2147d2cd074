import { runChange } from '../data/change';
import type { DemandName } from '../data/demand';
import { RefusedError } from '../data/errors';
import { readWeek, weekRuns } from '../format/date';
import {
  PageFreeAssignmentsDocument,
  PageMoveAssignmentsDocument,
  PagePinAssignmentsDocument,
  PageUnpinAssignmentsDocument,
  PageWriteAssignmentsDocument,
  type OnConflict,
} from '../generated/graphql';

/** `W18–W22`. */
export const weeksText = (weeks: readonly string[]): string => weekRuns(weeks.map(readWeek));

/** Weeks of one person on one demand. */
export interface PersonWeeks extends DemandName {
  cn: string;
  /** How messages call the person. */
  who: string;
  weeks: readonly string[];
  /** Fraction 0–1; absent = the person's own of each week. */
  productionPercentage?: number;
  /** REPLACE also changes weeks that are taken. */
  onConflict: OnConflict;
  done: string;
}

/** Writes weeks of a person as one change set, all or none; the server's words say which week stands in the way. */
export async function writeWeeks(change: PersonWeeks): Promise<void> {
  const { cn, mainLob, state, caseType, weeks, productionPercentage, onConflict, done } = change;
  const assignments = weeks.map((week) => ({
    resourceCn: cn,
    mainLob,
    state,
    caseType,
    week,
    ...(productionPercentage !== undefined && { productionPercentage }),
  }));
  await runChange(
    PageWriteAssignmentsDocument,
    { input: { assignments, onConflict, onError: 'ABORT' } },
    { done, check: ({ bulkAssign }) => refuseRows(bulkAssign.result?.rows ?? []) },
  );
}

interface Row {
  key: string | null;
  status: string;
  code: string | null;
  message: string | null;
}

function refuseRows(rows: readonly Row[]): void {
  const failed = rows.filter(({ status }) => status === 'FAILED');
  if (failed.length === 0) return;
  throw new RefusedError(
    failed.map(({ key, code, message }) => ({
      code: code ?? 'VALIDATION',
      message: [key, message].filter(Boolean).join(': '),
    })),
  );
}

/** Assigns a person who is free. */
export function assignWeeks(change: Omit<PersonWeeks, 'onConflict' | 'done'>): Promise<void> {
  const { who, caseType, weeks } = change;
  return writeWeeks({
    ...change,
    onConflict: 'ERROR',
    done: `${who} works on ${caseType} in ${weeksText(weeks)}`,
  });
}

interface Selection {
  ids: readonly string[];
  who: string;
  weeks: readonly string[];
}

/** Takes people off; they are free again. */
export async function freeAssignments({ ids, who, weeks }: Selection): Promise<void> {
  await runChange(
    PageFreeAssignmentsDocument,
    { ids: [...ids] },
    { done: `${who} is free in ${weeksText(weeks)}` },
  );
}

/** Keeps allocation from moving them, or lets it again. */
export async function pinAssignments({ ids, who, weeks }: Selection, pinned: boolean): Promise<void> {
  const done = `${who} is ${pinned ? 'pinned' : 'no longer pinned'} in ${weeksText(weeks)}`;
  const document = pinned ? PagePinAssignmentsDocument : PageUnpinAssignmentsDocument;
  await runChange(document as typeof PagePinAssignmentsDocument, { ids: [...ids] }, { done });
}

/** Moves person-weeks to another demand. */
export async function moveAssignments({ ids, who, weeks }: Selection, to: DemandName): Promise<void> {
  const { mainLob, state, caseType } = to;
  await runChange(
    PageMoveAssignmentsDocument,
    { ids: [...ids], to: { mainLob, state, caseType } },
    { done: `${who} works on ${caseType} in ${weeksText(weeks)}` },
  );
}
