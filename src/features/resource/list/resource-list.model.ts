import type { Sorting } from '../../../platform/database/sorting';
import type { ResourceRow } from '../person/resource.model';

const CN = { field: 'cn', type: 'text' } as const;
const FIRST_NAME = { field: 'firstName', type: 'text', collated: true } as const;
const LAST_NAME = { field: 'lastName', type: 'text', collated: true } as const;

/** What people can be sorted by, texts by their bytes. */
export const RESOURCE_SORTING: Sorting<ResourceRow> = {
  listed: { name: 'resource', columns: [CN] },
  about: 'by CN',
  by: {
    CN: { about: 'CN', columns: [CN] },
    LAST_NAME: { about: 'last name, then first name', columns: [LAST_NAME, FIRST_NAME] },
    FIRST_NAME: { about: 'first name, then last name', columns: [FIRST_NAME, LAST_NAME] },
    OPID: { about: 'OPID', columns: [{ field: 'opid', type: 'text', collated: true, nulls: 'last' }] },
    PLATFORM: { about: 'primary platform', columns: [{ field: 'primaryPlatform', type: 'text' }] },
    LOCATION: { about: 'location', columns: [{ field: 'location', type: 'text' }] },
    HIRE_DATE: { about: 'hire date', columns: [{ field: 'hireDate', type: 'date', nulls: 'last' }] },
    PRODUCTION_PERCENTAGE: {
      about: 'base production percentage',
      columns: [{ field: 'productionPercentage', type: 'decimal' }],
    },
    ACTIVE: {
      about: 'whether they are active (no before yes)',
      columns: [{ field: 'isActive', type: 'boolean' }],
    },
    CREATED: { about: 'when they were added', columns: [{ field: 'createdDatetime', type: 'instant' }] },
    UPDATED: { about: 'when they last changed', columns: [{ field: 'updatedDatetime', type: 'instant' }] },
  },
};
