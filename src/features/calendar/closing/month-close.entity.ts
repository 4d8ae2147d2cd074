import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A calendar month closed by hand: nothing may change in it. Reopening deletes the row. */
@Entity('month_close')
@Index('ux_month_close_month', ['monthStart'], { unique: true })
@Check('ck_month_close_month', 'extract(day FROM month_start) = 1')
export class MonthCloseEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_month_close',
  })
  id: number;

  @Column({ type: 'date' })
  monthStart: string;

  @Column({ type: 'text' })
  closedBy: string;

  @Column({ type: 'timestamptz' })
  closedDatetime: Date;

  @Column({ type: 'text', nullable: true })
  note: string | null;
}
