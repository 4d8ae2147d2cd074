import type { WorkType } from '../../../domain/demand/lob';

/** One person as stored. */
export interface ResourceRow {
  id: number;
  cn: string;
  firstName: string;
  lastName: string;
  opid: string | null;
  primaryPlatform: string;
  location: WorkType;
  /** Pipe-delimited, sorted; empty = only demand that is not split by state. */
  stateList: string;
  /** Comma-separated case types. */
  skills: string;
  /** Exact fraction 0–1 as text: in force before the first production step. */
  productionPercentage: string;
  isActive: boolean;
  /** `YYYY-MM-DD`. */
  hireDate: string | null;
  deactivatedBy: string | null;
  deactivatedDatetime: Date | null;
  createdDatetime: Date;
  updatedDatetime: Date;
  version: number;
}

/** What of a person the API lets anyone set. */
export type ResourceValues = Pick<
  ResourceRow,
  | 'firstName'
  | 'lastName'
  | 'opid'
  | 'primaryPlatform'
  | 'location'
  | 'stateList'
  | 'skills'
  | 'productionPercentage'
  | 'hireDate'
>;

/** Which people a list holds: the values of one filter are alternatives, different filters all apply. */
export interface ResourceFilter {
  platforms?: readonly string[] | null | undefined;
  locations?: readonly string[] | null | undefined;
  active?: boolean | null | undefined;
  states?: readonly string[] | null | undefined;
  skills?: readonly string[] | null | undefined;
  q?: string | null | undefined;
}

/** From this ISO week on the person produces at this percentage, until the next step. */
export interface ProductionStepRow {
  id: number;
  resourceCn: string;
  year: number;
  weekNumber: number;
  /** Exact fraction 0–1 as text. */
  productionPercentage: string;
  setBy: string;
  setDatetime: Date;
}
