import { compareC } from '../../../domain/ordering';
import { textKey } from '../../../domain/text-key';

/** Names of a demand as stored. */
export interface DemandNames {
  mainLob: string;
  state: string;
  caseType: string;
}

/** Texts by number; numbers never change, new texts are added behind. */
export class Dictionary {
  readonly texts: string[] = [];
  /** The key of each text under which spellings match. */
  readonly keys: string[] = [];
  private readonly numbers = new Map<string, number>();

  number(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.keys.push(textKey(text));
      this.numbers.set(text, number);
    }
    return number;
  }
}

/** The demands of a report by LOB, state and case type, with the groups that they fall into. */
export class DemandTable {
  readonly length: number;
  /** Number of the LOB, ascending: demands of one LOB stand together. */
  readonly lobGroups: Int32Array;
  /** Number of the state within its LOB, ascending. */
  readonly stateGroups: Int32Array;
  /** Where each state begins, and the end of the last. */
  readonly stateStarts: Int32Array;
  private readonly places = new Map<string, number>();
  private readonly demands: readonly DemandNames[];
  private readonly keyed: readonly DemandNames[];

  /** Repeated names are taken once. */
  constructor(names: Iterable<DemandNames>) {
    const found = new Map<string, DemandNames>();
    for (const one of names) {
      const key = demandKey(one);
      if (!found.has(key)) found.set(key, { mainLob: one.mainLob, state: one.state, caseType: one.caseType });
    }
    this.demands = [...found.values()].sort(
      (a, b) =>
        compareC(a.mainLob, b.mainLob) || compareC(a.state, b.state) || compareC(a.caseType, b.caseType),
    );
    this.keyed = keysOf(this.demands);
    this.length = this.demands.length;
    this.lobGroups = new Int32Array(this.length);
    this.stateGroups = new Int32Array(this.length);
    this.demands.forEach((demand, at) => {
      this.places.set(demandKey(demand), at);
      const before = this.demands[at - 1];
      if (!before) return;
      const isOtherLob = demand.mainLob !== before.mainLob;
      const isOtherState = isOtherLob || demand.state !== before.state;
      this.lobGroups[at] = (this.lobGroups[at - 1] ?? 0) + Number(isOtherLob);
      this.stateGroups[at] = (this.stateGroups[at - 1] ?? 0) + Number(isOtherState);
    });
    this.stateStarts = startsOf(this.stateGroups);
  }

  /** Where a demand stands; undefined if there is none of these names. */
  find(names: DemandNames): number | undefined {
    return this.places.get(demandKey(names));
  }

  names(at: number): DemandNames {
    return this.demands[at] ?? { mainLob: '', state: '', caseType: '' };
  }

  /** The names as keys under which spellings match. */
  keys(at: number): DemandNames {
    return this.keyed[at] ?? { mainLob: '', state: '', caseType: '' };
  }

  /** About how many bytes the names take. */
  get bytes(): number {
    return this.length * 400;
  }
}

/** Where each of the ascending groups begins, and the end of the last. */
function startsOf(groups: Int32Array): Int32Array {
  const starts: number[] = [];
  groups.forEach((group, at) => {
    if (at === 0 || group !== groups[at - 1]) starts.push(at);
  });
  return Int32Array.from([...starts, groups.length]);
}

function keysOf(demands: readonly DemandNames[]): DemandNames[] {
  const known = new Map<string, string>();
  const key = (text: string): string => {
    const made = known.get(text) ?? textKey(text);
    known.set(text, made);
    return made;
  };
  return demands.map(({ mainLob, state, caseType }) => ({
    mainLob: key(mainLob),
    state: key(state),
    caseType: key(caseType),
  }));
}

/** Stored names hold no line break. */
function demandKey({ mainLob, state, caseType }: DemandNames): string {
  return `${mainLob}\n${state}\n${caseType}`;
}
