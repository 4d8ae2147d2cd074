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
}
