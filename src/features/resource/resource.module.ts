import { ProductionStepResolver, ResourceResolver, WeekExceptionResolver } from './schema/resource.resolver';

/** What the resource feature gives to the schema. */
export const resourceModule = {
  resolvers: [ResourceResolver, ProductionStepResolver, WeekExceptionResolver],
} as const;
