import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Capacity against forecast of one demand in one forecast month of one report. */
@Entity('monthly_capacity_summary')
@Unique('uq_monthly_capacity_summary_key', [
  'reportYear',
  'reportMonth',
  'forecastMonthIndex',
  'mainLob',
  'state',
  'caseType',
])
@ForeignKey(
  'forecast',
  ['reportYear', 'reportMonth', 'forecastMonthIndex', 'mainLob', 'state', 'caseType'],
  ['reportYear', 'reportMonth', 'forecastMonthIndex', 'mainLob', 'state', 'caseType'],
  { name: 'fk_monthly_capacity_summary_forecast', onDelete: 'CASCADE', onUpdate: 'CASCADE' },
)
@Check('ck_monthly_capacity_summary_gap', 'capacity_gap = total_capacity - total_forecast')
@Check(
  'ck_monthly_capacity_summary_counts',
  'total_fte_count >= 0 AND total_fte_equivalent >= 0 AND total_capacity >= 0',
)
@Check(
  'ck_monthly_capacity_summary_fte_required',
  '(fte_required IS NULL) = (fte_required_reason IS NOT NULL)',
)
export class SummaryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_monthly_capacity_summary',
  })
  id: number;

  /** Full name of the report month. */
  @Column({ type: 'text', collation: 'C' })
  reportMonth: string;

  @Column({ type: 'integer' })
  reportYear: number;

  /** Which of the report’s six forecast months, 1 to 6. */
  @Column({ type: 'integer' })
  forecastMonthIndex: number;

  @Column({ type: 'text', collation: 'C' })
  forecastMonth: string;

  @Column({ type: 'integer' })
  forecastYear: number;

  @Column({ type: 'text', collation: 'C' })
  mainLob: string;

  @Column({ type: 'text', collation: 'C' })
  state: string;

  @Column({ type: 'text', collation: 'C' })
  caseType: string;

  /** Cases. */
  @Column({ type: 'integer' })
  totalForecast: number;

  /** Distinct people. */
  @Column({ type: 'integer' })
  totalFteCount: number;

  /** Σ production percentage ÷ ISO weeks of the month. */
  @Column({ type: 'numeric' })
  totalFteEquivalent: string;

  /** Cases: Σ known weekly capacities. */
  @Column({ type: 'numeric' })
  totalCapacity: string;

  @Column({ type: 'integer', nullable: true })
  fteRequired: number | null;

  /** Why fte_required is unknown. */
  @Column({ type: 'text', nullable: true })
  fteRequiredReason: string | null;

  /** Capacity − forecast. */
  @Column({ type: 'numeric' })
  capacityGap: string;

  /** People by tier label, highest first. */
  @Column({ type: 'json' })
  tierBreakdown: Record<string, number>;

  /** Active assignments whose weekly capacity is unknown. */
  @Column({ type: 'integer', default: 0 })
  unknownCapacityCount: number;

  @Column({ type: 'boolean', default: false })
  isFrozen: boolean;

  @Column({ type: 'timestamptz' })
  computedDatetime: Date;
}
