import { normaliseCn } from '../../../domain/demand/cn';
import { PERCENTAGE, readDecimal, type GivenDecimal } from '../../../domain/decimal-input';
import { invalid } from '../../../domain/errors';
import { addWeeks, requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { expandRamp, type RampStage } from '../../../domain/capacity/production';
import { plain } from '../../../domain/rounding';
import type { WriteScope } from '../../../platform/scope/request-scope';
import {
  currentWeek,
  findResourcesByCns,
  keepExceptionsFrom,
  replaceStepsFrom,
  type NewStep,
  type ResourceRow,
  type WeekExceptionRow,
} from '../../resource';
import { getTiers } from '../../tier';
import {
  listClosedFollowing,
  listNewPercentages,
  lockFollowing,
  rewriteProduction,
} from './production-rewrite.repository';
import { markStale } from '../checks/stale-marks.service';
import { tierOf } from '../checks/tier-choice.rules';

/** Most people of one change. */
const MAX_PEOPLE = 10_000;

/** What a change of people's production did. */
export interface ProductionChange {
  resources: ResourceRow[];
  /** First week of the change. */
  fromWeek: IsoWeek;
  /** Production steps written, changed or removed. */
  changedSteps: number;
  /** Assignments that took another percentage. */
  changedAssignments: number;
  /** Percentages of single weeks that were kept: their assignments did not follow. */
  keptExceptions: WeekExceptionRow[];
  /** First days of closed months whose assignments were left alone. */
  skippedClosed: string[];
}

/** What every change of production may say. */
interface ProductionOptions {
  resourceCns: readonly string[];
  fromWeek?: IsoWeek | null | undefined;
  /** Removes the exceptions of single weeks in open months too; they are kept and listed by default. */
  overwriteExceptions?: boolean | null | undefined;
}

/** People produce at one percentage from a week on (default next week): later steps go, assignments follow. */
export function setProduction(
  tx: WriteScope,
  input: ProductionOptions & { productionPercentage: GivenDecimal },
): Promise<ProductionChange> {
  const from = firstWeek(tx, input.fromWeek);
  const percentage = readDecimal(input.productionPercentage, { ...PERCENTAGE, path: 'productionPercentage' });
  return changeFrom(tx, input, from, [{ week: from, percentage }]);
}

/** People follow a ramp from a week on (default next week): later steps go, assignments follow. */
export function applyRamp(
  tx: WriteScope,
  input: ProductionOptions & { ramp: readonly RampStage[] },
): Promise<ProductionChange> {
  const from = firstWeek(tx, input.fromWeek);
  return changeFrom(tx, input, from, expandRamp(from, input.ramp));
}

function firstWeek(tx: WriteScope, given: IsoWeek | null | undefined): IsoWeek {
  return given ? requireIsoWeek(given, 'fromWeek') : addWeeks(currentWeek(tx), 1);
}

async function changeFrom(
  tx: WriteScope,
  { resourceCns, overwriteExceptions }: ProductionOptions,
  from: IsoWeek,
  steps: readonly NewStep[],
): Promise<ProductionChange> {
  if (resourceCns.length === 0 || resourceCns.length > MAX_PEOPLE)
    throw invalid('resourceCns', resourceCns.length, `a list of 1 to ${MAX_PEOPLE} CNs`);
  const cns = [...new Set(resourceCns.map((cn, index) => normaliseCn(cn, `resourceCns.${index}`)))].sort();
  const changedSteps = await replaceStepsFrom(tx, cns, from, steps);
  const overwrite = overwriteExceptions ?? false;
  const keptExceptions = await keepExceptionsFrom(tx, cns, { from, overwrite });
  const { changedAssignments, skippedClosed } = await followProduction(tx, cns, from);
  const resources = await findResourcesByCns(tx, cns);
  resources.sort((a, b) => (a.cn < b.cn ? -1 : 1));
  return { resources, fromWeek: from, changedSteps, changedAssignments, keptExceptions, skippedClosed };
}

/** Gives people's active assignments from a week on the percentage that holds in each week, with its tier; closed months are left alone. */
export async function followProduction(
  tx: WriteScope,
  cns: readonly string[],
  from: IsoWeek,
): Promise<{ changedAssignments: number; skippedClosed: string[] }> {
  const people = { cns, from };
  await lockFollowing(tx, people);
  const skippedClosed = await listClosedFollowing(tx, people);
  const percentages = await listNewPercentages(tx, people);
  if (percentages.length === 0) return { changedAssignments: 0, skippedClosed };
  const tiers = await getTiers(tx);
  const choices = percentages.map((percentage) => ({
    percentage: plain(readDecimal(percentage, { ...PERCENTAGE, path: 'productionPercentage' })),
    tierId: tierOf(percentage, tiers),
  }));
  const { demands, rows } = await rewriteProduction(tx, people, choices);
  markStale(tx, demands);
  return { changedAssignments: rows, skippedClosed };
}
