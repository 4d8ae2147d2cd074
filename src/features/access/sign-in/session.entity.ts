import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../platform/scope/actor';

/** A signed-in browser. */
@Entity('session')
@ForeignKey('api_key', ['apiKeyId'], ['id'], { name: 'fk_session_api_key' })
@Index('ix_session_expires', ['expiresDatetime'])
@Check('ck_session_role', `role IN ('viewer', 'planner', 'admin')`)
export class SessionEntity {
  /** SHA-256 of the cookie's value. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'pk_session' })
  tokenHash: Buffer;

  /** The key that was exchanged for the session: revoking it ends the session. Null = signed in with an identity provider. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  apiKeyId: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', collation: 'C' })
  role: Role;

  /** LOBs that the person is limited to, `*` stands for any text; null = all LOBs. */
  @Column({ type: 'text', array: true, nullable: true })
  lobPatterns: string[] | null;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;

  @Column({ type: 'timestamptz' })
  usedDatetime: Date;

  @Column({ type: 'timestamptz' })
  expiresDatetime: Date;
}
