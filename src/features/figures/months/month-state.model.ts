import type { WorkType } from '../../../domain/demand/lob';

/** A month of a report. */
export interface MonthKey {
  reportYear: number;
  /** Full name of the report month. */
  reportMonth: string;
  /** Which of the report’s six months, 1 to 6. */
  index: number;
}

/** A demand as filters compare it: names as `textKey` makes them. */
export interface DemandNameKeys {
  /** Line of business, state and case type. */
  key: string;
  /** As it is stored. */
  mainLob: string;
  lobKey: string;
  stateKey: string;
  caseTypeKey: string;
  platformKey: string;
  marketKey: string;
  locality: WorkType;
}

/** What is to be known of a demand-month before its figures are trusted. */
export interface DemandMonthState {
  demand: DemandNameKeys;
  /** Assignments without a known capacity. */
  unknownCapacity: number;
  /** It has a summary that does not know the people required. */
  lacksRequired: boolean;
  /** When its summary was computed, in milliseconds since 1970; null without one. */
  computedAt: number | null;
}

/** Demand-months of one moment. */
export interface MonthStates {
  /** The data version of that moment. */
  dataVersion: number;
  /** The demand-months of a month; undefined where it was not asked for. */
  of(month: MonthKey): Iterable<DemandMonthState> | undefined;
}
