/** A demand in one calendar month, in canonical spelling. */
export interface DemandMonth {
  /** First day of the calendar month. */
  monthStart: string;
  mainLob: string;
  state: string;
  caseType: string;
}
