import { demandKey, type Demand } from '../../../domain/demand/demand-key';
import { textKey } from '../../../domain/text-key';

/** Gives demands the spelling that a report uses: that of the same demand, else part by part that of its LOB, state and case type. */
export class Respelling {
  private readonly demands = new Map<string, Demand>();
  private readonly parts = {
    mainLob: new Map<string, string>(),
    state: new Map(),
    caseType: new Map(),
  } as Record<keyof Demand, Map<string, string>>;

  /** The first spelling of each name is the one that counts. */
  constructor(known: Iterable<Demand>) {
    for (const { mainLob, state, caseType } of known) {
      keepFirst(this.demands, demandKey({ mainLob, state, caseType }), { mainLob, state, caseType });
      keepFirst(this.parts.mainLob, textKey(mainLob), mainLob);
      keepFirst(this.parts.state, textKey(state), state);
      keepFirst(this.parts.caseType, textKey(caseType), caseType);
    }
  }

  /** The demand as the report spells it; names that the report does not have stay as they are. */
  of(demand: Demand): Demand {
    const known = this.demands.get(demandKey(demand));
    if (known) return known;
    const part = (name: keyof Demand): string => this.parts[name].get(textKey(demand[name])) ?? demand[name];
    return { mainLob: part('mainLob'), state: part('state'), caseType: part('caseType') };
  }
}

function keepFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
