import { GraphQLString } from 'graphql';
import type { PlainText, RowText } from '../../src/platform/graphql/text/plain-text.model';
import { assignmentText } from '../../src/features/assignment/table/assignment-pages.repository';
import { peopleText } from '../../src/features/tree/demand/leaf.repository';
import type { LoaderDef } from '../../src/platform/scope/request-scope';
import { explanationIn } from '../../src/features/allocation/plans/explanation.loaders';
import { planPiece } from '../../src/features/allocation/plans/kept-plan.loaders';
import { assignmentById, assignmentPages } from '../../src/features/assignment/table/assignment.loaders';
import { refusalOfRevert } from '../../src/features/assignment/revert/revert.loaders';
import { demandsForPerson, peopleForDemand } from '../../src/features/assignment/match/match.loaders';
import {
  holidaysOfWeek,
  monthCloseByMonth,
  monthConfigByKey,
  weekConfigByKey,
  weekConfigsOfMonth,
} from '../../src/features/calendar/schema/calendar.loaders';
import {
  forecastById,
  forecastByKey,
  monthsByReport,
  reportByKey,
} from '../../src/features/demand/schema/demand.loaders';
import {
  changeSetById,
  entriesOf,
  entryCount,
  entryTotal,
  latestChangeSet,
} from '../../src/features/history/history.loaders';
import {
  busyElsewhereByCn,
  percentageInWeek,
  productionStepsByCn,
  resourceByCn,
  weekExceptionsByCn,
} from '../../src/features/resource/schema/resource.loaders';
import { summaryByKey } from '../../src/features/summary/summary.loaders';
import { tierById } from '../../src/features/tier/tier.loaders';
import { LOCAL_ACTOR, type Actor } from '../../src/platform/scope/actor';
import { figuresOfReport } from '../../src/features/figures';
import { leafPeople, leafPeopleText, leafWeeks } from '../../src/features/tree/demand/leaf.loaders';
import { levelNodes } from '../../src/features/tree/nodes/tree.loaders';
import type { Tree } from '../../src/features/tree/nodes/tree.model';

/** A loader with keys to try it on. */
export interface LoaderCase {
  def: LoaderDef<unknown, unknown>;
  /** Two keys that have different values. */
  found: readonly [unknown, unknown];
  /** A key with nothing behind it; absent for loaders whose keys always come from a stored row. */
  missing?: unknown;
  /** Who asks; the local actor unless given. */
  actor?: Actor;
  /** Statements of one batch; 1 unless given. */
  statements?: number;
  /** Statements more that others can make necessary; none unless given. */
  mayAlso?: number;
  /** What of a value is compared; itself unless given. */
  shape?: (value: unknown) => unknown;
}

/** What the keys of the cases refer to in the test’s data. */
export interface LoaderData {
  may: Tree;
  june: Tree;
  /** A tree that selects nothing. */
  nothing: Tree;
  forecastIds: readonly [number, number];
  assignmentIds: readonly [number, number];
  changeSetIds: readonly [number, number];
}

function loaderCase<K, V>(
  def: LoaderDef<K, V>,
  found: readonly [K, K],
  missing?: K,
  shape?: (value: V) => unknown,
): LoaderCase {
  return { def, found, missing, ...(shape && { shape }) } as unknown as LoaderCase;
}

/** The action of two change sets whose notes are `one` and `two`. */
const NOTED_ACTION = 'test.change';

export const DEMAND = {
  reportYear: 2025,
  reportMonth: 'April',
  forecastMonthIndex: 1,
  mainLob: 'Amisys Medicaid DOMESTIC',
  state: 'FL',
  caseType: 'FTC-Basic/Non MMP',
};
const GEORGIA = { ...DEMAND, state: 'GA' };
const NOWHERE = { ...DEMAND, state: 'ZZ' };
const APRIL = { reportYear: 2025, reportMonth: 'April' };
const MARCH = { reportYear: 2025, reportMonth: 'March' };
const NEVER = { reportYear: 2020, reportMonth: 'March' };
const columns = (state: string, index: number, reportMonth = 'April') => ({
  report_year: 2025,
  report_month: reportMonth,
  forecast_month_index: index,
  main_lob: DEMAND.mainLob,
  state,
  case_type: DEMAND.caseType,
});
const SPAN = { limit: 10, offset: 0, fromWeek: null, toWeek: null, properties: undefined };
const pages = (of: Record<string, string | number>) => ({ of, span: SPAN, spanKey: '' });
/** What a query asks of a list: one field as it is stored. */
const asking = (property: string): PlainText => ({
  key: property,
  write: () => undefined,
  fields: [{ name: property, property, type: GraphQLString }],
});
const STATES = assignmentText(asking('demandState')) as RowText;
const matching = (state: string, platform = 'Amisys') => ({
  platform,
  locality: 'Domestic',
  state,
  caseType: DEMAND.caseType,
  weekEnd: '2025-05-04',
  limit: 10,
  offset: 0,
});

