import type { JWTPayload, JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { DomainError } from '../../../domain/errors';
import type { JwtConfig } from '../../config/access-config';

/** Signatures with a key pair only: whoever checks a token cannot make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_SKEW_S = 30;
const ANSWER_MS = 5_000;

/** Verifies bearer tokens of one issuer; keys are fetched when first needed and again when a new key id is met. */
export class TokenVerifier {
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly config: JwtConfig) {}

  /** The claims of a good token; UNAUTHENTICATED for any other. */
  async verify(token: string): Promise<JWTPayload> {
    const { decodeProtectedHeader, jwtVerify } = await import('jose');
    try {
      // Looked at first, so that nonsense costs no request for keys.
      const { alg } = headerOf(token, decodeProtectedHeader);
      if (alg === undefined || !ALGORITHMS.includes(alg))
        throw new DomainError(
          'UNAUTHENTICATED',
          `The token is not accepted: its algorithm is ${String(alg)}`,
        );
      const { issuer, audience } = this.config;
      const { payload } = await jwtVerify(token, await this.keySet(), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_SKEW_S,
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      throw refusal(error);
    }
  }

  private keySet(): Promise<JWTVerifyGetKey> {
    const keys = this.keys ?? this.openKeySet();
    this.keys = keys;
    keys.catch(() => (this.keys = undefined));
    return keys;
  }

  private async openKeySet(): Promise<JWTVerifyGetKey> {
    const { createRemoteJWKSet } = await import('jose');
    return createRemoteJWKSet(new URL(this.config.jwksUrl ?? (await this.discover())), {
      timeoutDuration: ANSWER_MS,
    });
  }

  private async discover(): Promise<string> {
    const address = `${this.config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { jwks_uri: url } = (await answer.json()) as { jwks_uri?: unknown };
    if (typeof url !== 'string') throw new Error(`${address} names no jwks_uri`);
    return url;
  }
}

/** The header of a token. */
function headerOf(token: string, decode: (token: string) => { alg?: string }): { alg?: string } {
  try {
    return decode(token);
  } catch {
    throw new DomainError('UNAUTHENTICATED', 'The token is not accepted: it is no JSON web token');
  }
}

/** Codes of what is wrong with a token itself; others are those of its issuer, who may be away. */
const OF_TOKEN = /^ERR_J(?!OSE_GENERIC|WKS_TIMEOUT|WKS_INVALID)/;

function refusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { code = '', message = 'unreadable' } = error as { code?: string; message?: string };
  if (OF_TOKEN.test(code)) return new DomainError('UNAUTHENTICATED', `The token is not accepted: ${message}`);
  return new DomainError(
    'UNAVAILABLE',
    `The keys of the token’s issuer cannot be read just now (${message}); try again in a few seconds`,
  );
}
