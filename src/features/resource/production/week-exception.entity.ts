import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A person’s production percentage in one ISO week only; it beats the base and every step. */
@Entity('resource_week_exception')
@ForeignKey('resource_v2', ['resourceCn'], ['cn'], { name: 'fk_resource_week_exception_resource' })
@Index('ux_resource_week_exception_key', ['resourceCn', 'year', 'weekNumber'], { unique: true })
@Check('ck_resource_week_exception_percentage', 'production_percentage >= 0 AND production_percentage <= 1')
@Check('ck_resource_week_exception_week', 'extract(isoyear FROM iso_week_start(year, week_number)) = year')
export class WeekExceptionEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_resource_week_exception',
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
