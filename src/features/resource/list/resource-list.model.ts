import type { Ordering } from '../../../platform/database/keyset';
import type { ResourceRow } from '../person/resource.model';

/** Orders of people; ties by CN. */
export type ResourceSort = 'cn' | 'cn_desc' | 'last_name' | 'last_name_desc';

const CN = { field: 'cn', type: 'text' } as const;
const NAME = [
  { field: 'lastName', type: 'text' },
  { field: 'firstName', type: 'text' },
] as const;

/** What each order sorts by, by the bytes of the text. */
export const RESOURCE_ORDERS: Readonly<Record<ResourceSort, Ordering<ResourceRow>>> = {
  cn: { name: 'resource', columns: [CN] },
  cn_desc: { name: 'resource.cn_desc', columns: [{ ...CN, descending: true }] },
  last_name: { name: 'resource.last_name', columns: [...NAME, CN] },
  last_name_desc: {
    name: 'resource.last_name_desc',
    columns: [...NAME.map((column) => ({ ...column, descending: true })), CN],
  },
};
