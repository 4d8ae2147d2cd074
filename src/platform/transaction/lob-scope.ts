import { escapeLiteral } from 'pg';
import type { Actor } from '../scope/actor';

/** Separates LOBs in the setting that row-level security reads; no stored text has it. */
const SEPARATOR = '\u001f';

/**
 * The statement that limits the rest of a transaction to the actor's LOBs; undefined for an actor without a scope.
 * Row-level security (migration AddAccess) then filters every table, whatever statement follows.
 */
export function lobScopeStatement({ name, lobScope }: Actor): string | undefined {
  if (lobScope === null) return undefined;
  const lobs = escapeLiteral(lobScope.join(SEPARATOR));
  return `SELECT set_config('role', 'headroom_scoped', true), set_config('headroom.lobs', ${lobs}, true),
    set_config('headroom.actor', ${escapeLiteral(name)}, true)`;
}