const changeSet = (id: number) => ({
  id,
  action: 'test.change',
  actor: 'local',
  createdDatetime: new Date(0),
  note: null,
  requestId: null,
  revertsChangeSetId: null,
  revertedByChangeSetId: null,
});

const entries = <V>(map: ReadonlyMap<string, readonly V[]>, read: (one: V) => unknown): unknown =>
  [...map].map(([key, list]) => [key, list.map(read)]);

function treeCases({ may, june, nothing }: LoaderData): LoaderCase[] {
  const levels = ['total', 'category', 'lob', 'state', 'caseType'] as const;
  return [
    ...levels.map((level) => ({
      ...loaderCase(levelNodes[level], [may, june], level === 'total' ? undefined : nothing, ({ nodes }) =>
        nodes.map(({ id, metrics, series, tierBreakdown }) => [
          id,
          metrics,
          series.map((row) => [row.month, row.forecast]),
          tierBreakdown,
        ]),
      ),
      // The columns are in memory already.
      statements: 0,
    })),
  ];
}

/** Every loader that features have, with keys for it. */
export function loaderCases(data: LoaderData): LoaderCase[] {
  const { may, june, nothing, forecastIds, assignmentIds, changeSetIds } = data;
  const week = (weekNumber: number) => ({ year: 2025, week: weekNumber, workType: 'Domestic' });
  const month = (monthStart: string) => ({ monthStart, workType: 'Domestic' });
  const cases: LoaderCase[] = [
    loaderCase(tierById, [1, 2], 999_999),
    loaderCase(resourceByCn, ['A', 'B'], 'NOBODY'),
    loaderCase(productionStepsByCn, ['A', 'B'], 'NOBODY'),
    loaderCase(weekExceptionsByCn, ['A', 'B'], 'NOBODY'),
    // Whoever sees no line of business finds everybody busy elsewhere; a limited caller's statement is a transaction of four.
    {
      ...loaderCase(busyElsewhereByCn, ['A', 'B'], 'NOBODY'),
      actor: { ...LOCAL_ACTOR, lobScope: [] },
      statements: 4,
    },
    loaderCase(
      percentageInWeek,
      [
        { cn: 'A', week: { year: 2025, week: 18 } },
        { cn: 'A', week: { year: 2025, week: 30 } },
      ],
      { cn: 'NOBODY', week: { year: 2025, week: 18 } },
    ),
    loaderCase(
      weekConfigByKey,
      [week(18), week(19)] as never,
      { year: 1999, week: 18, workType: 'Domestic' } as never,
    ),
    loaderCase(
      weekConfigsOfMonth,
      [month('2025-05-01'), month('2025-06-01')] as never,
      month('1999-05-01') as never,
    ),
    loaderCase(
      monthConfigByKey,
      [month('2025-05-01'), month('2025-06-01')] as never,
      month('1999-05-01') as never,
    ),
    loaderCase(
      holidaysOfWeek,
      ['2025-04-28', '2025-05-26'].map((weekStartDate) => ({ weekStartDate, workType: 'Domestic' })) as never,
      { weekStartDate: '1999-05-03', workType: 'Domestic' } as never,
    ),
    loaderCase(monthCloseByMonth, ['2024-01-01', '2024-02-01'], '1999-01-01'),
    loaderCase(forecastByKey, [DEMAND, GEORGIA], NOWHERE),
    loaderCase(forecastById, forecastIds, 999_999),
    loaderCase(reportByKey, [APRIL, MARCH], NEVER),
    loaderCase(monthsByReport, [APRIL, MARCH], NEVER),
    loaderCase(summaryByKey, [DEMAND, GEORGIA], NOWHERE),
    loaderCase(changeSetById, changeSetIds, 999_999),
    loaderCase(
      refusalOfRevert,
      changeSetIds.map(changeSet) as never,
      undefined,
      ({ refusal }) => refusal?.message,
    ),
    loaderCase(entryCount, changeSetIds, 999_999),
    loaderCase(
      latestChangeSet,
      [
        { action: NOTED_ACTION, note: 'one' },
        { action: NOTED_ACTION, note: 'two' },
      ],
      { action: NOTED_ACTION, note: 'none' },
    ),
    loaderCase(entryTotal, changeSetIds, 999_999),
    loaderCase(entriesOf({ limit: 10, offset: 0 }), changeSetIds, 999_999),
    loaderCase(assignmentById, assignmentIds, 999_999),
    loaderCase(
      assignmentPages.resource.page,
      [pages({ cn: 'A' }), pages({ cn: 'B' })],
      pages({ cn: 'NOBODY' }),
    ),
    loaderCase(
      assignmentPages.resource.texts(STATES),
      [[pages({ cn: 'A' }), pages({ cn: 'NOBODY' })], [pages({ cn: 'B' })]],
      [pages({ cn: 'NOBODY' })],
    ),
    loaderCase(
      assignmentPages.resource.count,
      [pages({ cn: 'A' }), pages({ cn: 'B' })],
      pages({ cn: 'NOBODY' }),
    ),
    loaderCase(peopleForDemand, [matching('FL'), matching('N/A')], matching('FL', 'Facets')),
    loaderCase(
      demandsForPerson,
      [
        { cn: 'A', monthStart: '2025-05-01', limit: 10, offset: 0 },
        { cn: 'B', monthStart: '2025-05-01', limit: 10, offset: 0 },
      ],
      { cn: 'NOBODY', monthStart: '2025-05-01', limit: 10, offset: 0 },
    ),
    loaderCase(planPiece, [
      { planHash: 'plan', offset: 0, bytes: 2 },
      { planHash: 'plan', offset: 2, bytes: 2 },
    ]),
    {
      ...loaderCase(
        figuresOfReport,
        [
          { report: APRIL, peopledMonths: [1] },
          { report: MARCH, peopledMonths: [] },
        ],
        { report: NEVER, peopledMonths: [] },
        (figures) => figures?.columns.months.map(({ month, forecasts }) => [month.label, forecasts[0]]) ?? [],
      ),
      // What has changed is asked for where anything has been committed on the whole server since the last question.
      mayAlso: 1,
    },
    // A snapshot of the whole problem, whatever is asked of it.
    {
      ...loaderCase(explanationIn({ fromWeek: '2025-W18' }), [
        { ask: 'whyShort', demand: DEMAND, month: '2025-05' },
        { ask: 'whyNotAssigned', cn: 'A', week: '2025-W18' },
      ]),
      statements: 8,
    },
    loaderCase(leafWeeks, [may, june], nothing, (weeks) =>
      entries(weeks, (row) => [row.weekNumber, row.capacity]),
    ),
    loaderCase(
      leafPeople,
      [may, june].map((tree) => ({ tree, limit: 10, offset: 0 })) as never,
      { tree: nothing, limit: 10, offset: 0 },
      (people) => entries(people, (row) => [row.resourceCn, row.weeks]),
    ),
    loaderCase(
      leafPeopleText(peopleText(asking('resourceCn')) as RowText),
      [may, june].map((tree) => ({ tree, limit: 10, offset: 0 })) as never,
      { tree: nothing, limit: 10, offset: 0 },
      (people) => [...people],
    ),
  ];
  const paged = {
    tier: [{ tier_id: 1 }, { tier_id: 2 }, { tier_id: 999_999 }],
    week: [18, 19, 2].map((number) => ({ year: 2025, week_number: number, work_type: 'Domestic' })),
    live: [columns('FL', 1), columns('GA', 1), columns('ZZ', 1)],
    frozen: [columns('FL', 3, 'March'), columns('GA', 3, 'March'), columns('ZZ', 3, 'March')],
  } as const;
  type Pages = ReturnType<typeof pages>;
  for (const kind of ['tier', 'week', 'live', 'frozen'] as const) {
    const [one, other, none] = paged[kind].map((of) => pages({ ...of })) as [Pages, Pages, Pages];
    const loaders = assignmentPages[kind];
    for (const def of [loaders.page, loaders.count] as LoaderDef<unknown, unknown>[])
      cases.push(loaderCase(def, [one, other], none));
    cases.push(loaderCase(loaders.texts(STATES), [[one, none], [other]], [none]));
  }
  return [...cases, ...treeCases(data)];
}
