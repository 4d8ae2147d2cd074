import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A person’s production percentage from one ISO week on, until the next step. */
@Entity('resource_production_step')
@ForeignKey('resource_v2', ['resourceCn'], ['cn'], { name: 'fk_resource_production_step_resource' })
@Index('ux_resource_production_step_key', ['resourceCn', 'year', 'weekNumber'], { unique: true })
@Check('ck_resource_production_step_percentage', 'production_percentage >= 0 AND production_percentage <= 1')
@Check('ck_resource_production_step_week', 'extract(isoyear FROM iso_week_start(year, week_number)) = year')
export class ProductionStepEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_resource_production_step',
  })
  id: number;

  @Column({ type: 'text', collation: 'C' })
  resourceCn: string;

  /** ISO year. */
  @Column({ type: 'integer' })
  year: number;

  /** ISO week. */
  @Column({ type: 'integer' })
  weekNumber: number;

  /** Fraction 0–1. */
  @Column({ type: 'numeric' })
  productionPercentage: string;

  @Column({ type: 'text' })
  setBy: string;

  @Column({ type: 'timestamptz' })
  setDatetime: Date;
}
