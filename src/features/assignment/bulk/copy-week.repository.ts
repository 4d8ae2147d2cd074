import type { IsoWeek } from '../../../domain/time/iso-week';
import { textKey } from '../../../domain/text-key';
import type { WriteScope } from '../../../platform/scope/request-scope';
import { exceptionOf, ownPercentageOf } from '../checks/eligibility-sql.repository';

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
  const keys = (values: readonly string[] | null | undefined) => values?.map(textKey) ?? null;
  return tx.db.execute(
    `INSERT INTO assignment_stage (row, cn, year, week_number, main_lob, state, case_type, percentage, assignment_type,
       pinned, note, is_lasting)
     SELECT row_number() OVER (ORDER BY t.year, t.week_number, a.resource_cn), a.resource_cn, t.year, t.week_number,
       a.demand_main_lob, a.demand_state, a.demand_case_type,
       nullif(a.production_percentage, ${ownPercentageOf('r', 'a.year', 'a.week_number')}), a.assignment_type, a.pinned, a.note,
       ${exceptionOf('r', 'a.year', 'a.week_number')} IS NOT NULL
     FROM weekly_resource_assignment a
     JOIN resource_v2 r ON r.cn = a.resource_cn
     CROSS JOIN unnest($3::integer[], $4::integer[]) AS t (year, week_number)
     WHERE a.is_active AND a.year = $1 AND a.week_number = $2
       AND ($5::text[] IS NULL OR text_key(a.demand_main_lob) = ANY($5))
       AND ($6::text[] IS NULL OR text_key(a.demand_state) = ANY($6))
       AND ($7::text[] IS NULL OR text_key(a.demand_case_type) = ANY($7))
       AND ($8::text[] IS NULL OR a.resource_cn = ANY($8))`,
    [
      ...[from.year, from.week, toWeeks.map((week) => week.year), toWeeks.map((week) => week.week)],
      ...[keys(filter.mainLobs), keys(filter.states), keys(filter.caseTypes), filter.resourceCns ?? null],
    ],
  );
}
