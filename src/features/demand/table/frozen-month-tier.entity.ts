import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A tier that was active when a report month was frozen. A trigger writes and removes it, however the month comes to be
 * frozen or live.
 */
@Entity('frozen_month_tier')
@Index('ux_frozen_month_tier_key', ['reportYear', 'reportMonth', 'forecastMonthIndex', 'tierId'], {
  unique: true,
})
export class FrozenMonthTierEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_frozen_month_tier',
  })
  id: number;

  @Column({ type: 'text', collation: 'C' })
  reportMonth: string;

  @Column({ type: 'integer' })
  reportYear: number;

  @Column({ type: 'integer' })
  forecastMonthIndex: number;

  @Column({ type: 'integer' })
  tierId: number;

  /** Fraction 0–1. */
  @Column({ type: 'numeric' })
  capacityPercentage: string;
}
