import { alignMany, alignOne, tupleKey } from '../../../platform/loaders/align';
import type { LoaderDef } from '../../../platform/scope/request-scope';
import { findPercentages, listStepsOf } from '../production/production-step.repository';
import type { PersonWeek, ProductionStepRow, WeekExceptionRow } from '../production/production-step.model';
import { listExceptionsOf } from '../production/week-exception.repository';
import { listBusyElsewhere, type BusyWeek } from '../list/busy.repository';
import type { ResourceRow } from '../person/resource.model';
import { findResourcesByCns } from '../person/resource.repository';

/** People by CN in its stored spelling. */
export const resourceByCn: LoaderDef<string, ResourceRow | undefined> = {
  name: 'resourceByCn',
  cacheKey: (cn) => tupleKey(cn),
  batch: async (scope, cns) =>
    alignOne(
      cns,
      (cn) => cn,
      await findResourcesByCns(scope, cns),
      (resource) => resource.cn,
    ),
};

/** Each person's production steps in order of weeks. */
export const productionStepsByCn: LoaderDef<string, ProductionStepRow[]> = {
  name: 'productionStepsByCn',
  cacheKey: (cn) => tupleKey(cn),
  batch: async (scope, cns) =>
    alignMany(
      cns,
      (cn) => cn,
      await listStepsOf(scope, cns),
      (step) => step.resourceCn,
    ),
};

/** Each person's exceptions of single weeks, in order of weeks. */
export const weekExceptionsByCn: LoaderDef<string, WeekExceptionRow[]> = {
  name: 'weekExceptionsByCn',
  cacheKey: (cn) => tupleKey(cn),
  batch: async (scope, cns) =>
    alignMany(
      cns,
      (cn) => cn,
      await listExceptionsOf(scope, cns),
      (exception) => exception.resourceCn,
    ),
};

/** The percentage (exact fraction 0–1) in force in a person-week; null for an unknown person. */
export const percentageInWeek: LoaderDef<PersonWeek, string | null> = {
  name: 'percentageInWeek',
  cacheKey: ({ cn, week }) => tupleKey(cn, week.year, week.week),
  batch: (scope, keys) => findPercentages(scope, keys),
};

/** Weeks in which each person works outside the caller's lines of business, in order. */
export const busyElsewhereByCn: LoaderDef<string, BusyWeek[]> = {
  name: 'busyElsewhereByCn',
  cacheKey: (cn) => tupleKey(cn),
  batch: async (scope, cns) =>
    alignMany(
      cns,
      (cn) => cn,
      await listBusyElsewhere(scope, cns),
      (busy) => busy.cn,
    ),
};
