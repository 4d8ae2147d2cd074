import { Column } from 'typeorm';

/** The columns that an assignment and its frozen copy share. */
export abstract class AssignmentColumns {
  /** ISO year. */
  @Column({ type: 'integer' })
  year: number;

  /** ISO week. */
  @Column({ type: 'integer' })
  weekNumber: number;

  /** Full name of the report month. */
  @Column({ type: 'text', collation: 'C' })
  reportMonth: string;

  @Column({ type: 'integer' })
  reportYear: number;

  /** Which of the report’s six forecast months, 1 to 6. */
  @Column({ type: 'integer' })
  forecastMonthIndex: number;

  @Column({ type: 'text', collation: 'C' })
  resourceCn: string;

  @Column({ type: 'text', collation: 'C' })
  demandMainLob: string;

  @Column({ type: 'text', collation: 'C' })
  demandState: string;

  @Column({ type: 'text', collation: 'C' })
  demandCaseType: string;

  @Column({ type: 'integer' })
  capacityTierId: number;

  /** Exact percentage of this week, 0–1. */
  @Column({ type: 'numeric' })
  productionPercentage: string;

  /** Cases; null = unknown because the demand has no CPH. */
  @Column({ type: 'numeric', nullable: true })
  weeklyCapacity: string | null;

  /** How it came about: by allocation (primary, bench) or by a person (manual). */
  @Column({ type: 'text', collation: 'C' })
  assignmentType: 'primary' | 'bench' | 'manual';

  /** Never moved by allocation. */
  @Column({ type: 'boolean', default: false })
  pinned: boolean;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'text' })
  assignedBy: string;

  @Column({ type: 'timestamptz' })
  assignedDatetime: Date;
}
