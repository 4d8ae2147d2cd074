import { ImportResolver } from './schema/import.resolver';

/** What the imports feature gives to the schema. */
export const importsModule = { resolvers: [ImportResolver] } as const;
