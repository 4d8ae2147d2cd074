import { identifier, sql, type Sql } from '../../../platform/database/sql';
import { recordChange } from '../../history/sql';
import { ownPercentageInWeek } from './percentage.sql';

/** Whose change it is. */
export interface ExceptionChange {
  changeSetId: number;
  by: string;
  at: Date;
}

/** The row `alias` is of the person-week `t`. */
function isWeekOfTarget(alias: string): Sql {
  const row = identifier(alias);
  return sql`${row}.resource_cn = t.cn AND ${row}.year = t.year AND ${row}.week_number = t.week_number`;
}

/**
 * Statement that sets the percentages of single person-weeks, with history. `given` is a query of (cn, year, week_number,
 * percentage); a percentage that the person has in that week anyway, or NULL, removes the exception. Returns the number
 * of person-weeks and, as `percentage`, the highest that holds in them now.
 */
export function changeExceptions(given: Sql, { changeSetId, by, at }: ExceptionChange): Sql {
  return sql`WITH given AS MATERIALIZED (${given}),
    target AS MATERIALIZED (
      SELECT g.cn, g.year, g.week_number, nullif(g.percentage, p.own) AS percentage, p.own
      FROM given g JOIN resource_v2 r ON r.cn = g.cn
      CROSS JOIN LATERAL (SELECT ${ownPercentageInWeek('r', sql`g.year`, sql`g.week_number`)} AS own OFFSET 0) p
    ),
    old AS (SELECT x.* FROM resource_week_exception x JOIN target t ON ${isWeekOfTarget('x')}),
    removed AS (
      DELETE FROM resource_week_exception x USING target t
      WHERE ${isWeekOfTarget('x')} AND t.percentage IS NULL RETURNING x.id
    ),
    written AS (
      INSERT INTO resource_week_exception AS x
        (resource_cn, year, week_number, production_percentage, set_by, set_datetime)
      SELECT t.cn, t.year, t.week_number, t.percentage, ${by}, ${at}
      FROM target t WHERE t.percentage IS NOT NULL
      ON CONFLICT (resource_cn, year, week_number) DO UPDATE
      SET production_percentage = excluded.production_percentage, set_by = excluded.set_by,
        set_datetime = excluded.set_datetime
      WHERE x.production_percentage <> excluded.production_percentage
      RETURNING x.*
    ),
    entries AS (${recordChange(changeSetId, {
      entity: 'resource_week_exception',
      key: sql`jsonb_build_array(t.cn, t.year, t.week_number)`,
      before: sql`to_jsonb(o)`,
      after: sql`to_jsonb(n)`,
      from: sql`FROM target t
        LEFT JOIN old o ON ${isWeekOfTarget('o')}
        LEFT JOIN written n ON ${isWeekOfTarget('n')}
        WHERE n.id IS NOT NULL OR (o.id IS NOT NULL AND t.percentage IS NULL)
        ORDER BY t.cn, t.year, t.week_number`,
    })})
    SELECT count(*)::integer AS "personWeeks", max(trim_scale(coalesce(t.percentage, t.own))) AS percentage FROM target t`;
}
