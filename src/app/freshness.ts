/** Root fields whose answers change without a new data version: no entity tag is given for them. */
export const NOT_BY_DATA_VERSION: ReadonlySet<string> = new Set([
  'Query.allocationPlan',
  'Query.apiKeys',
  'Query.job',
]);
