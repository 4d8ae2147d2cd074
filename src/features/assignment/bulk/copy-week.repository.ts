import type { IsoWeek } from '../../../domain/time/iso-week';
import { textKey } from '../../../domain/text-key';
import { allOf, sql, type Sql } from '../../../platform/database/sql';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { ownPercentageInWeek, weekException } from '../../resource/sql';

/** Which assignments of a week are copied; absent = all. */
export interface CopyFilter {
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
  resourceCns?: readonly string[] | null | undefined;
}

/**
 * Stages a week's active assignments for other weeks. Who worked at their own percentage follows it in the new week too
 * (a ramp goes on). A percentage set for this week alone is copied as it is: an exception as one of the new week, any
 * other (V1's whole people) as the assignment's only. Returns how many rows.
 */
export function stageCopies(
  tx: WriteScope,
  from: IsoWeek,
  copies: { toWeeks: readonly IsoWeek[]; filter: CopyFilter },
): Promise<number> {
  const { toWeeks, filter } = copies;
  const years = toWeeks.map(({ year }) => year);
  const numbers = toWeeks.map(({ week }) => week);
  return tx.db.execute(
    sql`INSERT INTO assignment_stage (row, cn, year, week_number, main_lob, state, case_type, percentage, assignment_type,
       pinned, note, is_lasting)
     SELECT row_number() OVER (ORDER BY t.year, t.week_number, a.resource_cn), a.resource_cn, t.year, t.week_number,
       a.demand_main_lob, a.demand_state, a.demand_case_type,
       nullif(a.production_percentage, ${ownPercentageInWeek('r', YEAR, WEEK)}), a.assignment_type, a.pinned, a.note,
       ${weekException('r', YEAR, WEEK)} IS NOT NULL
     FROM weekly_resource_assignment a
     JOIN resource_v2 r ON r.cn = a.resource_cn
     CROSS JOIN unnest(${years}::integer[], ${numbers}::integer[]) AS t (year, week_number)
     WHERE a.is_active AND a.year = ${from.year} AND a.week_number = ${from.week} AND ${matches(filter)}`,
  );
}

const YEAR = sql`a.year`;
const WEEK = sql`a.week_number`;

function matches({ mainLobs, states, caseTypes, resourceCns }: CopyFilter): Sql {
  const isOneOf = (column: Sql, values: readonly string[] | null | undefined): Sql[] =>
    values ? [sql`${column} = ANY(${values}::text[])`] : [];
  return allOf([
    ...isOneOf(sql`text_key(a.demand_main_lob)`, mainLobs?.map(textKey)),
    ...isOneOf(sql`text_key(a.demand_state)`, states?.map(textKey)),
    ...isOneOf(sql`text_key(a.demand_case_type)`, caseTypes?.map(textKey)),
    ...isOneOf(sql`a.resource_cn`, resourceCns),
  ]);
}
