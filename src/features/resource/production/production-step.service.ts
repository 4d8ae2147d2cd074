import { PERCENTAGE, readDecimal } from '../../../domain/decimal-input';
import { DomainError, invalid, type Issue } from '../../../domain/errors';
import { compareWeeks, formatIsoWeek, requireIsoWeek, type IsoWeek } from '../../../domain/time/iso-week';
import { type Decimal, plain } from '../../../domain/rounding';
import type { RequestScope, WriteScope } from '../../../platform/scope/request-scope';
import {
  deleteReplacedSteps,
  findPercentages,
  recordStepReplacement,
  writeSteps,
  type StepValues,
} from './production-step.repository';
import type { PersonWeek } from './production-step.model';
import { lockResources } from '../person/resource.repository';

/** A percentage (0–1) from an ISO week on, as callers give it. */
export interface NewStep {
  week: IsoWeek;
  percentage: Decimal | string;
}

/** The percentage in force in each person-week, in the order asked for; null for unknown people. One statement. */
export async function percentagesFor(
  scope: RequestScope,
  keys: readonly PersonWeek[],
): Promise<(string | null)[]> {
  return keys.length === 0 ? [] : findPercentages(scope, keys);
}

/**
 * Replaces these people's steps at or after `fromWeek` by `steps`, and records what differs; returns how many steps
 * that were. Their assignments are the caller's business.
 */
export async function replaceStepsFrom(
  tx: WriteScope,
  cns: readonly string[],
  fromWeek: IsoWeek,
  steps: readonly NewStep[],
): Promise<number> {
  const people = [...new Set(cns)];
  const replacement = {
    cns: people,
    from: requireIsoWeek(fromWeek, 'fromWeek'),
    steps: readSteps(steps, fromWeek),
  };
  await requirePeople(tx, people);
  const changed = await recordStepReplacement(tx, replacement);
  if (changed === 0) return 0;
  await deleteReplacedSteps(tx, replacement);
  await writeSteps(tx, replacement);
  return changed;
}

function readSteps(steps: readonly NewStep[], fromWeek: IsoWeek): StepValues[] {
  const seen = new Set<string>();
  return steps.map(({ week, percentage }, index) => {
    const path = `steps.${index}`;
    const label = formatIsoWeek(requireIsoWeek(week, `${path}.week`));
    if (compareWeeks(week, fromWeek) < 0)
      throw invalid(`${path}.week`, label, `a week from ${formatIsoWeek(fromWeek)} on`);
    if (seen.has(label)) throw invalid(`${path}.week`, label, 'each week once');
    seen.add(label);
    const value = typeof percentage === 'string' ? percentage : plain(percentage);
    return { week, percentage: plain(readDecimal(value, { ...PERCENTAGE, path: `${path}.percentage` })) };
  });
}

async function requirePeople(tx: WriteScope, cns: readonly string[]): Promise<void> {
  const known = new Set((await lockResources(tx, cns)).map((resource) => resource.cn));
  const issues: Issue[] = cns.flatMap((cn, index) =>
    known.has(cn) ? [] : [{ path: `resourceCns.${index}`, message: `there is no resource ${cn}`, value: cn }],
  );
  if (issues.length === 0) return;
  throw new DomainError(
    'NOT_FOUND',
    `There is no resource ${issues.map(({ value }) => value).join(', ')}`,
    issues,
  );
}
