import type { LaterTouch } from './revert.model';

/** Touches named in a refusal. */
const MAX_NAMED = 20;

/**
 * Of later touches those that are in force: a change set that was reverted since, and the revert of it, leave the row as
 * it was between them.
 */
export function effectiveTouches(changeSetId: number, touches: readonly LaterTouch[]): LaterTouch[] {
  const sets = new Map(touches.map((touch) => [touch.changeSetId, touch]));
  const reverterOf = new Map<number, number>();
  for (const { changeSetId: id, reverts } of sets.values()) if (reverts !== null) reverterOf.set(reverts, id);
  const isInForce = (id: number): boolean => {
    const reverter = reverterOf.get(id);
    return reverter === undefined || !isInForce(reverter);
  };
  return touches
    .filter(({ changeSetId: id, reverts }) => isInForce(id) && (reverts === null || reverts < changeSetId))
    .slice(0, MAX_NAMED);
}
