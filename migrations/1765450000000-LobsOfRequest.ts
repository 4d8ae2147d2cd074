import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose jobs and plans are whose. A setting that a transaction has made local is empty afterwards, and not absent: on a
 * connection that a scoped request had used, `headroom.lobs` gave the rows of callers without a scope an empty list, which every
 * list contains. The role says whether there is a scope. Rows that were marked so are those of callers without one.
 */
const LOBS = `
CREATE FUNCTION lobs_of_request() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN CASE WHEN current_setting('role') = 'headroom_scoped' THEN current_setting('headroom.lobs', true) END;`;

const TABLES = ['job', 'allocation_plan'];

const defaults = (value: string): string =>
  TABLES.map((table) => `ALTER TABLE ${table} ALTER COLUMN lobs SET DEFAULT ${value}`).join(';\n');

export class LobsOfRequest1765450000000 implements MigrationInterface {
  name = 'LobsOfRequest1765450000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LOBS);
    await queryRunner.query(defaults('lobs_of_request()'));
    for (const table of TABLES) await queryRunner.query(`UPDATE ${table} SET lobs = NULL WHERE lobs = ''`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(defaults(`current_setting('headroom.lobs', true)`));
    await queryRunner.query('DROP FUNCTION lobs_of_request()');
  }
}
