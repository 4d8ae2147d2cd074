import { parseLob, type WorkType } from '../domain/demand/lob';
import { NO_STATE } from '../domain/demand/states';

import { DEMO_LOBS, type DemoLob, USA_STATES } from './demo-lobs';

/** How big a demo site is: S about a fifth of a real one, M two, L the size the system is built for. */
export type DemoSize = 'S' | 'M' | 'L';

/** People on the roster of each size. */
export const DEMO_PEOPLE: Readonly<Record<DemoSize, number>> = { S: 300, M: 3_000, L: 20_000 };

/** One demand with what the generator needs to know of it. */
export interface DemoDemand {
  /** Position in the list of all demands. */
  readonly index: number;
  readonly mainLob: string;
  readonly state: string;
  readonly caseType: string;
  /** Target cases per hour. */
  readonly cph: number;
  readonly platform: string;
  readonly market: string;
  readonly workType: WorkType;
  readonly callTypeId: string;
}

/** Demands of the largest size. */
const LARGE_DEMANDS = 3_000;

/** The demands of a site: S 145, M the 335 of the real pairs, L 3,000 by splitting every LOB over more states. */
export function demoDemands(size: DemoSize): DemoDemand[] {
  const keys = DEMO_LOBS.flatMap((lob) => keysOf(lob, size));
  const wanted = size === 'L' ? [...keys, ...furtherStates(LARGE_DEMANDS - keys.length)] : keys;
  return wanted.map(({ lob, state, caseType, cph }, index) => {
    const { platform, market, locality } = parseLob(lob.name, caseType);
    const callTypeId = `CT${String(10_000 + index * 7)}`;
    return {
      index,
      mainLob: lob.name,
      state,
      caseType,
      cph,
      platform,
      market,
      workType: locality,
      callTypeId,
    };
  });
}

interface DemandSource {
  lob: DemoLob;
  state: string;
  caseType: string;
  cph: number;
}

function keysOf(lob: DemoLob, size: DemoSize): DemandSource[] {
  const states = lob.states === undefined ? [NO_STATE] : size === 'L' ? USA_STATES : lob.states;
  return lob.caseTypes.flatMap(([caseType, cph], rank) =>
    states.slice(0, statesKept(lob, size, rank)).map((state) => ({ lob, state, caseType, cph })),
  );
}

/** A small site splits only its three main Medicaid case types by state, the third one for a few states. */
function statesKept(lob: DemoLob, size: DemoSize, rank: number): number | undefined {
  if (size !== 'S' || lob.states === undefined) return undefined;
  if (rank < 2) return lob.states.length;
  return rank === 2 ? 9 : 0;
}

/** State by state over every pair that so far is not split, until there are enough. */
function furtherStates(missing: number): DemandSource[] {
  const unsplit = DEMO_LOBS.filter((lob) => lob.states === undefined);
  const found: DemandSource[] = [];
  for (const state of USA_STATES) {
    for (const lob of unsplit) {
      for (const [caseType, cph] of lob.caseTypes) {
        if (found.length === missing) return found;
        found.push({ lob, state, caseType, cph });
      }
    }
  }
  return found;
}
