import { ProductionStepResolver, ResourceResolver } from './schema/resource.resolver';

/** What the resource feature gives to the schema. */
export const resourceModule = { resolvers: [ResourceResolver, ProductionStepResolver] } as const;
