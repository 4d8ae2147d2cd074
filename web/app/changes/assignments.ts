import { runChange } from '../data/change';
import type { DemandName } from '../data/demand';
import { weeksText } from '../format/date';
import {
  PageFreeAssignmentsDocument,
  PageMoveAssignmentsDocument,
  PagePinAssignmentsDocument,
  PageUnpinAssignmentsDocument,
} from '../generated/graphql';

/** Assignments by number: where one has ended in the meantime, the server refuses instead of changing what came after it. */
interface Numbers {
  ids: readonly string[];
  who: string;
  weeks: readonly string[];
}

/** Takes people off; they are free again. */
export async function freeAssignments({ ids, who, weeks }: Numbers): Promise<void> {
  await runChange(
    PageFreeAssignmentsDocument,
    { ids: [...ids] },
    { done: `${who} is free in ${weeksText(weeks)}` },
  );
}

/** Keeps allocation from moving them, or lets it again. */
export async function pinAssignments({ ids, who, weeks }: Numbers, pinned: boolean): Promise<void> {
  const done = `${who} is ${pinned ? 'pinned' : 'no longer pinned'} in ${weeksText(weeks)}`;
  const document = pinned ? PagePinAssignmentsDocument : PageUnpinAssignmentsDocument;
  await runChange(document as typeof PagePinAssignmentsDocument, { ids: [...ids] }, { done });
}

/** Moves person-weeks to another demand; `note` says why somebody goes there who is not eligible. */
export async function moveAssignments(
  { ids, who, weeks }: Numbers,
  to: DemandName,
  note: string | undefined,
): Promise<void> {
  const { mainLob, state, caseType } = to;
  await runChange(
    PageMoveAssignmentsDocument,
    { ids: [...ids], to: { mainLob, state, caseType, ...(note !== undefined && { note, override: true }) } },
    { done: `${who} works on ${caseType} in ${weeksText(weeks)}` },
  );
}
