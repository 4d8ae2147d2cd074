import { textKey } from '../text-key';

/** What a unit of demand is: line of business × state × case type, as spelled by whoever names it. */
export interface Demand {
  mainLob: string;
  state: string;
  caseType: string;
}

/** One key per demand whatever its spelling; a JSON tuple, because names may hold any separator. */
export function demandKey({ mainLob, state, caseType }: Demand): string {
  return JSON.stringify([textKey(mainLob), textKey(state), textKey(caseType)]);
}
