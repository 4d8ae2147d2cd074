import { client } from '../../data/client';
import { documentOf } from '../../data/documents';
import {
  PagePlanDemandsDocument,
  PagePlanIdleDocument,
  PagePlanMovesDocument,
  PagePlanWarningsDocument,
  type PagePlanDemandsQuery,
  type PagePlanIdleQuery,
  type PagePlanMovesQuery,
} from '../../generated/graphql';
import { usePages, type Rows } from './use-pages';

type Plan<Query extends { allocationPlan: unknown }> = NonNullable<Query['allocationPlan']>;

/** A demand of one month as stored and after the plan. */
export type PlannedDemand = Plan<PagePlanDemandsQuery>['demands']['nodes'][number];
/** Weeks in which somebody changes demand. */
export type Move = Plan<PagePlanMovesQuery>['moves']['nodes'][number];
/** Weeks in which somebody has no work. */
export type Idle = Plan<PagePlanIdleQuery>['idle']['nodes'][number];

const FETCH = { fetchPolicy: 'no-cache' } as const;

/** Every demand of a plan, month by month. */
export const usePlannedDemands = (planHash: string): Rows<PlannedDemand> =>
  usePages(async (offset) => {
    const variables = { planHash, offset };
    const { data } = await client.query({ query: documentOf(PagePlanDemandsDocument), variables, ...FETCH });
    return data?.allocationPlan?.demands;
  }, `demands ${planHash}`);

/** Everybody whom a plan moves. */
export const useMoves = (planHash: string): Rows<Move> =>
  usePages(async (offset) => {
    const variables = { planHash, offset };
    const { data } = await client.query({ query: documentOf(PagePlanMovesDocument), variables, ...FETCH });
    return data?.allocationPlan?.moves;
  }, `moves ${planHash}`);

/** Everybody who has no work in some week. */
export const useIdle = (planHash: string): Rows<Idle> =>
  usePages(async (offset) => {
    const variables = { planHash, offset };
    const { data } = await client.query({ query: documentOf(PagePlanIdleDocument), variables, ...FETCH });
    return data?.allocationPlan?.idle;
  }, `idle ${planHash}`);

/** What a planner should know of a plan. */
export const useWarnings = (planHash: string): Rows<{ code: string; message: string }> =>
  usePages(async (offset) => {
    const variables = { planHash, offset };
    const { data } = await client.query({ query: documentOf(PagePlanWarningsDocument), variables, ...FETCH });
    return data?.allocationPlan?.warnings;
  }, `warnings ${planHash}`);
