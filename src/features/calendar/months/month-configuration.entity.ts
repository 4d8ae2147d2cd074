import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { WorkType } from '../../../domain/demand/lob';

/** Working time of one calendar month for one work type, from which weeks are generated. */
@Entity('month_configuration')
@Index('ux_month_configuration_key', ['monthStart', 'workType'], { unique: true })
@Check('ck_month_configuration_month', 'extract(year FROM month_start) = year')
@Check('ck_month_configuration_work_type', `work_type IN ('Domestic', 'Global')`)
@Check('ck_month_configuration_working_days', 'working_days BETWEEN 0 AND 31')
@Check('ck_month_configuration_work_hours', 'work_hours > 0 AND work_hours <= 24')
@Check('ck_month_configuration_occupancy', 'occupancy > 0 AND occupancy <= 1')
@Check('ck_month_configuration_shrinkage', 'shrinkage >= 0 AND shrinkage < 1')
export class MonthConfigurationEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_month_configuration',
  })
  id: number;

  @Column({ type: 'integer' })
  year: number;

  /** Full month name. */
  @Column({ type: 'text', collation: 'C' })
  month: string;

  @Column({ type: 'date' })
  monthStart: string;

  /** Domestic or Global. */
  @Column({ type: 'text', collation: 'C' })
  workType: WorkType;

  /** Working days of the month, 0 to 31. */
  @Column({ type: 'integer' })
  workingDays: number;

  /** Hours a day. */
  @Column({ type: 'numeric' })
  workHours: string;

  /** Fraction 0–1. */
  @Column({ type: 'numeric' })
  occupancy: string;

  /** Fraction 0 up to below 1. */
  @Column({ type: 'numeric' })
  shrinkage: string;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
