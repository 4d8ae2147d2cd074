import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A tier as it was when a month was closed: a closed month keeps its percentages and labels. Reopening removes it. */
@Entity('closed_month_tier')
@Index('ux_closed_month_tier_key', ['monthStart', 'tierId'], { unique: true })
export class ClosedMonthTierEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_closed_month_tier',
  })
  id: number;

  @Column({ type: 'date' })
  monthStart: string;

  @Column({ type: 'integer' })
  tierId: number;

  @Column({ type: 'text' })
  tierName: string;

  /** Fraction 0–1. */
  @Column({ type: 'numeric' })
  capacityPercentage: string;

  @Column({ type: 'boolean' })
  isActive: boolean;
}
