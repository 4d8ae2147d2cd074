import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Configured cases per hour of a LOB and case type. */
@Entity('target_cph')
@Index('ux_target_cph_key', { synchronize: false })
@Check('ck_target_cph_target_cph', 'target_cph >= 0 AND target_cph <= 9999.9999')
export class TargetCphEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_target_cph',
  })
  id: number;

  @Column({ type: 'text', collation: 'C' })
  mainLob: string;

  @Column({ type: 'text', collation: 'C' })
  caseType: string;

  /** Cases per hour. */
  @Column({ type: 'numeric' })
  targetCph: string;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
