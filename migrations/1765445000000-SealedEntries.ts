import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That an entry's change set exists was looked up for each of half a million entries. Their transaction cannot end without
 * the hash of that change set's content, which there is only if the change set is there: once for all of them.
 */
export class SealedEntries1765445000000 implements MigrationInterface {
  name = 'SealedEntries1765445000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE change_set_entry DROP CONSTRAINT fk_change_set_entry_change_set');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE change_set_entry ADD CONSTRAINT fk_change_set_entry_change_set FOREIGN KEY (change_set_id) REFERENCES change_set (id)',
    );
  }
}
