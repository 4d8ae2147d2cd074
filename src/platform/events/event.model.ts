/** PostgreSQL channel on which committed changes are announced to every process. */
export const CHANGE_CHANNEL = 'headroom_change';
/** PostgreSQL channel on which running jobs say how far they are. */
export const JOB_CHANNEL = 'headroom_job';

/** What a committed change touched; no figures. */
export interface ChangeEvent {
  data_version: number;
  /** Noun and verb of the change set: `assignment.create`. */
  action: string;
  /** Report months `2025-04` whose figures may differ. */
  reports: string[];
  /** Months `2025-05` whose figures may differ. */
  months: string[];
  /** Tables with changed rows, as the history names them. */
  entities: string[];
}

/** How far a job is. */
export interface JobEvent {
  id: string;
  kind: string;
  status: string;
  percent: number;
  stage: string;
  actor: string;
}

/** A job as it is announced: of one that runs for some LOBs only, the SHA-256 of these. */
export type AnnouncedJob = JobEvent & { lobs: string | null };
