import { includesRole, ROLES, type Actor, type Role } from '../../scope/actor';
import type { Ability } from './about.type';

/** What each step adds, with `shared` for what changes things that all lines of business have in common. */
const STEPS: Readonly<Record<Role, { own: readonly Ability[]; shared: readonly Ability[] }>> = {
  viewer: { own: ['read'], shared: [] },
  planner: {
    own: ['assign', 'allocate', 'revert', 'edit_forecasts'],
    shared: ['import', 'edit_people', 'edit_calendar'],
  },
  admin: { own: [], shared: ['edit_tiers', 'close_months', 'recompute'] },
};

/** What a caller may do; one limited to some lines of business leaves alone what all share. */
export function abilitiesOf({ role, lobScope }: Pick<Actor, 'role' | 'lobScope'>): Ability[] {
  return ROLES.filter((step) => includesRole(role, step)).flatMap((step) => [
    ...STEPS[step].own,
    ...(lobScope === null ? STEPS[step].shared : []),
  ]);
}
