import {
  AssignmentSummaryResolver,
  ForecastSummaryResolver,
  SummaryConnectionResolver,
  SummaryResolver,
} from './summary.resolver';

/** What the summary feature gives to the schema. */
export const summaryModule = {
  resolvers: [SummaryResolver, SummaryConnectionResolver, ForecastSummaryResolver, AssignmentSummaryResolver],
} as const;
