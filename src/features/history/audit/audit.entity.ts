import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Hash of a change set's content, written in its own transaction. */
@Entity('change_set_hash')
export class ChangeSetHashEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_change_set_hash' })
  changeSetId: number;

  /** SHA-256. */
  @Column({ type: 'bytea' })
  contentHash: Buffer;
}

/** A committed change set that is not part of the chain yet. */
@Entity('audit_pending')
export class AuditPendingEntity {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_audit_pending' })
  changeSetId: number;
}

/** One link of the audit chain. */
@Entity('audit_seal')
@Unique('uq_audit_seal_change_set', ['changeSetId'])
export class AuditSealEntity {
  /** 1, 2, 3 … without gaps, in the order in which change sets were sealed. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_audit_seal' })
  position: number;

  @Column({ type: 'integer' })
  changeSetId: number;

  /** The content's hash when it was sealed. */
  @Column({ type: 'bytea' })
  contentHash: Buffer;

  /** SHA-256 of the link before, this position, change set and content. */
  @Column({ type: 'bytea' })
  chainHash: Buffer;

  @Column({ type: 'timestamptz' })
  sealedDatetime: Date;
}

/** Where the chain goes on after older history was pruned. */
@Entity('audit_checkpoint')
export class AuditCheckpointEntity {
  /** Last link that is gone. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_audit_checkpoint' })
  position: number;

  /** The chain's hash at that link. */
  @Column({ type: 'bytea' })
  chainHash: Buffer;

  /** How many change sets went. */
  @Column({ type: 'integer' })
  changeSets: number;

  /** They were all made before this moment. */
  @Column({ type: 'timestamptz' })
  prunedBefore: Date;

  @Column({ type: 'timestamptz' })
  prunedDatetime: Date;
}
