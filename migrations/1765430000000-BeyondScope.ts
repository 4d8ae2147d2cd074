import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a request with a LOB scope must know of the history although it does not see it: entries of change sets, and later
 * entries of the same rows. Whoever calls it keeps those that row-level security hides, and says of them only that they are
 * there. Without a scope there are none.
 */
const ENTRIES = `
CREATE FUNCTION entries_beyond_scope(change_sets integer[])
  RETURNS TABLE (change_set_id integer, entry_id bigint, later_entry_id bigint, later integer, reverts integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.change_set_id, e.id, NULL::bigint, NULL::integer, NULL::integer FROM change_set_entry e
  WHERE current_setting('role') = 'headroom_scoped' AND e.change_set_id = ANY(change_sets)
  UNION ALL
  SELECT e.change_set_id, e.id, l.id, l.change_set_id, c.reverts_change_set_id FROM change_set_entry e
  JOIN change_set_entry l ON l.entity = e.entity AND l.entity_key = e.entity_key AND l.change_set_id > e.change_set_id
  JOIN change_set c ON c.id = l.change_set_id
  WHERE current_setting('role') = 'headroom_scoped' AND e.change_set_id = ANY(change_sets)
$$;`;

const OWN = 'is_own(actor)';
/** Names come back with another scope, as a new key or after a change at the identity provider: answers stay with the LOBs that they are about. */
const OWN_WITHIN_SCOPE = `is_own(actor)
  AND string_to_array(lobs, chr(31)) <@ string_to_array(current_setting('headroom.lobs', true), chr(31))`;

const jobs = (rule: string): string => `ALTER POLICY lob_scope ON job USING (${rule}) WITH CHECK (${rule})`;

export class BeyondScope1765430000000 implements MigrationInterface {
  name = 'BeyondScope1765430000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ENTRIES);
    await queryRunner.query(jobs(OWN_WITHIN_SCOPE));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(jobs(OWN));
    await queryRunner.query('DROP FUNCTION entries_beyond_scope(integer[])');
  }
}
