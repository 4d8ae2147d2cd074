import type { SharedNames } from '../../platform/graphql/filters/shared-names';
import { CNS } from './names/people-names.service';
import { ProductionStepResolver, ResourceResolver, WeekExceptionResolver } from './schema/resource.resolver';

/** What the resource feature gives to the schema. */
export const resourceModule = {
  resolvers: [ResourceResolver, ProductionStepResolver, WeekExceptionResolver],
  names: { person: CNS } satisfies Partial<SharedNames>,
} as const;
