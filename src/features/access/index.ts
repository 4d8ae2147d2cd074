export { createApiKey, getApiKeys, revokeApiKey } from './keys/api-keys.service';
export { readKey, readKeyPair, type KeyParts } from './keys/key-text.service';
export {
  actorOf,
  authenticateKey,
  authenticateSession,
  openSession,
  refused,
  signInWithKey,
  signOut,
} from './sign-in/authenticate.service';
export { identityOfClaims } from './sign-in/claims.rules';
export { getLoginLobs } from './sign-in/login-lobs.service';
