import { ReportResolver } from './registry/report.resolver';

/** What the reports feature gives to the schema. */
export const reportModule = { resolvers: [ReportResolver] } as const;
