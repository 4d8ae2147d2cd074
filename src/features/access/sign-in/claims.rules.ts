import { DomainError } from '../../../domain/errors';

/** How claims become a name, a role and LOBs. */
export interface ClaimMapping {
  name: string;
  role: string;
  lobs: string;
  roles: ReadonlyMap<string, string>;
}

/** Who a token speaks of. */
export interface ClaimedIdentity {
  name: string;
  role: 'viewer' | 'planner' | 'admin';
  lobPatterns: readonly string[] | null;
}

/** Longest name: it stands in every change set. */
const MAX_NAME = 200;
/** Control characters, and halves of characters, which PostgreSQL does not store as they are. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const STRONGEST_FIRST = ['admin', 'planner', 'viewer'] as const;

/** Reads name, role and LOBs of verified claims. A role is the strongest that is named; somebody without one is FORBIDDEN. */
export function identityOfClaims(
  claims: Readonly<Record<string, unknown>>,
  mapping: ClaimMapping,
): ClaimedIdentity {
  const name = [mapping.name, 'email', 'sub'].map((claim) => claims[claim]).find(isText);
  if (name === undefined) throw new DomainError('UNAUTHENTICATED', 'The token names nobody');
  if (name.length > MAX_NAME || UNPRINTABLE.test(name))
    throw new DomainError(
      'UNAUTHENTICATED',
      `The token’s name is not accepted; expected 1 to ${MAX_NAME} printable characters`,
    );
  const named = textsOf(claims[mapping.role]).map((value) => mapping.roles.get(value) ?? value);
  const role = STRONGEST_FIRST.find((candidate) => named.includes(candidate));
  if (role === undefined)
    throw new DomainError(
      'FORBIDDEN',
      `${name} has no role here: the claim ${mapping.role} holds none of viewer, planner, admin (HEADROOM_ROLE_MAP)`,
    );
  const { [mapping.lobs]: lobs } = claims;
  return { name, role, lobPatterns: lobs === undefined || lobs === null ? null : textsOf(lobs) };
}

function textsOf(value: unknown): string[] {
  if (isText(value)) return [value];
  return Array.isArray(value) ? value.filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
