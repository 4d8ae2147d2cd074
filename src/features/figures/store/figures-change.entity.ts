import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * That figures have changed, written by triggers: of a demand-month, or where columns are null of a month, a report, all.
 * Columns in memory learn from it what to read again.
 */
@Entity('figures_change')
@Index('ix_figures_change_xid', ['changedXid'])
export class FiguresChangeEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_figures_change',
  })
  id: string;

  /** `pg_current_xact_id()` of the transaction that changed them. */
  @Column({ type: 'bigint' })
  changedXid: string;

  /** Marks are pruned after a day. */
  @Column({ type: 'timestamptz' })
  changedDatetime: Date;

  @Column({ type: 'integer', nullable: true })
  reportYear: number | null;

  /** Full name of the report month. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  reportMonth: string | null;

  /** 1 to 6. */
  @Column({ type: 'integer', nullable: true })
  forecastMonthIndex: number | null;

  @Column({ type: 'integer', nullable: true })
  forecastId: number | null;
}
