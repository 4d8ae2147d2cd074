import type { WorkType } from '../../../domain/demand/lob';
import type { Issue } from '../../../domain/errors';
import type { FieldChange, WriteStatus } from '../../../domain/writing';
import type { WeekConfigRow } from './week-config.model';

/** One record's fate, in the order of the input. */
export interface RecordResult<Row> {
  status: WriteStatus;
  /** The record's natural key for people: `2025-05 Domestic`, `2025-05-26 Domestic`. */
  key: string;
  /** The row as it is now stored; null when nothing of this key is stored by this record's doing or before. */
  row: Row | null;
  /** Why a record was skipped or failed; `path` is the record's field. */
  issues: readonly Issue[];
  /** What it changed in a stored row. */
  changes?: readonly FieldChange[];
}

/** The fate of all records, and which weeks generating would now change. */
export interface UpsertResult<Row> {
  results: RecordResult<Row>[];
  /** Generated weeks of the touched years and work types that differ from what generating would now give. */
  staleWeeks: WeekConfigRow[];
  /** First days of the closed months whose records were left alone, in order. */
  skippedClosed: string[];
}

/** A year of one work type. */
export interface WorkYear {
  /** ISO year. */
  year: number;
  workType: WorkType;
}
