import { includesRole } from '../../scope/actor';
import type { RequestScope } from '../../scope/request-scope';
import type { OperationHooks } from './operation-hooks';

/** What a server runs: anything, or stored operations only. */
export type PersistedMode = 'off' | 'only';

/**
 * Whether a caller may ask what no stored operation asks, and so read the schema: where only stored operations run,
 * administrators who have signed in. Without sign-in everybody is one, so nobody may.
 */
export function mayAskFreely(mode: PersistedMode, { actor }: RequestScope): boolean {
  return mode === 'off' || (includesRole(actor.role, 'admin') && actor.kind !== 'local');
}

const SUGGESTION = / Did you mean .*\?$/s;

/** Errors suggest names of the schema only to those who may read it. */
export function suggestions(mode: PersistedMode): OperationHooks {
  return {
    willSendResponse({ contextValue, response: { body } }) {
      if (body?.kind === 'single' && body.singleResult.errors && !mayAskFreely(mode, contextValue))
        body.singleResult.errors = body.singleResult.errors.map((error) => ({
          ...error,
          message: error.message.replace(SUGGESTION, ''),
        }));
    },
  };
}
