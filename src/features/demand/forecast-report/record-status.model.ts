/** What is done with a record whose key is stored already. */
export type OnConflict = 'ERROR' | 'SKIP' | 'REPLACE';

/** What became of one record. */
export type RecordStatus = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed';
