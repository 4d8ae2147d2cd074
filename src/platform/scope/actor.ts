/** What a caller may do: read; also change figures; also administer. Each includes the one before. */
export type Role = 'viewer' | 'planner' | 'admin';

/** Every role, weakest first. */
export const ROLES: readonly Role[] = ['viewer', 'planner', 'admin'];

/** How a caller showed who they are. */
export type ActorKind = 'local' | 'command' | 'schedule' | 'key' | 'person' | 'machine';

/** Who is asking. `assigned_by` and change sets take `name` and nothing else. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  /** Lines of business (canonical spelling) this actor may see; null = all. */
  readonly lobScope: readonly string[] | null;
  /** Absent = the process itself. */
  readonly kind?: ActorKind;
}

/** The actor of every request while authentication is off. */
export const LOCAL_ACTOR: Actor = { name: 'local', role: 'admin', lobScope: null, kind: 'local' };

/** True if `role` includes everything that `needed` may do. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
