/** What names a demand: a case type of a line of business in a state. */
export interface DemandName {
  mainLob: string;
  state: string;
  caseType: string;
}

const SEPARATOR = '|';

/** `Amisys Medicaid GLOBAL|NE|FTC-Basic/Non MMP`, the way addresses spell a demand. */
export const demandKey = ({ mainLob, state, caseType }: DemandName): string =>
  [mainLob, state, caseType].join(SEPARATOR);

/** `Amisys Medicaid DOMESTIC · FL`; lines that are not split by state have none. */
export const placeText = ({ mainLob, state }: Omit<DemandName, 'caseType'>): string =>
  state === 'N/A' ? mainLob : `${mainLob} · ${state}`;

/** Reads what `demandKey` wrote; undefined for anything else. */
export function readDemand(key: string | null): DemandName | undefined {
  const [mainLob, state, caseType] = (key ?? '').split(SEPARATOR);
  return mainLob && state && caseType ? { mainLob, state, caseType } : undefined;
}
