import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { WorkType } from '../../../domain/demand/lob';

/** A day on which a work type does not work. */
@Entity('holiday')
@Index('ux_holiday_key', ['holidayDate', 'workType'], { unique: true })
@Check('ck_holiday_work_type', `work_type IN ('Domestic', 'Global')`)
export class HolidayEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_holiday',
  })
  id: number;

  @Column({ type: 'date' })
  holidayDate: string;

  /** Domestic or Global. */
  @Column({ type: 'text', collation: 'C' })
  workType: WorkType;

  @Column({ type: 'text' })
  name: string;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
