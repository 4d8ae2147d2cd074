import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql, type Sql } from '../../../platform/database/sql';
import { table } from '../../../platform/database/table';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import { recordChange } from '../../history/sql';
import { ProductionStepEntity } from './production-step.entity';
import type { PersonWeek, ProductionStepRow } from './production-step.model';
import { percentageInWeek } from './percentage.sql';

/** A percentage (exact fraction 0–1) from an ISO week on. */
export interface StepValues {
  week: IsoWeek;
  percentage: string;
}

const STEPS = table(ProductionStepEntity);

/** All steps of these people, each person's in order of weeks. */
export function listStepsOf(scope: RequestScope, cns: readonly string[]): Promise<ProductionStepRow[]> {
  return scope.db.query(
    sql`SELECT ${STEPS.columns('s')} FROM resource_production_step s
     WHERE s.resource_cn = ANY(${cns}::text[])
     ORDER BY s.resource_cn, s.year, s.week_number`,
  );
}

/** The percentage in force in each person-week, in the order of the keys; null for an unknown person. */
export async function findPercentages(
  scope: RequestScope,
  keys: readonly PersonWeek[],
): Promise<(string | null)[]> {
  const years = keys.map(({ week }) => week.year);
  const weeks = keys.map(({ week }) => week.week);
  const rows = await scope.db.query<{ percentage: string | null }>(
    sql`SELECT ${percentageInWeek('r', sql`k.year`, sql`k.week_number`)} AS percentage
     FROM unnest(${keys.map(({ cn }) => cn)}::text[], ${years}::integer[], ${weeks}::integer[])
       WITH ORDINALITY AS k (cn, year, week_number, position)
     LEFT JOIN resource_v2 r ON r.cn = k.cn
     ORDER BY k.position`,
  );
  return rows.map(({ percentage }) => percentage);
}

/** The first week of a replacement, the people and their steps. */
export interface StepReplacement {
  cns: readonly string[];
  from: IsoWeek;
  steps: readonly StepValues[];
}

/** The parts of a WITH: `old` are the steps that are there, `wanted` those that shall be. */
function replacementOf({ cns, from, steps }: StepReplacement): Sql {
  return sql`
  target AS (SELECT p.cn AS cn FROM unnest(${cns}::text[]) AS p (cn)),
  old AS (
    SELECT s.* FROM resource_production_step s JOIN target t ON t.cn = s.resource_cn
    WHERE (s.year, s.week_number) >= (${from.year}::integer, ${from.week}::integer)
  ),
  wanted AS (
    SELECT t.cn AS resource_cn, n.year AS year, n.week_number AS week_number,
      n.production_percentage AS production_percentage
    FROM target t CROSS JOIN ${stepSource(steps)}
  )`;
}

function stepSource(steps: readonly StepValues[]): Sql {
  const rows = steps.map(({ week: { year, week }, percentage }) => ({
    year,
    weekNumber: week,
    productionPercentage: percentage,
  }));
  return STEPS.unnest('n', ['year', 'weekNumber', 'productionPercentage'], rows);
}

/** Records what a replacement will change; to be called before it. */
export function recordStepReplacement(tx: WriteScope, replacement: StepReplacement): Promise<number> {
  const key = sql`coalesce(o.resource_cn, w.resource_cn), coalesce(o.year, w.year), coalesce(o.week_number, w.week_number)`;
  const entries = recordChange(tx.changeSetId, {
    entity: 'resource_production_step',
    key: sql`jsonb_build_array(${key})`,
    before: sql`to_jsonb(o)`,
    after: sql`CASE WHEN w.resource_cn IS NOT NULL THEN jsonb_build_object('resource_cn', w.resource_cn, 'year', w.year,
      'week_number', w.week_number, 'production_percentage', w.production_percentage,
      'set_by', ${tx.actor.name}::text, 'set_datetime', ${tx.at}::timestamptz) END`,
    from: sql`FROM old o
     FULL JOIN wanted w ON w.resource_cn = o.resource_cn AND w.year = o.year AND w.week_number = o.week_number
     WHERE o.production_percentage IS DISTINCT FROM w.production_percentage
     ORDER BY ${key}`,
  });
  return tx.db.execute(sql`WITH ${replacementOf(replacement)} ${entries}`);
}

/** Removes these people's steps at or after the first week that the new steps do not have. */
export function deleteReplacedSteps(tx: WriteScope, replacement: StepReplacement): Promise<number> {
  return tx.db.execute(
    sql`WITH ${replacementOf(replacement)}
     DELETE FROM resource_production_step s USING old o
     WHERE s.id = o.id AND NOT EXISTS (
       SELECT FROM wanted w
       WHERE w.resource_cn = o.resource_cn AND w.year = o.year AND w.week_number = o.week_number)`,
  );
}

/** Writes the new steps of these people; a step that is there already stays as it is. */
export function writeSteps(tx: WriteScope, { cns, steps }: StepReplacement): Promise<number> {
  return tx.db.execute(
    sql`INSERT INTO resource_production_step AS s
       (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
     SELECT p.cn, n.year, n.week_number, n.production_percentage, ${tx.actor.name}::text, ${tx.at}::timestamptz
     FROM unnest(${cns}::text[]) AS p (cn) CROSS JOIN ${stepSource(steps)}
     ON CONFLICT (resource_cn, year, week_number) DO UPDATE
     SET production_percentage = excluded.production_percentage, set_by = excluded.set_by,
       set_datetime = excluded.set_datetime
     WHERE s.production_percentage <> excluded.production_percentage`,
  );
}
