import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AssignmentColumns } from './assignment-columns.entity';

/** An assignment as it stood when a newer report froze its month. */
@Entity('frozen_assignment')
@ForeignKey('resource_v2', ['resourceCn'], ['cn'], { name: 'fk_frozen_assignment_resource' })
@ForeignKey(
  'forecast_report_month',
  ['reportYear', 'reportMonth', 'forecastMonthIndex'],
  ['reportYear', 'reportMonth', 'forecastMonthIndex'],
  { name: 'fk_frozen_assignment_report_month' },
)
@Index(
  'ux_frozen_assignment_key',
  ['reportYear', 'reportMonth', 'forecastMonthIndex', 'resourceCn', 'year', 'weekNumber'],
  { unique: true },
)
@Index('ix_frozen_assignment_demand', [
  'reportYear',
  'reportMonth',
  'forecastMonthIndex',
  'demandMainLob',
  'demandState',
  'demandCaseType',
])
@Index('ix_frozen_assignment_person', ['resourceCn'])
@Index('ix_frozen_assignment_lob', ['demandMainLob', 'resourceCn'])
export class FrozenAssignmentEntity extends AssignmentColumns {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_frozen_assignment',
  })
  id: number;

  @Column({ type: 'integer' })
  assignmentId: number;

  @Column({ type: 'text' })
  tierName: string;

  /** The tier’s percentage when frozen. */
  @Column({ type: 'numeric' })
  tierPercentage: string;

  /** The person’s location when frozen. */
  @Column({ type: 'text', collation: 'C' })
  location: string;

  @Column({ type: 'timestamptz' })
  frozenDatetime: Date;
}
