import fc from 'fast-check';
import { ineligibleReasons } from '../../src/domain/demand/eligibility';
import { weekEnd } from '../../src/domain/time/iso-week';
import { isEligible } from '../../src/features/assignment/checks/eligibility.sql';
import { sql } from '../../src/platform/database/sql';
import { peopleForDemand } from '../../src/features/assignment/match/match.loaders';
import { openTestApp, type TestApp } from '../support/scope';
import { addPeople } from '../support/factories/assignment';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const person = fc.record({
  platform: fc.constantFrom('Amisys', 'Facets'),
  location: fc.constantFrom('Domestic', 'Global'),
  states: fc.subarray(['ALL', 'FL', 'GA', 'TX']).map((states) => states.join('|')),
  skills: fc.subarray(['FTC', 'ADJ-Basic/NON MMP', 'Corr 8']).map((skills) => skills.join(',')),
  isActive: fc.boolean(),
  hireDate: fc.constantFrom(null, '2025-05-04', '2025-05-05', '2025-01-01'),
});
const demand = fc.record({
  platform: fc.constantFrom('AMISYS', 'Facets'),
  locality: fc.constantFrom('Domestic', 'Global'),
  state: fc.constantFrom('N/A', 'n/a', 'FL', 'tx', 'ALL'),
  caseType: fc.constantFrom('ftc', 'ADJ-Basic/NON MMP', 'CORR 8', 'COR'),
});
const WEEK = { year: 2025, week: 18 }; // Monday 28 April to Sunday 4 May

test('the database judges eligibility as the domain does, one by one and by matching demands with people', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 12 }),
      fc.array(demand, { minLength: 1, maxLength: 6 }),
      async (people, demands) => {
        await app.database.query('DELETE FROM resource_v2');
        const rows = people.map((row, i) => ({ cn: `P${String(i).padStart(2, '0')}`, ...row }));
        await addPeople(app.database, ...rows);
        const expected = demands.map((wanted) =>
          rows
            .filter(
              (row) =>
                ineligibleReasons(
                  {
                    ...row,
                    states: row.states === '' ? [] : row.states.split('|'),
                    skills: row.skills === '' ? [] : row.skills.split(','),
                  },
                  wanted,
                  WEEK,
                ).length === 0,
            )
            .map((row) => row.cn),
        );
        const judged = await Promise.all(
          demands.map((wanted) =>
            app.newScope().db.query<{ cn: string }>(
              sql`SELECT r.cn FROM resource_v2 r
             CROSS JOIN (SELECT ${wanted.platform}::text AS platform, ${wanted.locality}::text AS locality,
               ${wanted.state}::text AS state, ${wanted.caseType}::text AS case_type) d
             WHERE ${isEligible('r', 'd', sql`${weekEnd(WEEK)}::date`)} ORDER BY r.cn`,
            ),
          ),
        );
        expect(judged.map((found) => found.map((row) => row.cn))).toEqual(expected);
        const matched = await app
          .newScope()
          .loader(peopleForDemand)
          .loadMany(demands.map((wanted) => ({ ...wanted, weekEnd: weekEnd(WEEK), limit: 100, offset: 0 })));
        expect(matched.map((page) => (page as { rows: string[]; total: number }).rows)).toEqual(expected);
        expect(matched.map((page) => (page as { rows: string[]; total: number }).total)).toEqual(
          expected.map((cns) => cns.length),
        );
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
