import { registerEnumType } from 'type-graphql';
import type { WorkType } from '../../../domain/demand/lob';

/** GraphQL's spelling of the work types; the values are the stored text. Shared by every feature that shows one. */
export const WorkTypeEnum = { DOMESTIC: 'Domestic', GLOBAL: 'Global' } as const satisfies Record<
  string,
  WorkType
>;

registerEnumType(WorkTypeEnum, {
  name: 'WorkType',
  description: 'Where work is done and people sit.',
  valuesConfig: {
    DOMESTIC: { description: 'Onshore.' },
    GLOBAL: { description: 'Offshore.' },
  },
});
