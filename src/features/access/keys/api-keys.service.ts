import { DomainError, invalid } from '../../../domain/errors';
import { cleanText } from '../../../domain/text-key';
import type { Role } from '../../../platform/scope/actor';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChanges } from '../../history';
import {
  findApiKey,
  insertApiKey,
  listApiKeys,
  listLobs,
  updateRevoked,
  type ApiKeyRow,
} from './api-key.repository';
import { hashSecret, makeKey } from './key-text.service';
import { matchLobs } from './lob-pattern.rules';

/** What a new key is made from. */
export interface NewApiKey {
  /** Recorded as the actor of what is done with the key. */
  name: string;
  role: Role;
  /** LOBs, exact or with `*`; empty or absent = all. */
  lobs?: readonly string[] | null | undefined;
  expires?: Date | null | undefined;
}

/** A key just made: the only moment at which its text is known. */
export interface MadeApiKey {
  key: ApiKeyRow;
  /** The whole key, to be kept by whoever asked for it. */
  text: string;
  warnings: string[];
}

const MAX_NAME = 200;
const MAX_LOBS = 200;

/** Makes a key; only its hash is stored. */
export async function createApiKey(tx: WriteScope, input: NewApiKey): Promise<MadeApiKey> {
  const name = nameOf(input.name);
  const lobPatterns = patternsOf(input.lobs ?? []);
  if (input.expires && !isExpiry(input.expires, tx.at))
    throw invalid('expires', String(input.expires), 'a moment in the future, before the year 10000');
  if ((await listApiKeys(tx)).some((key) => key.name === name && key.revokedDatetime === null))
    throw new DomainError(
      'CONFLICT',
      `There is a key named ${JSON.stringify(name)} already; revoke it or choose another name`,
    );
  const { id, secret, text } = makeKey();
  const key: ApiKeyRow = {
    id,
    name,
    role: input.role,
    lobPatterns,
    secretHash: hashSecret(secret),
    createdBy: tx.actor.name,
    createdDatetime: tx.at,
    expiresDatetime: input.expires ?? null,
    lastUsedDatetime: null,
    revokedDatetime: null,
    revokedBy: null,
  };
  await insertApiKey(tx, key);
  await recordChanges(tx, [{ entity: 'api_key', key: [id], before: null, after: shown(key) }]);
  return { key, text, warnings: await warningsOf(tx, lobPatterns) };
}

/** Every key, newest first. */
export function getApiKeys(scope: RequestScope): Promise<ApiKeyRow[]> {
  return listApiKeys(scope);
}

/** Ends a key at once; one that is revoked already stays as it is. */
export async function revokeApiKey(tx: WriteScope, id: string): Promise<ApiKeyRow> {
  const before = await findApiKey(tx, id.replace(/^hr_/, ''));
  if (!before) {
    const message = `there is no key ${id}`;
    throw new DomainError('NOT_FOUND', message, [{ path: 'id', message, value: id }]);
  }
  const after = await updateRevoked(tx, before.id, { by: tx.actor.name, at: tx.at });
  if (!after) return before;
  await recordChanges(tx, [
    { entity: 'api_key', key: [before.id], before: shown(before), after: shown(after) },
  ]);
  return after;
}

function isExpiry(expires: Date, now: Date): boolean {
  return expires > now && expires.getTime() < Date.UTC(10_000, 0);
}

function nameOf(text: string): string {
  const name = cleanText(text, 'name');
  if (name === '' || name.length > MAX_NAME) throw invalid('name', text, `1 to ${MAX_NAME} characters`);
  return name;
}

function patternsOf(lobs: readonly string[]): string[] | null {
  if (lobs.length > MAX_LOBS) throw invalid('lobs', lobs.length, `at most ${MAX_LOBS} LOBs`);
  const patterns = lobs.map((lob) => cleanText(lob, 'lobs'));
  if (patterns.includes('')) throw invalid('lobs', '', 'the name of a LOB, or a pattern such as "Amisys *"');
  return patterns.length === 0 ? null : patterns;
}

async function warningsOf(scope: RequestScope, patterns: readonly string[] | null): Promise<string[]> {
  const lobs = patterns ? await listLobs(scope) : [];
  return (patterns ?? [])
    .filter((pattern) => matchLobs([pattern], lobs).length === 0)
    .map(
      (pattern) =>
        `${JSON.stringify(pattern)} matches no LOB that is stored: nothing is visible through it yet`,
    );
}

/** A key as the history shows it: everything but the hash of its secret. */
function shown(key: ApiKeyRow): object {
  return {
    id: key.id,
    name: key.name,
    role: key.role,
    lob_patterns: key.lobPatterns,
    expires_datetime: key.expiresDatetime,
    revoked_datetime: key.revokedDatetime,
  };
}
