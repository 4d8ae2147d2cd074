import { useEffect, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { changeAddress, useAddress } from '../address/address';
import { reportKey, type Report } from '../data/report';
import { useData } from '../data/use-data';
import { weekSpan } from '../format/date';
import { PageFacetsDocument, type PageFacetsQuery } from '../generated/graphql';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { SearchField } from '../ui/field';
import { Select, type Choice } from '../ui/select';
import { peopleTable } from './export';
import type { Question } from './use-people';
import { FILTERS } from './view';
import type { WeekColumn } from './weeks';
import styles from '../ui/tools.module.css';

interface ToolsProps {
  report: Report;
  weeks: readonly WeekColumn[];
  /** Which people are listed. */
  question: Question | undefined;
}

const NO_CHOICE = '';
const LOCATIONS: readonly Choice[] = [
  { id: 'Domestic', text: 'Domestic' },
  { id: 'Global', text: 'Global' },
];

type Facets = PageFacetsQuery['demandFacets'] | undefined;

const choicesOf = (facets: readonly { value: string; label: string }[] | undefined): Choice[] =>
  (facets ?? []).map(({ value, label }) => ({ id: value, text: label }));

function filtersOf(facets: Facets): { name: string; label: string; choices: readonly Choice[] }[] {
  return [
    { name: 'platform', label: 'Platform', choices: choicesOf(facets?.platforms) },
    { name: 'location', label: 'Location', choices: LOCATIONS },
    { name: 'skill', label: 'Skill', choices: choicesOf(facets?.caseTypes) },
    { name: 'state', label: 'State', choices: choicesOf(facets?.states) },
    { name: 'lob', label: 'Works on', choices: choicesOf(facets?.mainLobs) },
  ];
}

/** Search and filters; all of them stand in the address. */
export function PeopleTools({ report, weeks, question }: ToolsProps) {
  const { search } = useAddress();
  const facets = useData(PageFacetsDocument, { report: reportKey(report) });
  const used = FILTERS.filter((name) => search.has(name));
  return (
    <div className={styles['tools']} role="group" aria-label="Which people">
      <SearchLine />
      {filtersOf(facets.data?.demandFacets).map(({ name, label, choices }) => (
        <Select
          key={name}
          label={label}
          labelling="inside"
          value={search.get(name) ?? NO_CHOICE}
          onChange={(value) => changeAddress({ [name]: value })}
          choices={[{ id: NO_CHOICE, text: 'all' }, ...choices]}
        />
      ))}
      <Select
        label="Free in"
        labelling="inside"
        value={search.get('free') ?? NO_CHOICE}
        onChange={(free) => changeAddress({ free })}
        choices={[
          { id: NO_CHOICE, text: 'any week' },
          ...weeks.map((week) => ({ id: week.key, text: weekSpan(week) })),
        ]}
      />
      <ToggleButton
        className={styles['toggle'] ?? ''}
        isSelected={search.get('ramp') === '1'}
        onChange={(only) => changeAddress({ ramp: only ? '1' : undefined })}
      >
        On a ramp
      </ToggleButton>
      {used.length > 0 && (
        <Button
          look="quiet"
          onPress={() => changeAddress(Object.fromEntries(used.map((name) => [name, undefined])))}
        >
          Clear filters
        </Button>
      )}
      <span className={styles['end']}>
        {question && <ExportMenu table={() => peopleTable(question, weeks)} />}
      </span>
    </div>
  );
}

const TYPING_MS = 120;

/** What is typed narrows the list when the typing rests. */
function SearchLine() {
  const { search } = useAddress();
  const shown = search.get('q') ?? '';
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  if (known !== shown) {
    // The address has moved on, e.g. by Clear filters: it counts.
    setKnown(shown);
    setTyped(shown);
  }
  useEffect(() => {
    if (typed === shown) return undefined;
    const timer = setTimeout(() => {
      setKnown(typed);
      changeAddress({ q: typed }, { replace: true });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, shown]);
  return (
    <div className={styles['search']}>
      <SearchField label="Search people" placeholder="Name, CN or OPID" value={typed} onChange={setTyped} />
    </div>
  );
}
