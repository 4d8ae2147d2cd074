import { useSyncExternalStore } from 'react';
import { readApiKey, writeApiKey } from '../../graphiql/api-key';
import { goTo } from '../address/address';

/** Whether the server answers this browser. */
export interface Session {
  /** `asking`: not known yet; `out`: somebody has to sign in. */
  status: 'asking' | 'in' | 'out';
  /** Ways to sign in: `keys`, `jwt`, `oidc`; empty where the server asks nobody. */
  kinds: readonly string[];
  /** Somebody was signed in on this page before: what they looked at is still there. */
  wasIn: boolean;
  /** Why the identity provider's sign-in just failed, in the server’s words. */
  refusal?: string | undefined;
}

const PLACE = 'headroom:place';

let session: Session = { status: 'asking', kinds: [], wasIn: false };
const listeners = new Set<() => void>();
/** Requests that were refused wait here until somebody has signed in. */
let waiting: (() => void)[] = [];
/** Signing out is under way: what is refused now needs no answer any more. */
let isLeaving = false;

function set(next: Partial<Session>): void {
  session = { ...session, ...next };
  for (const listen of listeners) listen();
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** Whether somebody is signed in, and how one signs in. */
export const useSession = (): Session => useSyncExternalStore(subscribe, () => session);

/** Somebody is signed in: what was refused meanwhile is sent again. */
export function enter(): void {
  set({ status: 'in', wasIn: true });
  const resumed = waiting;
  waiting = [];
  for (const resume of resumed) resume();
}

interface Asked {
  kinds: string[];
  session: boolean;
  refusal?: string;
}

/** Finds out whether there is anybody to sign in. Without an answer the sections say themselves what is wrong. */
export async function askSession(): Promise<void> {
  try {
    const answer = await fetch('/auth');
    const { kinds, session: hasCookie, refusal } = (await answer.json()) as Asked;
    set({ kinds, refusal });
    if (kinds.length > 0 && !hasCookie && !readApiKey()) return set({ status: 'out' });
  } catch {
    // Nothing to add: the first figures fail and show it.
  }
  returnToPlace();
  enter();
}

/** A request was refused for want of a session; resolves when it may be sent again. */
export function signedInAgain(): Promise<void> {
  writeApiKey('');
  if (session.status !== 'out' && !isLeaving) set({ status: 'out' });
  return new Promise((resolve) => waiting.push(resolve));
}

async function refusalOf(answer: Response): Promise<string> {
  const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
  return detail ?? `The server answered with status ${answer.status}.`;
}

const POST = { 'content-type': 'application/json', 'x-headroom-request': '1' };

/** Exchanges an API key for a session; a refusal is thrown in the server's words. */
export async function signInWithKey(key: string): Promise<void> {
  const answer = await fetch('/auth/session', {
    method: 'POST',
    headers: POST,
    body: JSON.stringify({ key: key.trim() }),
  });
  if (!answer.ok) throw new Error(await refusalOf(answer));
}

/** Ends the session; nothing that was read stays in this tab. A refusal is thrown in the server's words: it goes on. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  try {
    const answer = await fetch('/auth/session', { method: 'DELETE', headers: { 'x-headroom-request': '1' } });
    if (!answer.ok && answer.status !== 401) throw new Error(await refusalOf(answer));
  } catch (error) {
    isLeaving = false;
    throw error;
  }
  writeApiKey('');
  location.reload();
}

/** An identity provider sends people back to `/`: where they were is kept for then. */
export function keepPlace(): void {
  sessionStorage.setItem(PLACE, `${location.pathname}${location.search}`);
}

function returnToPlace(): void {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place?.startsWith('/') && !place.startsWith('//') && location.pathname === '/')
    goTo(place, { replace: true });
}
