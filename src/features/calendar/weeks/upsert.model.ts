import type { Issue } from '../../../domain/errors';
import type { WeekConfigRow } from './week-config.model';

/** What is done with a record whose key is stored already. */
export type OnConflict = 'ERROR' | 'SKIP' | 'REPLACE';

/** What became of one record. */
export type RecordStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';

/** One record's fate, in the order of the input. */
export interface RecordResult<Row> {
  status: RecordStatus;
  /** The record's natural key for people: `2025-05 Domestic`, `2025-05-26 Domestic`. */
  key: string;
  /** The row as it is now stored; null when nothing of this key is stored by this record's doing or before. */
  row: Row | null;
  /** Why a record was skipped or failed; `path` is the record's field. */
  issues: readonly Issue[];
}

/** The fate of all records, and which weeks generating would now change. */
export interface UpsertResult<Row> {
  results: RecordResult<Row>[];
  /** Generated weeks of the touched years and work types that differ from what generating would now give. */
  staleWeeks: WeekConfigRow[];
}

/** A year of one work type. */
export interface WorkYear {
  /** ISO year. */
  year: number;
  workType: string;
}
