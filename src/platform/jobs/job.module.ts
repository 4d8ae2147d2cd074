import { JobResolver } from './job.resolver';

/** What jobs give to the schema. */
export const jobModule = { resolvers: [JobResolver] } as const;
