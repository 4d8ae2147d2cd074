import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a job's work answered, under the names of the GraphQL schema; jobs of earlier versions have none. */
export class AddJobAnswer1765400000000 implements MigrationInterface {
  name = 'AddJobAnswer1765400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE job ADD COLUMN answer jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE job DROP COLUMN answer');
  }
}
