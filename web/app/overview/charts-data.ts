import type { DemandName } from '../data/demand';

/** People per tier, one list per tier in the order of the points. */
export interface TierSeries {
  points: readonly string[];
  tiers: readonly { label: string; counts: readonly number[] }[];
}

/** A demand with its month's figures. */
export interface DemandGap extends DemandName {
  forecast: number;
  capacity: number;
  gap: number;
  coverage: number | null;
}

interface Charts {
  months: string[];
  weeks: string[];
  monthly: { tiers: Record<string, number[]> };
  weekly: { tiers: Record<string, number[]> };
  top_shortages: GapRow[];
  top_surpluses: GapRow[];
}

interface GapRow {
  main_lob: string;
  state: string;
  case_type: string;
  forecast: number;
  capacity: number;
  gap: number;
  coverage: number | null;
}

const tiersOf = (points: string[], tiers: Record<string, number[]>): TierSeries => ({
  points,
  tiers: Object.entries(tiers).map(([label, counts]) => ({ label, counts })),
});

const gapOf = ({ main_lob, case_type, ...rest }: GapRow): DemandGap => ({
  ...rest,
  mainLob: main_lob,
  caseType: case_type,
});

/** The tier mix by month and by week of a charts document. */
export function tierMix(document: unknown): { months: TierSeries; weeks: TierSeries } {
  const { months, weeks, monthly, weekly } = document as Charts;
  return { months: tiersOf(months, monthly.tiers), weeks: tiersOf(weeks, weekly.tiers) };
}

/** The demands with the largest gaps of a charts document, the worst first. */
export function topGaps(document: unknown): { shortages: DemandGap[]; surpluses: DemandGap[] } {
  const { top_shortages: shortages, top_surpluses: surpluses } = document as Charts;
  return { shortages: shortages.map(gapOf), surpluses: surpluses.map(gapOf) };
}
