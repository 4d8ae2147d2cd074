import { DomainError } from '../../../domain/errors';
import type { Actor, ActorKind, Role } from '../../../platform/scope/actor';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { findApiKey, listLobs, updateLastUsed, type ApiKeyRow } from '../keys/api-key.repository';
import { hashSecret, isSecret, newSecret, type KeyParts } from '../keys/key-text.service';
import { matchLobs } from '../keys/lob-pattern.rules';
import {
  deleteSession,
  extendSession,
  findSession,
  insertSession,
  type SessionRow,
} from './session.repository';

const USE_NOTED_MS = 60_000;

/** When sessions end, in milliseconds: without use, and in any case. */
export interface SessionLengths {
  idleMs: number;
  maxMs: number;
}

/** How sessions are accepted: `ways` are those in which people may sign in now. */
export interface SessionTerms extends SessionLengths {
  ways: readonly string[];
}

/** Who somebody is before their LOB patterns have been resolved. */
export interface Identity {
  name: string;
  role: Role;
  lobPatterns: readonly string[] | null;
  kind: ActorKind;
}

/** The actor behind a key; UNAUTHENTICATED for one that is unknown, wrong, expired or revoked. */
export async function authenticateKey(system: RequestScope, { id, secret }: KeyParts): Promise<Actor> {
  return actorOf(system, identityOf(await checkedKey(system, id, secret)));
}

/** The actor behind a session cookie. */
export async function authenticateSession(
  system: RequestScope,
  token: string,
  { ways, ...lengths }: SessionTerms,
): Promise<Actor> {
  const now = system.clock.now();
  const tokenHash = hashSecret(token);
  const session = await findSession(system, tokenHash);
  if (!session || session.expiresDatetime <= now || latestEnd(session, lengths) <= now)
    throw refused('The session has ended; sign in again');
  if (!ways.includes(session.apiKeyId === null ? 'oidc' : 'keys'))
    throw refused('The session began in a way that is not accepted any more (HEADROOM_AUTH); sign in again');
  if (session.apiKeyId !== null) requireUsable(await findApiKey(system, session.apiKeyId), now);
  if (now.getTime() - session.usedDatetime.getTime() > USE_NOTED_MS) {
    const expiresDatetime = nextEnd(session, now, lengths);
    await extendSession(system, tokenHash, { usedDatetime: now, expiresDatetime });
  }
  return actorOf(system, { ...session, kind: 'person' });
}

/** The moment at which a session ends however much it is used. */
function latestEnd(
  { createdDatetime }: Pick<SessionRow, 'createdDatetime'>,
  { maxMs }: SessionLengths,
): Date {
  return new Date(createdDatetime.getTime() + maxMs);
}

/** The end of a session that is used now. */
function nextEnd(session: Pick<SessionRow, 'createdDatetime'>, now: Date, lengths: SessionLengths): Date {
  const idle = now.getTime() + lengths.idleMs;
  return new Date(Math.min(idle, latestEnd(session, lengths).getTime()));
}

/** Opens a session for somebody whose identity is known; returns the value of the cookie. */
export async function openSession(
  system: RequestScope,
  { name, role, lobPatterns, apiKeyId = null }: Identity & { apiKeyId?: string | null },
  lengths: SessionLengths,
): Promise<string> {
  const token = newSecret();
  const now = system.clock.now();
  await insertSession(system, {
    tokenHash: hashSecret(token),
    apiKeyId,
    name,
    role,
    lobPatterns: lobPatterns === null ? null : [...lobPatterns],
    createdDatetime: now,
    usedDatetime: now,
    expiresDatetime: nextEnd({ createdDatetime: now }, now, lengths),
  });
  return token;
}

/** Exchanges a key for a session; returns the value of the cookie. */
export async function signInWithKey(
  system: RequestScope,
  { id, secret }: KeyParts,
  lengths: SessionLengths,
): Promise<string> {
  const key = await checkedKey(system, id, secret);
  return openSession(system, { ...identityOf(key), apiKeyId: key.id }, lengths);
}

/** Ends a session. */
export function signOut(system: RequestScope, token: string): Promise<void> {
  return deleteSession(system, hashSecret(token));
}

/** The actor with the LOBs that exist now. */
export async function actorOf(system: RequestScope, identity: Identity): Promise<Actor> {
  const { name, role, lobPatterns, kind } = identity;
  const lobScope = lobPatterns === null ? null : matchLobs(lobPatterns, await listLobs(system));
  return { name, role, kind, lobScope };
}

async function checkedKey(system: RequestScope, id: string, secret: string): Promise<ApiKeyRow> {
  const key = await findApiKey(system, id);
  if (!key || !isSecret(secret, key.secretHash)) throw refused('This API key is not known');
  const now = system.clock.now();
  requireUsable(key, now);
  if (key.lastUsedDatetime === null || now.getTime() - key.lastUsedDatetime.getTime() > USE_NOTED_MS)
    await updateLastUsed(system, id, now);
  return key;
}

function requireUsable(key: ApiKeyRow | undefined, now: Date): void {
  if (!key || key.revokedDatetime !== null) throw refused('This API key has been revoked');
  if (key.expiresDatetime !== null && key.expiresDatetime <= now) throw refused('This API key has expired');
}

function identityOf({ name, role, lobPatterns }: ApiKeyRow): Identity {
  return { name, role, lobPatterns, kind: 'key' };
}

/** The one way in which credentials are refused. */
export function refused(message: string): DomainError {
  return new DomainError('UNAUTHENTICATED', message);
}
