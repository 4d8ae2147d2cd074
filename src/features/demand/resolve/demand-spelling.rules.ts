import type { Demand } from '../../../domain/demand/demand-key';
import { describe } from '../../../domain/errors';
import { monthFromStart, monthLabel } from '../../../domain/time/month';
import { nearest, textKey } from '../../../domain/text-key';

/** A demand as messages show it. */
export function demandText({ mainLob, state, caseType }: Demand): string {
  return `${mainLob} / ${state} / ${caseType}`;
}

/** Why a month without a live report takes no demand. */
export function noReportMessage(monthStart: string): string {
  return `no forecast report covers ${monthLabel(monthFromStart(monthStart))}; import one that does first`;
}

/** Why a demand is refused, with the known spelling that is nearest. */
export function unknownDemandMessage(demand: Demand, near: Demand | null): string {
  const hint = near ? `; the nearest known is ${describe(demandText(near))}` : '; none is spelled like it';
  return `${describe(demandText(demand))} is not a demand of the live report${hint}`;
}

/** Suggests known demands for unknown spellings: LOB first, then case type within it, then state. */
export class DemandSpellings {
  private readonly known = new Map<string, Map<string, Demand[]>>();
  private readonly lobs = new Map<string, string>();
  private readonly suggestions = new Map<string, string | undefined>();

  constructor(demands: Iterable<Demand>) {
    for (const demand of demands) {
      const lob = textKey(demand.mainLob);
      this.lobs.set(lob, demand.mainLob);
      const caseTypes = this.known.get(lob) ?? new Map<string, Demand[]>();
      this.known.set(lob, caseTypes);
      const caseType = textKey(demand.caseType);
      caseTypes.set(caseType, [...(caseTypes.get(caseType) ?? []), demand]);
    }
  }

  /** The known demand nearest to the one given; null when its LOB or case type resembles none. */
  nearest(demand: Demand): Demand | null {
    const lob = this.near('', demand.mainLob, this.lobs.keys());
    const caseTypes = lob === undefined ? undefined : this.known.get(lob);
    if (lob === undefined || !caseTypes) return null;
    const caseType = this.near(lob, demand.caseType, caseTypes.keys());
    const demands = caseType === undefined ? [] : (caseTypes.get(caseType) ?? []);
    const states = new Map(demands.map((known) => [textKey(known.state), known]));
    return states.get(nearest(demand.state, states.keys()) ?? '') ?? demands[0] ?? null;
  }

  private near(within: string, text: string, candidates: Iterable<string>): string | undefined {
    const key = JSON.stringify([within, text]);
    if (!this.suggestions.has(key)) this.suggestions.set(key, nearest(text, candidates));
    return this.suggestions.get(key);
  }
}
