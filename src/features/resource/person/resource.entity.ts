import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { WorkType } from '../../../domain/demand/lob';

/** One person. */
@Entity('resource_v2')
@Unique('uq_resource_v2_cn', ['cn'])
@Check('ck_resource_v2_location', `location IN ('Domestic', 'Global')`)
@Check('ck_resource_v2_production_percentage', 'production_percentage >= 0 AND production_percentage <= 1')
@Check('ck_resource_v2_cn', `cn <> '' AND length(cn) <= 64`)
export class ResourceEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'pk_resource_v2',
  })
  id: number;

  /** Unique number of the person (CN#): trimmed, upper case. */
  @Column({ type: 'text', collation: 'C' })
  cn: string;

  @Column({ type: 'text', default: '' })
  firstName: string;

  @Column({ type: 'text', default: '' })
  lastName: string;

  @Column({ type: 'text', nullable: true })
  opid: string | null;

  /** Amisys, Facets or Xcelys. */
  @Column({ type: 'text', collation: 'C' })
  primaryPlatform: string;

  /** Domestic or Global: also the work type of the person’s weeks. */
  @Column({ type: 'text', collation: 'C' })
  location: WorkType;

  /** Pipe-delimited, sorted USPS codes or ALL; empty = only demand that is not split by state. */
  @Column({ type: 'text', collation: 'C', default: '' })
  stateList: string;

  /** Case types, separated by commas. */
  @Column({ type: 'text', default: '' })
  skills: string;

  /** Base percentage 0–1 as exact text, in force before the first production step. */
  @Column({ type: 'numeric', default: 1 })
  productionPercentage: string;

  @Column({ type: 'boolean', default: true })
  isActive: boolean;

  /** `YYYY-MM-DD`. */
  @Column({ type: 'date', nullable: true })
  hireDate: string | null;

  @Column({ type: 'text', nullable: true })
  deactivatedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  deactivatedDatetime: Date | null;

  @Column({ type: 'timestamptz' })
  createdDatetime: Date;

  @Column({ type: 'timestamptz' })
  updatedDatetime: Date;

  /** Raised by every change a person makes, never by a derived rewrite. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}
