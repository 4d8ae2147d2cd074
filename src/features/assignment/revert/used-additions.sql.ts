import { identifier, joinSql, sql, type Sql } from '../../../platform/database/sql';

/** A table whose rows refer to a row `e` that was added. */
interface Reference {
  table: string;
  /** Condition on its rows `u`. */
  refersTo: Sql;
  /** Key of `u` in the history, where the change set may have added it too: then it goes with the row that it refers to. */
  ownKey?: Sql;
}

const PERSON = sql`u.resource_cn = e.after ->> 'cn'`;
const PERSON_WEEK = sql`jsonb_build_array(u.resource_cn, u.year, u.week_number)`;
const MONTH = sql`u.report_year = (e.after ->> 'report_year')::integer AND u.report_month = e.after ->> 'report_month'
  AND u.forecast_month_index = (e.after ->> 'forecast_month_index')::integer`;

const FORECAST = sql`jsonb_build_array(u.report_year, u.report_month, u.forecast_month_index, u.main_lob, u.state, u.case_type)`;

/** Tables whose rows may go, with what refers to them. */
const REFERENCES: readonly { added: string; by: readonly Reference[] }[] = [
  {
    added: 'resource_v2',
    by: [
      { table: 'weekly_resource_assignment', refersTo: PERSON },
      { table: 'frozen_assignment', refersTo: PERSON },
      { table: 'resource_production_step', refersTo: PERSON, ownKey: PERSON_WEEK },
      { table: 'resource_week_exception', refersTo: PERSON, ownKey: PERSON_WEEK },
    ],
  },
  {
    added: 'production_capacity_tier',
    by: [
      {
        table: 'weekly_resource_assignment',
        refersTo: sql`u.capacity_tier_id = (e.after ->> 'id')::integer`,
      },
    ],
  },
  {
    added: 'forecast_report_month',
    by: [
      { table: 'weekly_resource_assignment', refersTo: MONTH },
      { table: 'frozen_assignment', refersTo: MONTH },
      { table: 'forecast', refersTo: MONTH, ownKey: FORECAST },
    ],
  },
];

/**
 * People, tiers and months of reports that change sets added and other rows refer to since, as `change_set_id` and `name`:
 * the table that uses it with the key. They cannot go; assignments that were freed count too, since they are kept.
 */
export function usedAdditions(changeSets: Sql): Sql {
  const uses = REFERENCES.flatMap(({ added, by }) =>
    by.map(
      (reference) => sql`SELECT e.change_set_id, ${reference.table}::text || ': ' || e.entity_key AS name
        FROM change_set_entry e ${used(reference)} AND e.entity = ${added}::text
          AND e.change_set_id = ANY(${changeSets}) AND e.before IS NULL`,
    ),
  );
  return joinSql(uses, ' UNION ALL ');
}

/** Conditions in the form that PostgreSQL makes joins of: thousands of people are looked for at once. */
function used({ table, refersTo, ownKey }: Reference): Sql {
  const users = identifier(table);
  if (!ownKey) return sql`WHERE EXISTS (SELECT FROM ${users} u WHERE ${refersTo})`;
  return sql`JOIN ${users} u ON ${refersTo}
    WHERE NOT EXISTS (SELECT FROM change_set_entry own WHERE own.entity = ${table}::text AND own.before IS NULL
      AND own.entity_key = ${ownKey}::text AND own.change_set_id = e.change_set_id)`;
}
