import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A named production capacity tier. */
@Entity('production_capacity_tier')
@Index('ux_production_capacity_tier_name', { synchronize: false })
@Check('ck_production_capacity_tier_percentage', 'capacity_percentage > 0 AND capacity_percentage <= 1')
export class TierEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_production_capacity_tier',
  })
  id: number;

  @Column({ type: 'text', collation: 'C' })
  tierName: string;

  /** Fraction above 0 to 1. */
  @Column({ type: 'numeric' })
  capacityPercentage: string;

  @Column({ type: 'text', default: '' })
  description: string;

  @Column({ type: 'boolean', default: true })
  isActive: boolean;

  @Column({ type: 'integer', default: 0 })
  displayOrder: number;

  @Column({ type: 'text', nullable: true })
  deactivatedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  deactivatedDatetime: Date | null;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
