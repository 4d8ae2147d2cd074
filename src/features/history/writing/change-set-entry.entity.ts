import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One changed row of a change set: key, before and after. No foreign key looks for the change set of each entry: their
 * transaction cannot end without the hash of its content (`sealChangeSet`). Readers read the view `change_set_entry`, which
 * has those of chunks, too, or `change_set_key`, which has no contents.
 */
@Entity('change_set_row')
@Index('ix_change_set_row_change_set', ['changeSetId'])
@Index('ix_change_set_row_key', ['entity', 'entityKey', 'changeSetId'])
@Check('ck_change_set_row_change', 'before IS NOT NULL OR after IS NOT NULL')
export class ChangeSetEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_change_set_row',
  })
  id: string;

  @Column({ type: 'integer' })
  changeSetId: number;

  /** Table name. */
  @Column({ type: 'text', collation: 'C' })
  entity: string;

  /** JSON tuple of the row’s natural key. */
  @Column({ type: 'text', collation: 'C' })
  entityKey: string;

  @Column({ type: 'jsonb', nullable: true })
  before: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true })
  after: Record<string, unknown> | null;
}
