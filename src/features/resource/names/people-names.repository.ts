import { sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';

/** Names that people have, each once. */
export interface PeopleNames {
  platforms: readonly string[];
  skills: readonly string[];
  /** Lines of business that they can be assigned to. */
  mainLobs: readonly string[];
}

/** Platforms and skills of all people, and the LOBs of the forecasts that the caller may see. */
export async function listPeopleNames(scope: RequestScope): Promise<PeopleNames> {
  const { lobScope } = scope.actor;
  const row = await scope.db.first<PeopleNames>(
    sql`SELECT ARRAY(SELECT DISTINCT r.primary_platform FROM resource_v2 r WHERE r.primary_platform <> '') AS platforms,
       ARRAY(SELECT DISTINCT trim(k.skill) FROM (SELECT DISTINCT r.skills FROM resource_v2 r) d
         CROSS JOIN LATERAL unnest(string_to_array(d.skills, ',')) AS k (skill) WHERE trim(k.skill) <> '') AS skills,
       ARRAY(SELECT DISTINCT f.main_lob FROM forecast f
         WHERE ${lobScope}::text[] IS NULL OR f.main_lob = ANY(${lobScope}::text[])) AS "mainLobs"`,
  );
  return row ?? { platforms: [], skills: [], mainLobs: [] };
}

/** Those of the CNs that somebody has. */
export async function listKnownCns(scope: RequestScope, cns: readonly string[]): Promise<string[]> {
  const rows = await scope.db.query<{ cn: string }>(
    sql`SELECT r.cn AS cn FROM resource_v2 r WHERE r.cn = ANY(${cns}::text[])`,
  );
  return rows.map(({ cn }) => cn);
}
