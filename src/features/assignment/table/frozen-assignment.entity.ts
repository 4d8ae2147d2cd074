import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

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
  [...['reportYear', 'reportMonth', 'forecastMonthIndex'], 'resourceCn', 'year', 'weekNumber'],
  { unique: true },
)
@Index('ix_frozen_assignment_demand', [
  ...['reportYear', 'reportMonth', 'forecastMonthIndex'],
  'demandMainLob',
  'demandState',
  'demandCaseType',
])
export class FrozenAssignmentEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_frozen_assignment',
  })
  id: number;

  @Column({ type: 'integer' })
  assignmentId: number;

  /** ISO year. */
  @Column({ type: 'integer' })
  year: number;

  /** ISO week. */
  @Column({ type: 'integer' })
  weekNumber: number;

  /** Full name of the report month. */
  @Column({ type: 'text', collation: 'C' })
  reportMonth: string;

  @Column({ type: 'integer' })
  reportYear: number;

  /** Which of the report’s six forecast months, 1 to 6. */
  @Column({ type: 'integer' })
  forecastMonthIndex: number;

  @Column({ type: 'text', collation: 'C' })
  resourceCn: string;

  @Column({ type: 'text', collation: 'C' })
  demandMainLob: string;

  @Column({ type: 'text', collation: 'C' })
  demandState: string;

  @Column({ type: 'text', collation: 'C' })
  demandCaseType: string;

  @Column({ type: 'integer' })
  capacityTierId: number;

  /** Exact percentage of this week, 0–1. */
  @Column({ type: 'numeric' })
  productionPercentage: string;

  /** Cases; null = unknown because the demand has no CPH. */
  @Column({ type: 'numeric', nullable: true })
  weeklyCapacity: string | null;

  /** primary, bench or manual. */
  @Column({ type: 'text', collation: 'C' })
  assignmentType: string;

  /** Never moved by allocation. */
  @Column({ type: 'boolean', default: false })
  pinned: boolean;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'text' })
  assignedBy: string;

  @Column({ type: 'timestamptz' })
  assignedDatetime: Date;

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
