import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is left of history that was pruned: where the chain goes on, and its hash there. */
const UP = `
CREATE TABLE audit_checkpoint (
  position integer NOT NULL,
  chain_hash bytea NOT NULL,
  change_sets integer NOT NULL,
  pruned_before timestamptz NOT NULL,
  pruned_datetime timestamptz NOT NULL,
  CONSTRAINT pk_audit_checkpoint PRIMARY KEY (position)
);
REVOKE UPDATE, DELETE ON audit_checkpoint FROM headroom_scoped;`;

export class AuditCheckpoint1765110000000 implements MigrationInterface {
  name = 'AuditCheckpoint1765110000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_checkpoint');
  }
}
