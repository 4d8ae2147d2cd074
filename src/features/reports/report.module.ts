import { ReportResolver } from './registry/report.resolver';
import { TypedReportResolver } from './typed/typed-report.resolver';

/** What the reports feature gives to the schema. */
export const reportModule = { resolvers: [ReportResolver, TypedReportResolver] } as const;
