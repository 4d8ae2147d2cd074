import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const KEY = /^hr_([0-9a-f]{12})_([\w-]{43})$/;
const ID = /^(?:hr_)?([0-9a-f]{12})$/;
const SECRET = /^[\w-]{43}$/;

/** The two parts of an API key `hr_<id>_<secret>`. */
export interface KeyParts {
  id: string;
  secret: string;
}

/** A new key: 256 random bits behind a readable id. */
export function makeKey(): KeyParts & { text: string } {
  const id = randomBytes(6).toString('hex');
  const secret = newSecret();
  return { id, secret, text: `hr_${id}_${secret}` };
}

/** 256 random bits as 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The parts of a whole key; undefined if the text is no key. */
export function readKey(text: string): KeyParts | undefined {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id && secret ? { id, secret } : undefined;
}

/** A key given as user and password: id and secret, or any user and the whole key as password. */
export function readKeyPair(user: string, password: string): KeyParts | undefined {
  const id = ID.exec(user)?.[1];
  if (id && SECRET.test(password)) return { id, secret: password };
  return readKey(password);
}

/** What is stored in place of a secret. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares without revealing where the two differ. */
export function isSecret(secret: string, hash: Buffer): boolean {
  const given = hashSecret(secret);
  return given.length === hash.length && timingSafeEqual(given, hash);
}
