import { sql, type Sql } from '../database/sql';
import type { Actor } from '../scope/actor';

/** Separates LOBs in the setting that row-level security reads; no stored text has it. */
const SEPARATOR = '\u001f';

/** The LOBs of a scope as row-level security and the rows of jobs and plans have them. */
export function lobText(lobScope: readonly string[]): string {
  return lobScope.join(SEPARATOR);
}

/**
 * The statement that limits the rest of a transaction to the actor's LOBs; undefined for an actor without a scope.
 * Row-level security (migration AddAccess) then filters every table, whatever statement follows.
 */
export function lobScopeStatement({ name, lobScope }: Actor): Sql | undefined {
  if (lobScope === null) return undefined;
  return sql`SELECT set_config('role', 'headroom_scoped', true), set_config('headroom.lobs', ${lobText(lobScope)}, true),
    set_config('headroom.actor', ${name}, true)`;
}
