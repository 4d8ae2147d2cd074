import { memo } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { changeAddress, useAddress } from '../address/address';
import { reportKey, type Report } from '../data/report';
import { useData } from '../data/use-data';
import { PageFacetsDocument, type PageFacetsQuery } from '../generated/graphql';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { AddressSearch } from '../ui/address-search';
import { Select, type Choice } from '../ui/select';
import { Tools } from '../ui/tools';
import { peopleTable } from './export';
import type { Question } from './read-people';
import { FILTERS } from './view';
import type { WeekColumn } from './week-column';
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

/** Parameters other than what is typed. */
const CHOSEN = FILTERS.filter((name) => name !== 'q');

/** Search and filters; all of them stand in the address. An answer leaves them as they are. */
export const PeopleTools = memo(Lines);

function Lines({ report, weeks, question }: ToolsProps) {
  const { search } = useAddress();
  const chosen = new URLSearchParams([...search].filter(([name]) => CHOSEN.some((each) => each === name)));
  return (
    <Tools
      label="Which people"
      search={<AddressSearch label="Search people" placeholder="Name, CN or OPID" />}
      set={chosen.size}
      end={question && <ExportMenu table={() => peopleTable(question, weeks)} />}
    >
      <Choices report={reportKey(report)} weeks={weeks} chosen={chosen.toString()} />
      {(chosen.size > 0 || search.has('q')) && (
        <Button
          look="quiet"
          onPress={() => changeAddress(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
        >
          Clear filters
        </Button>
      )}
    </Tools>
  );
}

interface ChoicesProps {
  report: string;
  weeks: readonly WeekColumn[];
  /** What is chosen, as in the address. */
  chosen: string;
}

function ChoiceLines({ report, weeks, chosen }: ChoicesProps) {
  const search = new URLSearchParams(chosen);
  const facets = useData(PageFacetsDocument, { report });
  return (
    <>
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
          ...weeks.map((week) => ({ id: week.key, text: week.span })),
        ]}
      />
      <ToggleButton
        className={styles['toggle'] ?? ''}
        isSelected={search.get('ramp') === '1'}
        onChange={(only) => changeAddress({ ramp: only ? '1' : undefined })}
      >
        On a ramp
      </ToggleButton>
    </>
  );
}

/** Typing leaves them as they are: building long lists of choices takes longer than an answer. */
const Choices = memo(ChoiceLines);
