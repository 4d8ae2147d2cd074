import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One write: who, when, what. */
@Entity('change_set')
@ForeignKey('change_set', ['revertsChangeSetId'], ['id'], { name: 'fk_change_set_reverts' })
@Index('ux_change_set_reverts', ['revertsChangeSetId'], {
  unique: true,
  where: 'reverts_change_set_id IS NOT NULL',
})
export class ChangeSetEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_change_set',
  })
  id: number;

  @Column({ type: 'text', collation: 'C' })
  action: string;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  @Column({ type: 'integer', nullable: true })
  revertsChangeSetId: number | null;
}
