import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A counter that every write raises, so that readers learn that anything has changed. */
@Entity('data_version')
export class DataVersionEntity {
  /** What is counted: `all`. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'pk_data_version' })
  scope: string;

  @Column({ type: 'bigint' })
  version: string;

  @Column({ type: 'timestamptz' })
  changedDatetime: Date;
}
