import type { GivenDecimal } from '../../../domain/decimal-input';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import type { IsoWeek } from '../../../domain/time/iso-week';
import { readId } from '../../../platform/graphql/schema/read-id';
import type { AssignmentInput, AssignmentTypeName } from '../table/assignment.model';

/** Tier or percentage: exactly one is given. */
interface ProductionChoice {
  capacityTierId?: string | null | undefined;
  percentage?: GivenDecimal | null | undefined;
}

/** Percentage and tier as callers may spell them: each by itself, or one of both as a choice. */
interface SpelledProduction {
  productionPercentage?: GivenDecimal | null | undefined;
  capacityTierId?: string | null | undefined;
  production?: ProductionChoice | null | undefined;
}

/** The choice in the fields that it stands for; refused beside them. */
export function chosenProduction<T extends SpelledProduction>(given: T, prefix = ''): Omit<T, 'production'> {
  const { production, ...rest } = given;
  if (!production) return rest;
  const { productionPercentage: percentage, capacityTierId: tier } = given;
  const isTwice = (percentage ?? tier ?? null) !== null;
  if (isTwice)
    throw invalid(
      `${prefix}production`,
      { production, productionPercentage: percentage ?? null, capacityTierId: tier ?? null },
      'production, or productionPercentage and capacityTierId, not both',
    );
  const { capacityTierId, percentage: chosenPercentage } = production;
  const isTier = capacityTierId !== undefined && capacityTierId !== null;
  const chosen = isTier ? { capacityTierId } : { productionPercentage: chosenPercentage };
  return { ...rest, ...chosen };
}

/** A new assignment as callers may spell it. */
export interface SpelledAssignment {
  resourceCn: string;
  week?: IsoWeek | null | undefined;
  year?: number | null | undefined;
  weekNumber?: number | null | undefined;
  mainLob?: string | null | undefined;
  state?: string | null | undefined;
  caseType?: string | null | undefined;
  demandMainLob?: string | null | undefined;
  demandState?: string | null | undefined;
  demandCaseType?: string | null | undefined;
  productionPercentage?: GivenDecimal | null | undefined;
  capacityTierId?: string | null | undefined;
  production?: ProductionChoice | null | undefined;
  assignmentType?: AssignmentTypeName | null | undefined;
  pinned?: boolean | null | undefined;
  note?: string | null | undefined;
  override?: boolean | null | undefined;
}

/** Reads one spelling of each field; everything that is missing or contradicts itself is named at once. */
export function readSpelled(spelled: SpelledAssignment, prefix = ''): AssignmentInput {
  const given = chosenProduction(spelled, prefix);
  const issues: Issue[] = [];
  const text = (name: string, one: string | null | undefined, other: string | null | undefined): string => {
    const value = one ?? other ?? '';
    if (value.trim() === '')
      issues.push({ path: `${prefix}${name}`, message: 'is missing; a value is required', value: null });
    if (typeof one === 'string' && typeof other === 'string' && one !== other)
      issues.push({
        path: `${prefix}${name}`,
        message: `is given twice with different values; expected one of them`,
        value: [one, other],
      });
    return value;
  };
  const mainLob = text('mainLob', given.mainLob, given.demandMainLob);
  const state = text('state', given.state, given.demandState);
  const caseType = text('caseType', given.caseType, given.demandCaseType);
  const week = weekOf(given);
  if (!week) issues.push(weekIssue(given, prefix));
  if (issues.length > 0 || !week) {
    const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
    throw new DomainError('VALIDATION', message, issues);
  }
  const tier = given.capacityTierId;
  return {
    resourceCn: given.resourceCn,
    week,
    mainLob,
    state,
    caseType,
    productionPercentage: given.productionPercentage,
    capacityTierId: tier === null || tier === undefined ? null : readId(tier, `${prefix}capacityTierId`),
    assignmentType: given.assignmentType,
    pinned: given.pinned,
    note: given.note,
    override: given.override,
  };
}

/** The week, when it is given once: as a week, or as year and number; or twice and the same. */
function weekOf({ week, year, weekNumber }: SpelledAssignment): IsoWeek | undefined {
  if (week) {
    const agrees = (year ?? week.year) === week.year && (weekNumber ?? week.week) === week.week;
    return agrees ? week : undefined;
  }
  if (typeof year !== 'number' || typeof weekNumber !== 'number') return undefined;
  return { year, week: weekNumber };
}

function weekIssue({ week, year, weekNumber }: SpelledAssignment, prefix: string): Issue {
  return {
    path: `${prefix}week`,
    message: week
      ? 'contradicts year and weekNumber; expected one of them'
      : 'is missing; expected week such as 2025-W18, or year and weekNumber',
    value: { year: year ?? null, weekNumber: weekNumber ?? null },
  };
}

/** Reads a list of assignment numbers. */
export function readIds(ids: readonly string[]): number[] {
  if (ids.length > 10_000) throw invalid('ids', ids.length, 'at most 10000 assignment numbers');
  return ids.map((id, index) => readId(id, `ids.${index}`));
}
