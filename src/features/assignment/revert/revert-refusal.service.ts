import { DomainError, type Issue } from '../../../domain/errors';
import { includesRole, type Actor } from '../../../platform/scope/actor';
import { closedRefusal } from '../../calendar';
import { frozeMonths, stillAssigned } from '../../demand';
import type { ChangeSetRow } from '../../history';
import { effectiveTouches } from './later-touches.rules';
import type { LaterTouch, RevertFact, RevertFactKind } from './revert.model';

/** The table of assignments in the history. */
export const ASSIGNMENTS = 'weekly_resource_assignment';

/** Whose rows are put back in which order, so that rows go before what they refer to; assignments come last. */
export const RESTORED = {
  demand: ['forecast', 'forecast_report_month', 'forecast_report', 'target_cph'],
  tiers: ['production_capacity_tier'],
  calendar: ['week_configuration', 'month_configuration', 'holiday', 'month_close'],
  production: ['resource_production_step', 'resource_week_exception'],
  people: ['resource_v2'],
} as const;
const RESTORABLE: ReadonlySet<string> = new Set([ASSIGNMENTS, ...Object.values(RESTORED).flat()]);

/** A change set with what is known of it, and who would take it back. */
export interface RevertQuestion {
  changeSet: Pick<ChangeSetRow, 'id' | 'action' | 'actor' | 'revertedByChangeSetId'>;
  facts: readonly RevertFact[];
  caller: Pick<Actor, 'name' | 'role' | 'lobScope'>;
}

/** Why a change set cannot be taken back: the first of the reasons, with everything that stands in the way; undefined if it can be. */
export function revertRefusal(question: RevertQuestion): DomainError | undefined {
  for (const check of CHECKS) {
    const refusal = check(question);
    if (refusal) return refusal;
  }
  return undefined;
}

type Check = (question: RevertQuestion) => DomainError | undefined;

/** In this order: what can never be taken back first, what can be mended last. */
const CHECKS: readonly Check[] = [
  isTheirs,
  isInForce,
  isSeenWhole,
  isRestorable,
  isUntouched,
  ofNames('closed', (_id, months) => closedRefusal(months)),
  ofNames('froze', frozeMonths),
  ofNames('assigned', stillAssigned),
  ofNames('used', usedSince),
  ofNames('demand', (id, names) =>
    blocked(
      `Change set ${id} cannot be reverted: people would return to ${names.join(', ')}, which the live report does not have`,
    ),
  ),
];

/** Planners take back what they did themselves, administrators what anybody did. */
function isTheirs({ changeSet: { id, actor }, caller }: RevertQuestion): DomainError | undefined {
  const { name, role, lobScope } = caller;
  if (actor === name || (lobScope === null && includesRole(role, 'admin'))) return undefined;
  const message = `change set ${id} is of ${actor}; ${name} may take back what ${name} did, an administrator of all lines of business what anybody did`;
  return new DomainError('FORBIDDEN', message, [{ path: 'id', message, value: id }]);
}

function isInForce({ changeSet: { id, revertedByChangeSetId } }: RevertQuestion): DomainError | undefined {
  if (revertedByChangeSetId === null) return undefined;
  return blocked(`Change set ${id} was reverted already, by change set ${revertedByChangeSetId}`);
}

/** Taken back in part it would count as taken back. */
function isSeenWhole({ changeSet: { id }, facts, caller }: RevertQuestion): DomainError | undefined {
  if (namesOf(facts, 'hidden').length === 0) return undefined;
  const message = `change set ${id} also changed rows of lines of business that ${caller.name} does not see; somebody who sees them may take it back`;
  return new DomainError('FORBIDDEN', message, [{ path: 'id', message, value: id }]);
}

function isRestorable({ changeSet: { id, action }, facts }: RevertQuestion): DomainError | undefined {
  const entities = namesOf(facts, 'entity');
  const others = entities.filter((entity) => !RESTORABLE.has(entity));
  if (entities.length > 0 && others.length === 0) return undefined;
  const found =
    others.length > 0 ? `it changed ${others.join(', ')}` : 'it changed no assignment and nothing else';
  return blocked(`Change set ${id} (${action}) cannot be reverted: ${found}`);
}

function isUntouched({ changeSet: { id }, facts }: RevertQuestion): DomainError | undefined {
  const touches = effectiveTouches(id, facts.flatMap(asTouch));
  if (touches.length === 0) return undefined;
  const issues = touches.map((touch) => touchIssue(id, touch));
  return new DomainError(
    'REVERT_BLOCKED',
    `Change set ${id} cannot be reverted: ${issues[0]?.message ?? ''}`,
    issues,
  );
}

function touchIssue(id: number, { entityKey, changeSetId: later, action, actor }: LaterTouch): Issue {
  if (action === null || actor === null) {
    const message = `${entityKey} was changed since for a line of business that you do not see`;
    return { path: 'id', message, value: id };
  }
  const message = `${entityKey} was changed since by change set ${later} (${action}, ${actor})`;
  return { path: 'id', message, value: later };
}

function asTouch({ name, later, action, actor, reverts }: RevertFact): LaterTouch[] {
  if (later === null) return [];
  return [{ entityKey: name, changeSetId: later, action, actor, reverts }];
}

/** `uses` name the table that refers to it and the key of what was added. */
function usedSince(id: number, uses: readonly string[]): DomainError {
  const issues = uses.map((use): Issue => {
    const end = use.indexOf(': ');
    const message = `${use.slice(end + 2)}, which change set ${id} added, is used since (${use.slice(0, end)})`;
    return { path: 'id', message, value: id };
  });
  return new DomainError(
    'REVERT_BLOCKED',
    `Change set ${id} cannot be reverted: ${issues[0]?.message ?? ''}`,
    issues,
  );
}

/** Refuses where there are facts of a kind. */
function ofNames(
  kind: RevertFactKind,
  refuse: (id: number, names: readonly string[]) => DomainError | undefined,
): Check {
  return ({ changeSet, facts }) => {
    const names = namesOf(facts, kind);
    return names.length > 0 ? refuse(changeSet.id, names) : undefined;
  };
}

/** Names of the facts of one kind. */
export function namesOf(facts: readonly RevertFact[], kind: RevertFactKind): string[] {
  return facts.filter((fact) => fact.kind === kind).map(({ name }) => name);
}

/** What stands in the way is no fault of the request. */
export function blocked(message: string): DomainError {
  return new DomainError('REVERT_BLOCKED', message, [{ path: 'id', message }]);
}
