import type { IsoWeek } from '../../../domain/time/iso-week';
import { sql } from '../../../platform/database/sql';
import type { RequestScope } from '../../../platform/scope/request-scope';
import { productiveHours, weekConfiguration } from '../../calendar/sql';
import type { ResolvedDemand } from '../../demand';
import { percentageInWeek } from '../../resource/sql';
import { isEligible } from '../checks/eligibility.sql';
import type { Candidate } from '../table/assignment-pages.model';
import { isFreeInWeek } from '../../resource/sql';
import { weeklyCapacity } from '../table/capacity.sql';

/** A week with its Sunday. */
export interface CandidateWeek {
  week: IsoWeek;
  weekEnd: string;
}

/** People eligible for a demand and free in some of the weeks: greatest capacity first, then by CN. */
export async function listCandidates(
  scope: RequestScope,
  { platform, locality, state, caseType, targetCph }: ResolvedDemand,
  { weeks, limit }: { weeks: readonly CandidateWeek[]; limit: number },
): Promise<Candidate[]> {
  const years = weeks.map(({ week }) => week.year);
  const numbers = weeks.map(({ week }) => week.week);
  const ends = weeks.map(({ weekEnd }) => weekEnd);
  const config = weekConfiguration('c', {
    year: sql`w.year`,
    weekNumber: sql`w.week_number`,
    workType: sql`r.location`,
  });
  const capacity = weeklyCapacity(sql`p.percentage`, productiveHours('c'), sql`d.target_cph`);
  const rows = await scope.db.query<Omit<Candidate, 'freeWeeks'> & { weeks: number[] }>(
    sql`SELECT r.cn AS cn, array_agg(w.year * 100 + w.week_number ORDER BY w.year, w.week_number) AS weeks,
       (array_agg(p.percentage ORDER BY w.year, w.week_number))[1] AS "productionPercentage",
       CASE WHEN count(c.id) = count(*) THEN trim_scale(sum(${capacity})) END AS capacity
     FROM (SELECT ${platform}::text AS platform, ${locality}::text AS locality, ${state}::text AS state,
       ${caseType}::text AS case_type, ${targetCph}::numeric AS target_cph) d
     CROSS JOIN unnest(${years}::integer[], ${numbers}::integer[], ${ends}::date[]) AS w (year, week_number, week_end)
     JOIN resource_v2 r ON ${isEligible('r', 'd', sql`w.week_end`)}
     CROSS JOIN LATERAL (
       SELECT ${percentageInWeek('r', sql`w.year`, sql`w.week_number`)} AS percentage OFFSET 0) p
     LEFT JOIN ${config}
     WHERE ${isFreeInWeek(sql`r.cn`, sql`w.year`, sql`w.week_number`)}
     GROUP BY r.cn
     ORDER BY capacity DESC NULLS LAST, count(*) DESC, r.cn LIMIT ${limit}`,
  );
  return rows.map(({ weeks: free, ...candidate }) => ({
    ...candidate,
    freeWeeks: free.map((number) => ({ year: (number - (number % 100)) / 100, week: number % 100 })),
  }));
}
