/** A demand of a report by everything that it can be picked by. */
export interface PickableDemand {
  mainLob: string;
  state: string;
  caseType: string;
  platform: string;
  market: string;
  locality: string;
}
