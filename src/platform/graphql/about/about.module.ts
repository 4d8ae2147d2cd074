import { AboutResolver } from './about.resolver';

/** What describes caller and server gives to the schema. */
export const aboutModule = { resolvers: [AboutResolver] } as const;
