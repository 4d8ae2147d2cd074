import { demandKey, type DemandName } from '../../data/demand';
import { useData } from '../../data/use-data';
import { gapText } from '../../format/number';
import { PageMoveTargetsDocument, type PageMoveTargetsQuery } from '../../generated/graphql';
import type { Choice } from '../../ui/select';
import type { Chosen } from '../chosen';

type Target = NonNullable<PageMoveTargetsQuery['resource']>['servableDemands']['nodes'][number];

/** Demands to choose from. */
export interface Targets {
  choices: readonly Choice[];
  loading: boolean;
  error: Error | undefined;
}

function useOf(cn: string | undefined, month: string) {
  return useData(PageMoveTargetsDocument, cn === undefined ? undefined : { cn, month });
}

/** What fits most of them comes first, then what is shortest. */
function choicesOf(lists: readonly (readonly Target[])[]): Choice[] {
  const found = new Map<string, { target: Target; fits: number }>();
  for (const target of lists.flat()) {
    const key = demandKey(target);
    found.set(key, { target, fits: (found.get(key)?.fits ?? 0) + 1 });
  }
  const gapOf = ({ target }: { target: Target }): number => target.summary?.capacityGap ?? 0;
  return [...found]
    .sort(([, a], [, b]) => b.fits - a.fits || gapOf(a) - gapOf(b))
    .map(([id, { target, fits }]) => ({
      id,
      text: nameOfDemand(target),
      note: [
        target.summary && gapText(target.summary.capacityGap),
        lists.length > 1 && `fits ${fits} of ${lists.length}`,
      ]
        .filter(Boolean)
        .join(' · '),
    }));
}

const nameOfDemand = ({ caseType, mainLob, state }: DemandName): string =>
  [caseType, mainLob, state === 'N/A' ? '' : state].filter(Boolean).join(' · ');

/** Demands that the selected people (the first three of them) may work on in the month of the first week. */
export function useTargets({ cns, yearMonth }: Chosen): Targets {
  const month = yearMonth;
  const [first, second, third] = cns;
  const loaded = [useOf(first, month), useOf(second, month), useOf(third, month)];
  const asked = loaded.slice(0, Math.min(cns.length, loaded.length));
  const lists = asked.map(({ data }) => data?.resource?.servableDemands.nodes ?? []);
  return {
    choices: choicesOf(lists),
    loading: asked.some(({ loading }) => loading),
    error: asked.find(({ error }) => error)?.error,
  };
}
