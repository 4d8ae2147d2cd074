import type { RequestScope } from '../../../platform/scope/request-scope';
import { listApiKeys, listLobs } from '../keys/api-key.repository';
import { matchLobs } from '../keys/lob-pattern.rules';
import { listSessions } from './session.repository';

/** A login that may see a line of business. */
export interface LoginLob {
  login: string;
  mainLob: string;
}

/** Every login known (API keys that work, people signed in with the identity provider) with each LOB that it may see. */
export async function getLoginLobs(scope: Pick<RequestScope, 'db'>, now: Date): Promise<LoginLob[]> {
  const lobs = await listLobs(scope);
  const keys = (await listApiKeys(scope)).filter(
    ({ revokedDatetime, expiresDatetime }) =>
      revokedDatetime === null && (expiresDatetime === null || expiresDatetime > now),
  );
  const people = (await listSessions(scope, now)).filter(({ apiKeyId }) => apiKeyId === null);
  const seen = new Map<string, Set<string>>();
  for (const { name, lobPatterns } of [...keys, ...people]) {
    const visible = seen.get(name) ?? new Set<string>();
    for (const lob of lobPatterns ? matchLobs(lobPatterns, lobs) : lobs) visible.add(lob);
    seen.set(name, visible);
  }
  return [...seen].flatMap(([login, visible]) => [...visible].map((mainLob) => ({ login, mainLob })));
}
