import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../platform/scope/actor';

/** An API key. The secret itself is stored nowhere. */
@Entity('api_key')
@Index('ux_api_key_name', ['name'], { unique: true, where: 'revoked_datetime IS NULL' })
@Check('ck_api_key_role', `role IN ('viewer', 'planner', 'admin')`)
@Check('ck_api_key_lob_patterns', 'lob_patterns IS NULL OR array_length(lob_patterns, 1) > 0')
export class ApiKeyEntity {
  /** The readable part of the key. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'pk_api_key' })
  id: string;

  /** Who or what uses it; changes are recorded under this name. Unique among keys that are not revoked. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', collation: 'C' })
  role: Role;

  /** LOBs that the key is limited to, `*` stands for any text; null = all LOBs. */
  @Column({ type: 'text', array: true, nullable: true })
  lobPatterns: string[] | null;

  /** SHA-256 of the secret part. */
  @Column({ type: 'bytea' })
  secretHash: Buffer;

  @Column({ type: 'text' })
  createdBy: string;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;

  @Column({ type: 'timestamptz', nullable: true })
  expiresDatetime: Date | null;

  /** Written at most once a minute. */
  @Column({ type: 'timestamptz', nullable: true })
  lastUsedDatetime: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  revokedDatetime: Date | null;

  @Column({ type: 'text', nullable: true })
  revokedBy: string | null;
}
