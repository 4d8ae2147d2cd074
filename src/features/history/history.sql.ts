import { identifier, literal, sql, type Sql } from '../../platform/database/sql';
import { includesRole } from '../../platform/scope/actor';
import type { RequestScope } from '../../platform/scope/request-scope';
import { TABLES_OF_ADMINS } from './history.model';

/** Columns whose texts speak of more than their row: the file of a report may name any line of business. */
const NOT_FOR_SCOPED = ['source_file'];

/** Tables whose keys begin with the CN of a person. */
const OF_PEOPLE = ['resource_v2', 'resource_production_step', 'weekly_resource_assignment'];

/** What rows of forecasts and assignments say of their demand. */
export type DemandProperty = 'main_lob' | 'state' | 'case_type';

/** Key of a property of a changed row's demand, from its content `s.content`. */
export function demandKey(property: DemandProperty): Sql {
  return sql`text_key(coalesce(s.content ->> ${literal(`demand_${property}`)}, s.content ->> ${literal(property)}))`;
}

/** Key of a property of the demand of `n`, a row of a chunk. */
export function chunkDemandKey(property: DemandProperty): Sql {
  return sql`text_key(${identifier('n', property)})`;
}

/** Whether the entry `p` is of a row of one of these people, an array of CNs. */
export function isOfPerson(cns: Sql): Sql {
  return sql`p.entity = ANY(${OF_PEOPLE}::text[]) AND p.entity_key::jsonb ->> 0 = ANY(${cns})`;
}

/** Whether the caller may see the entry of this alias: what only administrators see, no one else sees by its history. */
export function isVisible({ actor }: RequestScope, alias: string): Sql {
  if (includesRole(actor.role, 'admin') && actor.lobScope === null) return sql`true`;
  return sql`${identifier(alias, 'entity')} <> ALL(${TABLES_OF_ADMINS}::text[])`;
}

/** The content of the entry of this alias as the caller may see it. */
export function shownContent({ actor }: RequestScope, alias: string, side: 'before' | 'after'): Sql {
  const content = identifier(alias, side);
  return actor.lobScope === null ? content : sql`(${content} - ${NOT_FOR_SCOPED}::text[])`;
}
