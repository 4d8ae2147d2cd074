import { stateName } from '../../../domain/demand/states';
import { compareC } from '../../../domain/ordering';
import { textKey } from '../../../domain/text-key';
import type { PickableDemand } from './facets.model';

/** Which demands: values of one field are alternatives, different fields all apply; absent = all. */
export interface FacetFilter {
  mainLobs?: readonly string[] | null | undefined;
  states?: readonly string[] | null | undefined;
  caseTypes?: readonly string[] | null | undefined;
  platforms?: readonly string[] | null | undefined;
  markets?: readonly string[] | null | undefined;
  localities?: readonly string[] | null | undefined;
}

/** A value with the number of demands that have it. */
export interface Facet {
  value: string;
  label: string;
  count: number;
}

const FIELDS = {
  mainLobs: 'mainLob',
  states: 'state',
  caseTypes: 'caseType',
  platforms: 'platform',
  markets: 'market',
  localities: 'locality',
} as const satisfies Record<keyof FacetFilter, keyof PickableDemand>;

type FacetName = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as FacetName[];

/** Values of every field with their counts; each list leaves its own filter out. */
export function facetsOf(
  demands: readonly PickableDemand[],
  filter: FacetFilter,
): Record<FacetName, Facet[]> & { demandCount: number } {
  const wanted = new Map(NAMES.map((name) => [name, filter[name] && new Set(filter[name].map(textKey))]));
  const fits = (demand: PickableDemand, name: FacetName): boolean =>
    wanted.get(name)?.has(textKey(demand[FIELDS[name]])) ?? true;
  const facets = Object.fromEntries(
    NAMES.map((name) => {
      const others = NAMES.filter((other) => other !== name);
      const left = demands.filter((demand) => others.every((other) => fits(demand, other)));
      return [name, countsOf(left, name)];
    }),
  ) as Record<FacetName, Facet[]>;
  const demandCount = demands.filter((demand) => NAMES.every((name) => fits(demand, name))).length;
  return { ...facets, demandCount };
}

function countsOf(demands: readonly PickableDemand[], name: FacetName): Facet[] {
  const counts = new Map<string, number>();
  for (const demand of demands) {
    const value = demand[FIELDS[name]];
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, label: name === 'states' ? stateName(value) : value, count }))
    .sort((a, b) => compareC(a.label, b.label));
}
