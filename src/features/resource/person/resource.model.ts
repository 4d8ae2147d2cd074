import type { IsoWeek } from '../../../domain/time/iso-week';
import type { Row } from '../../../platform/database/table';
import type { ResourceEntity } from './resource.entity';

/** One person as stored. */
export type ResourceRow = Row<ResourceEntity>;

/** What of a person the API lets anyone set: every column but the key and those that the server keeps. */
export type ResourceValues = Omit<
  ResourceRow,
  | 'id'
  | 'cn'
  | 'isActive'
  | 'deactivatedBy'
  | 'deactivatedDatetime'
  | 'createdDatetime'
  | 'updatedDatetime'
  | 'version'
>;

/** Which people a list holds: the values of one filter are alternatives, different filters all apply. */
export interface ResourceFilter {
  platforms?: readonly string[] | null | undefined;
  locations?: readonly string[] | null | undefined;
  active?: boolean | null | undefined;
  states?: readonly string[] | null | undefined;
  skills?: readonly string[] | null | undefined;
  q?: string | null | undefined;
  /** Free in this week. */
  freeIn?: IsoWeek | null | undefined;
  /** LOBs that they are assigned to, in the span if there is one. */
  mainLobs?: readonly string[] | null | undefined;
  /** Their percentage changes by a step, in the span if there is one. */
  ramping?: boolean | null | undefined;
  /** They have an assignment, in the span if there is one. */
  assigned?: boolean | null | undefined;
  /** Span of `mainLobs`, `ramping` and `assigned`, both ends included. */
  fromWeek?: IsoWeek | null | undefined;
  toWeek?: IsoWeek | null | undefined;
}
