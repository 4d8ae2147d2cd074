import { useState } from 'react';
import type { OperationVariables } from '@apollo/client';
import { PageChangeSetDocument, PageRevertDocument, type TypedDocumentString } from '../generated/graphql';
import { toastDone, toastRefused } from '../ui/toast';
import { client } from './client';
import { documentOf } from './documents';
import { errorText, RefusedError, type Refusal } from './errors';
import { asOwnChange, checkFreshness } from './live';

interface Payload {
  userErrors?: readonly Refusal[];
}

/** What to say when it worked. */
export interface ChangeWords<Data> {
  done: string | ((data: Data) => string);
  /** Throws what the answer refuses in its own way, e.g. row by row. */
  check?(data: Data): void;
  /** Leave out the offer to undo, e.g. for an undo. */
  noUndo?: boolean;
  /** True of an answer that everything is as it was: there is nothing to undo either. */
  changedNothing?(data: Data): boolean;
}

/** An id that is also found on the change set; `randomUUID` exists on secure origins only. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Runs one stored mutation: refusals are thrown as `RefusedError`, then everything on screen is read again and a
 * message offers to undo it.
 */
export async function runChange<Data, Variables extends OperationVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { done, noUndo = false, check, changedNothing }: ChangeWords<Data>,
): Promise<Data> {
  const requestId = newRequestId();
  const data = await asOwnChange(async () => {
    const answer = await client.mutate({
      mutation: documentOf(document),
      variables,
      context: { headers: { 'x-request-id': requestId } },
    });
    const payloads = Object.values((answer.data ?? {}) as Record<string, Payload>);
    const refusals = payloads.flatMap(({ userErrors }) => userErrors ?? []);
    check?.(answer.data as Data);
    if (refusals.length > 0) throw new RefusedError(refusals);
    await checkFreshness();
    return answer.data as Data;
  });
  const isFinal = noUndo || changedNothing?.(data) === true;
  const changeSet = isFinal ? undefined : await changeSetOf(requestId);
  const text = typeof done === 'string' ? done : done(data);
  toastDone(text, changeSet === undefined ? undefined : () => void revert(changeSet));
  return data;
}

/** The change set that a request has written, if it wrote one. */
export async function changeSetOf(requestId: string): Promise<string | undefined> {
  const { data } = await client.query({
    query: documentOf(PageChangeSetDocument),
    fetchPolicy: 'no-cache',
  });
  return data?.history.nodes.find((set) => set.requestId === requestId)?.id;
}

/** Takes a change set back. */
export async function revert(id: string): Promise<void> {
  try {
    await runChange(PageRevertDocument, { id }, { done: 'Undone', noUndo: true });
  } catch (error) {
    toastRefused(`It could not be undone: ${errorText(error)}`);
  }
}

/** A change that a button starts: whether it runs, and what was refused. */
export interface ChangeState {
  isPending: boolean;
  error: unknown;
  /** Runs it; true if it worked. A failure stays in `error`, for the place where it was asked. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  reset(): void;
}

/** Keeps track of a change for the control that asks for it. */
export function useChange(): ChangeState {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  return {
    isPending,
    error,
    reset: () => setError(undefined),
    run: async (work) => {
      setPending(true);
      setError(undefined);
      try {
        await work();
        return true;
      } catch (failure) {
        setError(failure);
        return false;
      } finally {
        setPending(false);
      }
    },
  };
}
