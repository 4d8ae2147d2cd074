import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many rows change sets changed, those that row-level security hides from a request with a LOB scope among them: the note
 * of a change set may speak of all of them, and is for those who see all of them.
 */
const COUNT = `
CREATE FUNCTION count_entries(change_sets integer[])
  RETURNS TABLE (change_set_id integer, total integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.change_set_id, count(*)::integer FROM change_set_entry e WHERE e.change_set_id = ANY(change_sets) GROUP BY e.change_set_id
$$;`;

export class CountEntries1765460000000 implements MigrationInterface {
  name = 'CountEntries1765460000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COUNT);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION count_entries(integer[])');
  }
}
