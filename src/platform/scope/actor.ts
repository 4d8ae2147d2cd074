/** What a caller may do; access rules come with authentication. */
export type Role = 'viewer' | 'planner' | 'admin';

/** Who is asking. `assigned_by` and change sets take `name` and nothing else. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  /** LOBs (canonical spelling) this actor may see; null = all. */
  readonly lobScope: readonly string[] | null;
}

/** The actor of every request while authentication is off. */
export const LOCAL_ACTOR: Actor = { name: 'local', role: 'admin', lobScope: null };
