import { DomainError } from '../../../domain/errors';
import type { Actor, ActorKind, Role } from '../../../platform/scope/actor';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { findApiKey, listLobs, updateLastUsed, type ApiKeyRow } from '../keys/api-key.repository';
import { hashSecret, isSecret, newSecret, type KeyParts } from '../keys/key-text.service';
import { matchLobs } from '../keys/lob-pattern.rules';
import { deleteSession, extendSession, findSession, insertSession } from './session.repository';

const USE_NOTED_MS = 60_000;
/** A session ends when it was not used for so long. */
export const SESSION_MS = 12 * 60 * 60 * 1_000;

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

/** The actor behind a session cookie; `ways` are those in which people may sign in now. */
export async function authenticateSession(
  system: RequestScope,
  token: string,
  ways: readonly string[],
): Promise<Actor> {
  const now = system.clock.now();
  const tokenHash = hashSecret(token);
  const session = await findSession(system, tokenHash);
  if (!session || session.expiresDatetime <= now) throw refused('The session has ended; sign in again');
  if (!ways.includes(session.apiKeyId === null ? 'oidc' : 'keys'))
    throw refused('The session began in a way that is not accepted any more (HEADROOM_AUTH); sign in again');
  if (session.apiKeyId !== null) requireUsable(await findApiKey(system, session.apiKeyId), now);
  if (now.getTime() - session.usedDatetime.getTime() > USE_NOTED_MS) {
    const expiresDatetime = new Date(now.getTime() + SESSION_MS);
    await extendSession(system, tokenHash, { usedDatetime: now, expiresDatetime });
  }
  return actorOf(system, { ...session, kind: 'person' });
}

/** Opens a session for somebody whose identity is known; returns the value of the cookie. */
export async function openSession(
  system: RequestScope,
  { name, role, lobPatterns }: Identity,
  apiKeyId: string | null,
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
    expiresDatetime: new Date(now.getTime() + SESSION_MS),
  });
  return token;
}

/** Exchanges a key for a session; returns the value of the cookie. */
export async function signInWithKey(system: RequestScope, { id, secret }: KeyParts): Promise<string> {
  const key = await checkedKey(system, id, secret);
  return openSession(system, identityOf(key), key.id);
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
