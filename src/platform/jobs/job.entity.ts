import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { JobAnswer } from '../scope/attachments';
import type { JobStatus } from './job.model';

/** Work that goes on after its request has been answered, and what came of it. */
@Entity('job')
@Index('ix_job_created', ['createdDatetime'])
@Check('ck_job_status', `status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')`)
@Check('ck_job_percent', 'percent >= 0 AND percent <= 100')
export class JobEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_job' })
  id: string;

  @Column({ type: 'text', collation: 'C' })
  kind: string;

  @Column({ type: 'text', collation: 'C' })
  status: JobStatus;

  @Column({ type: 'numeric', default: 0 })
  percent: string;

  @Column({ type: 'text', default: '' })
  stage: string;

  @Column({ type: 'jsonb', nullable: true })
  details: unknown;

  /** The answer as its transport showed it. */
  @Column({ type: 'jsonb', nullable: true })
  result: unknown;

  /** The answer under the names of the GraphQL schema. */
  @Column({ type: 'jsonb', nullable: true })
  answer: JobAnswer | null;

  @Column({ type: 'jsonb', nullable: true })
  error: unknown;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'boolean', default: false })
  cancelRequested: boolean;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;

  @Column({ type: 'timestamptz', nullable: true })
  heartbeatDatetime: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedDatetime: Date | null;

  /** LOBs of the request that wrote it (see migration LobsOfRequest); null = all. */
  @Column({ type: 'text', nullable: true, default: () => 'lobs_of_request()' })
  lobs: string | null;
}
