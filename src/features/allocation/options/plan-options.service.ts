import type { PlanKind } from './allocation.model';
import type { PlanOption } from './plan-option.model';
import { OPTION_ENTRIES, type PlanSettings } from './plan-options.preset';

/** The options a plan was made with, defaults filled in; null = none, or not of this kind of plan. */
export function shownOptions(kind: PlanKind, settings: PlanSettings): Record<string, unknown> {
  const replaced = new Set(
    OPTION_ENTRIES.flatMap(([name, { insteadOf }]) =>
      insteadOf !== undefined && settings[name] !== undefined ? [insteadOf] : [],
    ),
  );
  return Object.fromEntries(
    OPTION_ENTRIES.map(([name, option]) => {
      const applies = (option.of === undefined || option.of === kind) && !replaced.has(name);
      return [name, applies ? (settings[name] ?? defaultOf(option)) : null];
    }),
  );
}

function defaultOf(option: PlanOption): unknown {
  switch (option.kind) {
    case 'flag':
      return false;
    case 'names':
    case 'priorities':
      return [];
    case 'week':
      return null;
    case 'decimal':
    case 'whole':
    case 'choice':
      return option.default ?? null;
  }
}

/** Whether an option may be shown as null. */
export function mayBeNull(option: PlanOption): boolean {
  const isReplaced = OPTION_ENTRIES.some(
    ([, other]) => other.insteadOf !== undefined && nameOf(option) === other.insteadOf,
  );
  return option.of !== undefined || isReplaced || defaultOf(option) === null;
}

function nameOf(option: PlanOption): string | undefined {
  return OPTION_ENTRIES.find(([, known]) => known === option)?.[0];
}
