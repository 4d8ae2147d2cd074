import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { WorkType } from '../../../domain/demand/lob';

/** Forecast cases of one demand in one forecast month of one report. */
@Entity('forecast')
@Unique('uq_forecast_key', [
  'reportYear',
  'reportMonth',
  'forecastMonthIndex',
  'mainLob',
  'state',
  'caseType',
])
@ForeignKey(
  'forecast_report_month',
  ['reportYear', 'reportMonth', 'forecastMonthIndex'],
  ['reportYear', 'reportMonth', 'forecastMonthIndex'],
  { name: 'fk_forecast_report_month' },
)
@Index('ux_forecast_spelling', { synchronize: false })
@Index('ix_forecast_demand_key', { synchronize: false })
@Index('ix_forecast_demand', [
  'mainLob',
  'state',
  'caseType',
  'reportYear',
  'reportMonth',
  'forecastMonthIndex',
])
@Check('ck_forecast_forecast', 'forecast >= 0')
@Check('ck_forecast_target_cph', 'target_cph >= 0 AND target_cph <= 9999.9999')
@Check('ck_forecast_locality', `locality IN ('Domestic', 'Global')`)
export class ForecastEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_forecast',
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
  mainLob: string;

  /** USPS code, or N/A when the LOB is not split by state. */
  @Column({ type: 'text', collation: 'C' })
  state: string;

  @Column({ type: 'text', collation: 'C' })
  caseType: string;

  @Column({ type: 'text', nullable: true })
  callTypeId: string | null;

  /** Cases in the month. */
  @Column({ type: 'integer' })
  forecast: number;

  /** Cases per hour; null = unknown. */
  @Column({ type: 'numeric', nullable: true })
  targetCph: string | null;

  @Column({ type: 'text', collation: 'C' })
  platform: string;

  @Column({ type: 'text', collation: 'C' })
  market: string;

  /** Domestic or Global: the demand’s work type. */
  @Column({ type: 'text', collation: 'C' })
  locality: WorkType;

  /** Not in the report’s file; kept because people are assigned to it. */
  @Column({ type: 'boolean', default: false })
  isVanished: boolean;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
