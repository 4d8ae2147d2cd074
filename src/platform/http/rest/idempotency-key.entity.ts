import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The answer kept for a request that may be sent again under the same key. */
@Entity('idempotency_key')
@Index('ix_idempotency_key_created', ['createdDatetime'])
@Check('ck_idempotency_key_length', 'length(key) BETWEEN 1 AND 255')
export class IdempotencyKeyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_idempotency_key' })
  actor: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'pk_idempotency_key' })
  key: string;

  @Column({ type: 'text' })
  requestHash: string;

  /** Null while the first request is still under way. */
  @Column({ type: 'integer', nullable: true })
  status: number | null;

  @Column({ type: 'jsonb', nullable: true })
  headers: unknown;

  @Column({ type: 'text', nullable: true })
  body: string | null;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;
}
