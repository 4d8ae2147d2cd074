import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Up to a thousand rows of one table that a change set added. As entries they have the numbers `id` to `lastId`; only what
 * writes and prunes them, and the views `change_set_entry` and `change_set_key`, speak of chunks.
 */
@Entity('change_set_chunk')
@Index('ix_change_set_chunk_change_set', ['changeSetId', 'id'])
@Check('ck_change_set_chunk_entity', "entity = 'weekly_resource_assignment'")
@Check(
  'ck_change_set_chunk_size',
  'cardinality(keys) = last_id - id + 1 AND cardinality(keys) BETWEEN 1 AND 1000',
)
export class ChangeSetChunkEntity {
  /** From the numbers of entries, which step by a thousand. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'pk_change_set_chunk' })
  id: string;

  @Column({ type: 'bigint' })
  lastId: string;

  @Column({ type: 'integer' })
  changeSetId: number;

  /** Table name: one whose rows say themselves which line of business they are of. */
  @Column({ type: 'text', collation: 'C' })
  entity: string;

  /** The least of the keys. */
  @Column({ type: 'text', collation: 'C' })
  firstKey: string;

  /** The greatest of the keys. */
  @Column({ type: 'text', collation: 'C' })
  lastKey: string;

  /** JSON tuples of the rows’ natural keys. */
  @Column({ type: 'text', collation: 'C', array: true })
  keys: string[];

  /** The rows by column: an array has a value for each row, anything else is the value of all of them. */
  @Column({ type: 'json' })
  contents: Record<string, unknown>;
}
