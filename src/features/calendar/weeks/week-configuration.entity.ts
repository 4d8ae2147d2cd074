import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { WorkType } from '../../../domain/demand/lob';

/** Working time of one ISO week for one work type. */
@Entity('week_configuration')
@Index('ux_week_configuration_key', ['year', 'weekNumber', 'workType'], { unique: true })
@Index('ix_week_configuration_month', ['monthStart', 'workType'])
@Check('ck_week_configuration_calendar', 'week_start_date = iso_week_start(year, week_number)')
@Check('ck_week_configuration_work_type', `work_type IN ('Domestic', 'Global')`)
@Check('ck_week_configuration_working_days', 'working_days BETWEEN 0 AND 7')
@Check('ck_week_configuration_work_hours', 'work_hours > 0 AND work_hours <= 24')
@Check('ck_week_configuration_occupancy', 'occupancy > 0 AND occupancy <= 1')
@Check('ck_week_configuration_shrinkage', 'shrinkage >= 0 AND shrinkage < 1')
export class WeekConfigurationEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_week_configuration',
  })
  id: number;

  /** ISO year. */
  @Column({ type: 'integer' })
  year: number;

  /** ISO week, 1 to 52 or 53. */
  @Column({ type: 'integer' })
  weekNumber: number;

  /** Monday. */
  @Column({ type: 'date' })
  weekStartDate: string;

  /** Sunday. */
  @Column({ type: 'date' })
  weekEndDate: string;

  /** Full name of the parent month: the month of the Thursday. */
  @Column({ type: 'text', collation: 'C' })
  month: string;

  /** First day of the parent month. */
  @Column({ type: 'date' })
  monthStart: string;

  /** Domestic or Global. */
  @Column({ type: 'text', collation: 'C' })
  workType: WorkType;

  /** Working days, 0 to 7. */
  @Column({ type: 'integer' })
  workingDays: number;

  /** Hours a day, above 0 to 24. */
  @Column({ type: 'numeric' })
  workHours: string;

  /** Fraction 0–1; stored and shown, not used by the capacity formula. */
  @Column({ type: 'numeric' })
  occupancy: string;

  /** Fraction of paid time lost, 0 up to below 1. */
  @Column({ type: 'numeric' })
  shrinkage: string;

  /** Set by hand: regeneration keeps it by default. */
  @Column({ type: 'boolean', default: false })
  isManual: boolean;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
