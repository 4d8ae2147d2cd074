import { ApiKeyResolver } from './schema/api-key.resolver';

/** What the access feature gives to the schema. */
export const accessModule = { resolvers: [ApiKeyResolver] } as const;
