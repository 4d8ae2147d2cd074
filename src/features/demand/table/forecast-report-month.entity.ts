import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Which calendar month a report’s forecast index means, and whether a newer report has frozen it. */
@Entity('forecast_report_month')
@Unique('uq_forecast_report_month_key', ['reportYear', 'reportMonth', 'forecastMonthIndex'])
@ForeignKey('forecast_report', ['reportYear', 'reportMonth'], ['reportYear', 'reportMonth'], {
  name: 'fk_forecast_report_month_report',
})
@Index('ux_forecast_report_month_start', ['reportYear', 'reportMonth', 'monthStart'], { unique: true })
@Index('ux_forecast_report_month_live', ['monthStart'], { unique: true, where: 'NOT is_frozen' })
@Check('ck_forecast_report_month_index', 'forecast_month_index BETWEEN 1 AND 6')
@Check('ck_forecast_report_month_month', 'extract(year FROM month_start) = forecast_year')
@Check('ck_forecast_report_month_frozen', 'is_frozen = (frozen_datetime IS NOT NULL)')
export class ForecastReportMonthEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_forecast_report_month',
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

  @Column({ type: 'date' })
  monthStart: string;

  /** A newer report covers this month: figures stay as they stood. */
  @Column({ type: 'boolean', default: false })
  isFrozen: boolean;

  @Column({ type: 'timestamptz', nullable: true })
  frozenDatetime: Date | null;
}
