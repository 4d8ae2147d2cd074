import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ResourceRow, ResourceValues } from './resource.model';

/** The columns of a person under the alias `r`. */
export const RESOURCE_COLUMNS = `r.id AS id, r.cn AS cn, r.first_name AS first_name, r.last_name AS last_name, r.opid AS opid,
  r.primary_platform AS primary_platform, r.location AS location, r.state_list AS state_list, r.skills AS skills,
  r.production_percentage AS production_percentage, r.is_active AS is_active, r.hire_date AS hire_date,
  r.deactivated_by AS deactivated_by, r.deactivated_datetime AS deactivated_datetime,
  r.created_datetime AS created_datetime, r.updated_datetime AS updated_datetime, r.version AS version`;

/** A person from a row of RESOURCE_COLUMNS. */
export function readResource(row: SqlRow): ResourceRow {
  return {
    id: row.id as number,
    cn: row.cn as string,
    firstName: row.first_name as string,
    lastName: row.last_name as string,
    opid: row.opid as string | null,
    primaryPlatform: row.primary_platform as string,
    location: row.location as ResourceRow['location'],
    stateList: row.state_list as string,
    skills: row.skills as string,
    productionPercentage: row.production_percentage as string,
    isActive: row.is_active as boolean,
    hireDate: row.hire_date as string | null,
    deactivatedBy: row.deactivated_by as string | null,
    deactivatedDatetime: row.deactivated_datetime as Date | null,
    createdDatetime: row.created_datetime as Date,
    updatedDatetime: row.updated_datetime as Date,
    version: row.version as number,
  };
}

/** People by CN, in no particular order. */
export function findResourcesByCns(scope: RequestScope, cns: readonly string[]): Promise<ResourceRow[]> {
  return scope.db.query(
    `SELECT ${RESOURCE_COLUMNS} FROM resource_v2 r WHERE r.cn = ANY($1::text[])`,
    [cns],
    readResource,
  );
}

const ROW_LOCKS = { change: 'FOR NO KEY UPDATE', read: 'FOR SHARE' } as const;

/**
 * People by CN, locked until the transaction ends: to `change` them, or to `read` what must not change meanwhile.
 * In order of CN, so that writers cannot wait for each other in a circle.
 */
export function lockResources(
  tx: WriteScope,
  cns: readonly string[],
  purpose: keyof typeof ROW_LOCKS = 'change',
): Promise<ResourceRow[]> {
  return tx.db.query(
    `SELECT ${RESOURCE_COLUMNS} FROM resource_v2 r WHERE r.cn = ANY($1::text[]) ORDER BY r.cn ${ROW_LOCKS[purpose]}`,
    [cns],
    readResource,
  );
}

/** History of the rows that the CTE `changed` has written, against those that the CTE `old` found. */
const ENTRY = `entry AS (
    INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
    SELECT $1, 'resource_v2', jsonb_build_array(c.cn)::text, to_jsonb(o), to_jsonb(c)
    FROM changed c LEFT JOIN old o ON o.cn = c.cn
  )`;

/** Adds an active person and records it; undefined if the CN is taken. */
export function insertResource(
  tx: WriteScope,
  cn: string,
  values: ResourceValues,
): Promise<ResourceRow | undefined> {
  return tx.db.first(
    `WITH old AS (SELECT r.* FROM resource_v2 r WHERE false),
     changed AS (
       INSERT INTO resource_v2 AS r (cn, first_name, last_name, opid, primary_platform, location, state_list, skills,
         production_percentage, hire_date, created_datetime, updated_datetime)
       VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
       ON CONFLICT (cn) DO NOTHING
       RETURNING r.*
     ), ${ENTRY}
     SELECT ${RESOURCE_COLUMNS} FROM changed r`,
    [tx.changeSetId, cn, ...valueParameters(values), tx.at],
    readResource,
  );
}

/** Writes a person back as given, raises the version and records the change. */
export async function saveResource(tx: WriteScope, resource: ResourceRow): Promise<ResourceRow> {
  const rows = await tx.db.query(
    `WITH old AS (SELECT r.* FROM resource_v2 r WHERE r.cn = $2),
     changed AS (
       UPDATE resource_v2 AS r
       SET first_name = $3, last_name = $4, opid = $5, primary_platform = $6, location = $7, state_list = $8,
         skills = $9, production_percentage = $10, hire_date = $11, is_active = $12, deactivated_by = $13,
         deactivated_datetime = $14, updated_datetime = $15, version = r.version + 1
       WHERE r.cn = $2
       RETURNING r.*
     ), ${ENTRY}
     SELECT ${RESOURCE_COLUMNS} FROM changed r`,
    [
      tx.changeSetId,
      resource.cn,
      ...valueParameters(resource),
      resource.isActive,
      resource.deactivatedBy,
      resource.deactivatedDatetime,
      tx.at,
    ],
    readResource,
  );
  return rows[0] as ResourceRow;
}

function valueParameters(values: ResourceValues): unknown[] {
  return [
    values.firstName,
    values.lastName,
    values.opid,
    values.primaryPlatform,
    values.location,
    values.stateList,
    values.skills,
    values.productionPercentage,
    values.hireDate,
  ];
}
