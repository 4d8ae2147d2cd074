import { ImportResolver } from './import.resolver';

/** What the imports feature gives to the schema. */
export const importsModule = { resolvers: [ImportResolver] } as const;
