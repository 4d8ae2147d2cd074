import { escapeIdentifier } from 'pg';
import type { DataSource } from 'typeorm';

/** Tables that only ever grow: the application may add to them and read them. */
const APPEND_ONLY = [
  'change_set',
  'change_set_row',
  'change_set_chunk',
  'change_set_hash',
  'audit_seal',
  'audit_checkpoint',
];

/**
 * Gives the application's role what it needs after the owner has migrated: everything but changing or deleting what the
 * audit chain covers, and the schema itself.
 */
export async function grantToApplication(owner: DataSource, role: string): Promise<void> {
  const name = escapeIdentifier(role);
  const history = APPEND_ONLY.map(escapeIdentifier).join(', ');
  await owner.query(
    `GRANT USAGE ON SCHEMA public TO ${name};
     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
     GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${name};
     REVOKE UPDATE, DELETE, TRUNCATE ON ${history} FROM ${name};
     REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON schema_migration FROM ${name}`,
  );
  // An owner who is no superuser may not give it, and need not where an administrator has.
  const [scoped] = await owner.query<{ isMember: boolean }[]>(
    `SELECT pg_has_role($1, 'headroom_scoped', 'member') AS "isMember"`,
    [role],
  );
  if (!scoped?.isMember) await owner.query(`GRANT headroom_scoped TO ${name}`);
}
