import { sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** The names that stored demands have, each once. */
export interface DemandNames {
  mainLobs: readonly string[];
  states: readonly string[];
  caseTypes: readonly string[];
  platforms: readonly string[];
  markets: readonly string[];
}

/** The names of every demand that a report or a configured CPH has, within what the caller may see. */
export async function listDemandNames(scope: RequestScope): Promise<DemandNames> {
  const { lobScope } = scope.actor;
  const row = await scope.db.first<DemandNames>(
    sql`SELECT coalesce(array_agg(DISTINCT k.main_lob), '{}') AS "mainLobs",
       coalesce(array_agg(DISTINCT k.case_type), '{}') AS "caseTypes",
       coalesce(array_agg(DISTINCT k.state) FILTER (WHERE k.state IS NOT NULL), '{}') AS "states",
       coalesce(array_agg(DISTINCT k.platform) FILTER (WHERE k.platform IS NOT NULL), '{}') AS "platforms",
       coalesce(array_agg(DISTINCT k.market) FILTER (WHERE k.market IS NOT NULL), '{}') AS "markets"
     FROM (
       SELECT DISTINCT f.main_lob, f.state, f.case_type, f.platform, f.market FROM forecast f
       UNION ALL SELECT t.main_lob, NULL, t.case_type, NULL, NULL FROM target_cph t
     ) k
     WHERE ${lobScope}::text[] IS NULL OR k.main_lob = ANY(${lobScope}::text[])`,
  );
  return row ?? { mainLobs: [], states: [], caseTypes: [], platforms: [], markets: [] };
}
