import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A plan kept for a while, so that what was shown is what gets executed. */
@Entity('allocation_plan')
@Index('ix_allocation_plan_expires', ['expiresDatetime'])
export class AllocationPlanEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'pk_allocation_plan' })
  hash: string;

  @Column({ type: 'text', collation: 'C' })
  kind: string;

  /** Fingerprints of the data that the plan was made from. */
  @Column({ type: 'jsonb' })
  partHashes: unknown;

  @Column({ type: 'jsonb' })
  options: unknown;

  /** The compressed plan. */
  @Column({ type: 'bytea' })
  plan: Buffer;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;

  @Column({ type: 'timestamptz' })
  expiresDatetime: Date;

  /** LOBs of the request that wrote it (see migration LobsOfRequest); null = all. */
  @Column({ type: 'text', nullable: true, default: () => 'lobs_of_request()' })
  lobs: string | null;
}
