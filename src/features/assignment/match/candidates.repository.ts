import type { IsoWeek } from '../../../domain/time/iso-week';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ResolvedDemand } from '../../demand';
import { isEligible, percentageOf } from '../checks/eligibility-sql.repository';
import type { Candidate } from '../table/assignment-pages.model';

/** A week with its Sunday. */
export interface CandidateWeek {
  week: IsoWeek;
  weekEnd: string;
}

/** People eligible for a demand and free in some of the weeks: greatest capacity first, then by CN. */
export function listCandidates(
  scope: RequestScope,
  demand: ResolvedDemand,
  { weeks, limit }: { weeks: readonly CandidateWeek[]; limit: number },
): Promise<Candidate[]> {
  return scope.db.query(
    `SELECT r.cn AS cn, array_agg(w.year * 100 + w.week_number ORDER BY w.year, w.week_number) AS weeks,
       (array_agg(p.percentage ORDER BY w.year, w.week_number))[1] AS percentage,
       CASE WHEN count(c.id) = count(*) THEN
         trim_scale(sum(p.percentage * c.working_days * c.work_hours * (1 - c.shrinkage)) * $8::numeric) END AS capacity
     FROM (SELECT $4::text AS platform, $5::text AS locality, $6::text AS state, $7::text AS case_type) d
     CROSS JOIN unnest($1::integer[], $2::integer[], $3::date[]) AS w (year, week_number, week_end)
     JOIN resource_v2 r ON ${isEligible('r', 'd', 'w.week_end')}
     CROSS JOIN LATERAL (SELECT ${percentageOf('r', 'w.year', 'w.week_number')} AS percentage OFFSET 0) p
     LEFT JOIN week_configuration c ON c.year = w.year AND c.week_number = w.week_number AND c.work_type = r.location
     WHERE NOT EXISTS (SELECT FROM weekly_resource_assignment a WHERE a.is_active AND a.resource_cn = r.cn
       AND a.year = w.year AND a.week_number = w.week_number)
     GROUP BY r.cn
     ORDER BY capacity DESC NULLS LAST, count(*) DESC, r.cn LIMIT $9`,
    [
      ...[weeks.map(({ week }) => week.year), weeks.map(({ week }) => week.week)],
      ...[
        weeks.map(({ weekEnd }) => weekEnd),
        demand.platform,
        demand.locality,
        demand.state,
        demand.caseType,
      ],
      ...[demand.targetCph, limit],
    ],
    (row) => ({
      cn: row.cn as string,
      freeWeeks: (row.weeks as number[]).map((number) => ({
        year: (number - (number % 100)) / 100,
        week: number % 100,
      })),
      productionPercentage: row.percentage as string,
      capacity: row.capacity as string | null,
    }),
  );
}
