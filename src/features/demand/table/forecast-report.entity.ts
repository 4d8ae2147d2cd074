import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One imported forecast report. */
@Entity('forecast_report')
@Unique('uq_forecast_report_key', ['reportYear', 'reportMonth'])
@Index('ux_forecast_report_start', ['reportStart'], { unique: true })
@Check('ck_forecast_report_month', 'extract(year FROM report_start) = report_year')
export class ForecastReportEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_forecast_report',
  })
  id: number;

  /** Full name of the report month. */
  @Column({ type: 'text', collation: 'C' })
  reportMonth: string;

  @Column({ type: 'integer' })
  reportYear: number;

  /** First day of the report month; orders reports. */
  @Column({ type: 'date' })
  reportStart: string;

  @Column({ type: 'text', nullable: true })
  sourceFile: string | null;

  @Column({ type: 'text' })
  importedBy: string;

  @Column({ type: 'timestamptz' })
  importedDatetime: Date;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
