/** Where a server is between its start and its end. */
export class Lifecycle {
  /** `starting`: the database is not migrated yet. `draining`: still answers, but asks for no more. */
  phase: 'starting' | 'serving' | 'draining' = 'starting';

  /** The database is there and migrated; a server that is being stopped meanwhile stays so. */
  serve(): void {
    if (this.phase === 'starting') this.phase = 'serving';
  }

  /** Load balancers are to look elsewhere. */
  drain(): void {
    this.phase = 'draining';
  }
}
