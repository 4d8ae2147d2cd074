import { useMemo } from 'react';
import { demandKey, type DemandName } from '../../data/demand';
import { reportKey, useReport } from '../../data/report';
import { useData } from '../../data/use-data';
import { useUncached } from '../../data/use-uncached';
import { gapText } from '../../format/number';
import {
  PageMoveTargetsDocument,
  PagePaletteDemandsDocument,
  type PageMoveTargetsQuery,
  type PagePaletteDemandsQuery,
} from '../../generated/graphql';
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

/** How many of all demands are offered while somebody types. */
const OFFERED = 40;

const hasWords = (text: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** Every demand of the report that has the words, those that fit first; the others are marked. */
export function useAnyDemand(fitting: readonly Choice[], words: string, isOn: boolean): readonly Choice[] {
  const { report } = useReport();
  const loaded = useUncached(
    PagePaletteDemandsDocument,
    isOn && report ? { report: reportKey(report) } : undefined,
  );
  const all = useMemo(() => demandsOf(loaded.data), [loaded.data]);
  const known = new Set(fitting.map(({ id }) => id));
  const others = all
    .filter(({ id }) => !known.has(id))
    .map((choice) => ({ ...choice, note: 'does not fit' }));
  return [...fitting, ...others].filter(({ text }) => hasWords(text, words)).slice(0, OFFERED);
}

function demandsOf(data: PagePaletteDemandsQuery | undefined): Choice[] {
  return (data?.capacityTree?.lobs ?? []).flatMap(({ name: mainLob, states }) =>
    states.flatMap(({ code: state, caseTypes }) =>
      caseTypes.map(({ name: caseType }) => {
        const demand = { mainLob, state, caseType };
        return { id: demandKey(demand), text: nameOfDemand(demand) };
      }),
    ),
  );
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
