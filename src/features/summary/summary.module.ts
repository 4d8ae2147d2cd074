import { AssignmentSummaryResolver, ForecastSummaryResolver, SummaryResolver } from './summary.resolver';

/** What the summary feature gives to the schema. */
export const summaryModule = {
  resolvers: [SummaryResolver, ForecastSummaryResolver, AssignmentSummaryResolver],
} as const;
