import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A percentage that a tier has or once had, in the order in which they came: flat reports have a column for each, so that
 * no column ever vanishes. A trigger on the tiers writes it.
 */
@Entity('tier_percentage')
@Index('ux_tier_percentage', ['percentage'], { unique: true })
export class TierPercentageEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_tier_percentage',
  })
  id: number;

  /** Fraction above 0 to 1. */
  @Column({ type: 'numeric' })
  percentage: string;

  /** The tier that had it first. */
  @Column({ type: 'integer' })
  tierId: number;
}
