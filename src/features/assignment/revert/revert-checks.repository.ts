import { joinSql, sql, type Sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { assignedAdditions, frozenMonths } from '../../demand/sql';
import {
  closedMonthsOf,
  demandsToReturnTo,
  hiddenEntries,
  hiddenTouches,
  laterTouches,
  touchedTables,
} from './revert.sql';
import type { RevertFact, RevertFactKind } from './revert.model';
import { usedAdditions } from './used-additions.sql';

/** Names that a refusal lists. */
const MAX_NAMED = 20;

/** Where the names of each kind come from. */
const NAMES: readonly [RevertFactKind, (changeSets: Sql) => Sql][] = [
  ['entity', touchedTables],
  ['closed', closedMonthsOf],
  ['froze', frozenMonths],
  ['assigned', assignedAdditions],
  ['used', usedAdditions],
  ['demand', demandsToReturnTo],
];

/** What a caller who is limited to some lines of business cannot see, and must not ignore. */
const BEYOND_SCOPE: typeof NAMES = [['hidden', hiddenEntries]];

/**
 * What decides whether change sets can be taken back, for any number of them in one statement: the tables that each touched,
 * and whatever stands in the way of it.
 */
export function listRevertFacts(scope: RequestScope, ids: readonly number[]): Promise<RevertFact[]> {
  const changeSets = sql`${ids}::integer[]`;
  const isScoped = scope.actor.lobScope !== null;
  const names = [...NAMES, ...(isScoped ? BEYOND_SCOPE : [])].map(
    ([
      kind,
      from,
    ]) => sql`SELECT n.change_set_id, ${kind}::text, n.name, NULL::integer, NULL::text, NULL::text, NULL::integer
      FROM (
        SELECT x.change_set_id, x.name, row_number() OVER (PARTITION BY x.change_set_id ORDER BY x.name) AS position
        FROM (${from(changeSets)}) x
        GROUP BY x.change_set_id, x.name
      ) n
      WHERE n.position <= ${MAX_NAMED}`,
  );
  const touches = [laterTouches, ...(isScoped ? [hiddenTouches] : [])].map(
    (from) => sql`SELECT t.change_set_id, 'touch', t.name, t.later, t.action, t.actor, t.reverts
      FROM (${from(changeSets)}) t`,
  );
  return scope.db.query(
    sql`SELECT f.change_set_id AS "changeSetId", f.kind AS kind, f.name AS name, f.later AS later, f.action AS action,
       f.actor AS actor, f.reverts AS reverts
     FROM (${joinSql([...names, ...touches], ' UNION ALL ')}) f (change_set_id, kind, name, later, action, actor, reverts)
     ORDER BY f.change_set_id, f.kind, f.later, f.name`,
  );
}
