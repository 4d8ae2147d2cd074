import { runChange } from '../data/change';
import type { DemandName } from '../data/demand';
import { weeksText } from '../format/date';
import {
  PageFreeAssignmentsDocument,
  PageMoveAssignmentsDocument,
  PagePinAssignmentsDocument,
  PageUnpinAssignmentsDocument,
  type PageMoveAssignmentsMutation,
} from '../generated/graphql';
import { WeeksRefusedError } from './weeks';

/** Assignments by number: where one has ended in the meantime, the server refuses instead of changing what came after it. */
interface Numbers {
  ids: readonly string[];
  cn: string;
  who: string;
  /** In the order of the numbers. */
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

/** The server names what it refuses by number: each is one of the weeks. */
function checkMoved(
  { ids, cn, weeks }: Numbers,
  { userErrors }: PageMoveAssignmentsMutation['moveAssignments'],
): void {
  const refused = userErrors.flatMap(({ value, code, message }) => {
    const week = weeks[ids.indexOf(String(value))];
    return week === undefined ? [] : [{ cn, week, code, message }];
  });
  if (refused.length > 0) throw new WeeksRefusedError(userErrors, refused);
}

/** Moves person-weeks to another demand; `note` says why somebody goes there who is not eligible. */
export async function moveAssignments(
  numbers: Numbers,
  to: DemandName,
  note: string | undefined,
): Promise<void> {
  const { ids, who, weeks } = numbers;
  const { mainLob, state, caseType } = to;
  await runChange(
    PageMoveAssignmentsDocument,
    { ids: [...ids], to: { mainLob, state, caseType, ...(note !== undefined && { note, override: true }) } },
    {
      check: ({ moveAssignments: outcome }) => checkMoved(numbers, outcome),
      done: `${who} works on ${caseType} in ${weeksText(weeks)}`,
    },
  );
}
