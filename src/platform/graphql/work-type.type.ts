import { registerEnumType } from 'type-graphql';
import type { WorkType } from '../../domain/lob';

/** Work types as GraphQL names them; the values are what is stored and what REST shows. */
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
