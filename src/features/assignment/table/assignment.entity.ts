import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AssignmentColumns } from './assignment-columns.entity';

/** One person on one demand for one ISO week. */
@Entity('weekly_resource_assignment')
@ForeignKey('resource_v2', ['resourceCn'], ['cn'], { name: 'fk_weekly_resource_assignment_resource' })
@ForeignKey('production_capacity_tier', ['capacityTierId'], ['id'], {
  name: 'fk_weekly_resource_assignment_tier',
})
@ForeignKey(
  'forecast_report_month',
  ['reportYear', 'reportMonth', 'forecastMonthIndex'],
  ['reportYear', 'reportMonth', 'forecastMonthIndex'],
  { name: 'fk_weekly_resource_assignment_report_month' },
)
@Index('ux_weekly_resource_assignment_person_week', ['resourceCn', 'year', 'weekNumber'], {
  unique: true,
  where: 'is_active',
})
@Index(
  'ix_weekly_resource_assignment_demand',
  ['reportYear', 'reportMonth', 'forecastMonthIndex', 'demandMainLob', 'demandState', 'demandCaseType'],
  { where: 'is_active' },
)
@Index('ix_weekly_resource_assignment_week', ['year', 'weekNumber', 'resourceCn'])
@Index('ix_weekly_resource_assignment_freed', ['resourceCn'], { where: 'NOT is_active' })
@Index('ix_weekly_resource_assignment_lob', ['demandMainLob', 'resourceCn'], { where: 'is_active' })
@Check('ck_weekly_resource_assignment_week', 'extract(isoyear FROM iso_week_start(year, week_number)) = year')
@Check(
  'ck_weekly_resource_assignment_percentage',
  'production_percentage >= 0 AND production_percentage <= 1',
)
@Check('ck_weekly_resource_assignment_capacity', 'weekly_capacity >= 0 AND weekly_capacity < 100000000')
@Check('ck_weekly_resource_assignment_type', `assignment_type IN ('primary', 'bench', 'manual')`)
@Check('ck_weekly_resource_assignment_active', 'is_active = (deallocated_datetime IS NULL)')
export class AssignmentEntity extends AssignmentColumns {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_weekly_resource_assignment',
  })
  id: number;

  @Column({ type: 'boolean', default: true })
  isActive: boolean;

  @Column({ type: 'timestamptz', nullable: true })
  deallocatedDatetime: Date | null;

  @Column({ type: 'text', nullable: true })
  deallocatedBy: string | null;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
