import type { IsoWeek } from '../../../domain/time/iso-week';
import type { SqlRow } from '../../../platform/database/db';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import type { ProductionStepRow } from '../person/resource.model';
import type { PersonWeek } from './production-step.model';

/** A percentage (exact fraction 0–1) from an ISO week on. */
export interface StepValues {
  week: IsoWeek;
  percentage: string;
}

function readStep(row: SqlRow): ProductionStepRow {
  return {
    id: row.id as number,
    resourceCn: row.resource_cn as string,
    year: row.year as number,
    weekNumber: row.week_number as number,
    productionPercentage: row.production_percentage as string,
    setBy: row.set_by as string,
    setDatetime: row.set_datetime as Date,
  };
}

/** All steps of these people, each person's in order of weeks. */
export function listStepsOf(scope: RequestScope, cns: readonly string[]): Promise<ProductionStepRow[]> {
  return scope.db.query(
    `SELECT s.id AS id, s.resource_cn AS resource_cn, s.year AS year, s.week_number AS week_number,
       s.production_percentage AS production_percentage, s.set_by AS set_by, s.set_datetime AS set_datetime
     FROM resource_production_step s
     WHERE s.resource_cn = ANY($1::text[])
     ORDER BY s.resource_cn, s.year, s.week_number`,
    [cns],
    readStep,
  );
}

/** The percentage in force in each person-week: the last step at or before it, else the base; null for an unknown person. */
export function findPercentages(
  scope: RequestScope,
  keys: readonly PersonWeek[],
): Promise<(string | null)[]> {
  return scope.db.query(
    `SELECT coalesce(step.production_percentage, r.production_percentage) AS percentage
     FROM unnest($1::text[], $2::integer[], $3::integer[]) WITH ORDINALITY AS k (cn, year, week_number, position)
     LEFT JOIN resource_v2 r ON r.cn = k.cn
     LEFT JOIN LATERAL (
       SELECT s.production_percentage AS production_percentage
       FROM resource_production_step s
       WHERE s.resource_cn = k.cn AND (s.year, s.week_number) <= (k.year, k.week_number)
       ORDER BY s.year DESC, s.week_number DESC
       LIMIT 1
     ) step ON true
     ORDER BY k.position`,
    [keys.map((key) => key.cn), keys.map((key) => key.week.year), keys.map((key) => key.week.week)],
    (row) => row.percentage as string | null,
  );
}

/** The first week of a replacement, the people and their steps, as the parameters $1 … $6 of REPLACEMENT. */
export interface StepReplacement {
  cns: readonly string[];
  from: IsoWeek;
  steps: readonly StepValues[];
}

const REPLACEMENT = `
  target AS (SELECT p.cn AS cn FROM unnest($1::text[]) AS p (cn)),
  old AS (
    SELECT s.* FROM resource_production_step s JOIN target t ON t.cn = s.resource_cn
    WHERE (s.year, s.week_number) >= ($2::integer, $3::integer)
  ),
  wanted AS (
    SELECT t.cn AS resource_cn, n.year AS year, n.week_number AS week_number, n.percentage AS production_percentage
    FROM target t CROSS JOIN unnest($4::integer[], $5::integer[], $6::numeric[]) AS n (year, week_number, percentage)
  )`;

function replacementParameters({ cns, from, steps }: StepReplacement): unknown[] {
  return [
    cns,
    from.year,
    from.week,
    steps.map((step) => step.week.year),
    steps.map((step) => step.week.week),
    steps.map((step) => step.percentage),
  ];
}

/** Records what a replacement will change; to be called before it. */
export function recordStepReplacement(tx: WriteScope, replacement: StepReplacement): Promise<number> {
  return tx.db.execute(
    `WITH ${REPLACEMENT}
     INSERT INTO change_set_entry (change_set_id, entity, entity_key, before, after)
     SELECT $7, 'resource_production_step',
       jsonb_build_array(coalesce(o.resource_cn, w.resource_cn), coalesce(o.year, w.year),
         coalesce(o.week_number, w.week_number))::text,
       to_jsonb(o),
       CASE WHEN w.resource_cn IS NOT NULL THEN jsonb_build_object('resource_cn', w.resource_cn, 'year', w.year,
         'week_number', w.week_number, 'production_percentage', w.production_percentage,
         'set_by', $8::text, 'set_datetime', $9::timestamptz) END
     FROM old o
     FULL JOIN wanted w ON w.resource_cn = o.resource_cn AND w.year = o.year AND w.week_number = o.week_number
     WHERE o.production_percentage IS DISTINCT FROM w.production_percentage
     ORDER BY coalesce(o.resource_cn, w.resource_cn), coalesce(o.year, w.year), coalesce(o.week_number, w.week_number)`,
    [...replacementParameters(replacement), tx.changeSetId, tx.actor.name, tx.at],
  );
}

/** Removes these people's steps at or after the first week that the new steps do not have. */
export function deleteReplacedSteps(tx: WriteScope, replacement: StepReplacement): Promise<number> {
  return tx.db.execute(
    `WITH ${REPLACEMENT}
     DELETE FROM resource_production_step s USING old o
     WHERE s.id = o.id AND NOT EXISTS (
       SELECT FROM wanted w
       WHERE w.resource_cn = o.resource_cn AND w.year = o.year AND w.week_number = o.week_number)`,
    replacementParameters(replacement),
  );
}

/** Writes the new steps of these people; a step that is there already stays as it is. */
export function writeSteps(tx: WriteScope, replacement: StepReplacement): Promise<number> {
  const { cns, steps } = replacement;
  return tx.db.execute(
    `INSERT INTO resource_production_step AS s
       (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
     SELECT p.cn, n.year, n.week_number, n.percentage, $5, $6
     FROM unnest($1::text[]) AS p (cn)
     CROSS JOIN unnest($2::integer[], $3::integer[], $4::numeric[]) AS n (year, week_number, percentage)
     ON CONFLICT (resource_cn, year, week_number) DO UPDATE
     SET production_percentage = excluded.production_percentage, set_by = excluded.set_by,
       set_datetime = excluded.set_datetime
     WHERE s.production_percentage <> excluded.production_percentage`,
    [
      cns,
      steps.map((step) => step.week.year),
      steps.map((step) => step.week.week),
      steps.map((step) => step.percentage),
      tx.actor.name,
      tx.at,
    ],
  );
}
