import { memo } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { changeAddress, useTypedAddress } from '../address/address';
import { reportKey, type Report } from '../data/report';
import { useData } from '../data/use-data';
import { cases } from '../format/number';
import { PageFacetsDocument, type PageFacetsQuery } from '../generated/graphql';
import { Button } from '../ui/button';
import type { ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { AddressSearch } from '../ui/address-search';
import { Segments } from '../ui/segments';
import { Select, type Choice } from '../ui/select';
import { Tools } from '../ui/tools';
import { ALL, FACETS } from './view';
import styles from '../ui/tools.module.css';

const GROUPS = [
  { id: 'lob', text: 'Lines' },
  { id: 'category', text: 'Categories' },
];
const LABELS = {
  platform: 'Platform',
  market: 'Market',
  locality: 'Locality',
  state: 'State',
  caseType: 'Case type',
} as const;
const NO_CHOICE = '';

type Facet = (typeof FACETS)[number];

const titled = (text: string): string => text.charAt(0) + text.slice(1).toLowerCase();

function choicesOf(facet: Facet, facets: PageFacetsQuery['demandFacets'] | undefined): Choice[] {
  if (!facets) return [];
  if (facet === 'locality')
    return facets.localities.map(({ value, count }) => ({
      id: value,
      text: titled(value),
      note: cases(count),
    }));
  const lists = {
    platform: facets.platforms,
    market: facets.markets,
    state: facets.states,
    caseType: facets.caseTypes,
  };
  return lists[facet].map(({ value, label, count }) => ({ id: value, text: label, note: cases(count) }));
}

/** How many demands there are, and how many of them the table shows. */
export interface DemandCount {
  shown: number;
  all: number;
}

const countText = ({ shown, all }: DemandCount): string =>
  `${shown === all ? '' : `${cases(shown)} of `}${cases(all)} demands`;

interface ToolsProps {
  report: Report;
  /** None while they are on their way. */
  count: DemandCount;
  /** The rows that are shown. */
  table(): ExportTable;
}

/** Search, filters, what is on top, and the way out. */
export function CapacityTools({ report, count, table }: ToolsProps) {
  const { search } = useTypedAddress();
  const allOpen = search.getAll('open').includes(ALL);
  const narrowing = new URLSearchParams([...search].filter(([name]) => NARROWING.includes(name)));
  const filtered = FACETS.filter((facet) => search.has(facet));
  return (
    <Tools
      label="What the tree shows"
      search={<AddressSearch label="Search the tree" placeholder="Line, state or case type" />}
      set={filtered.length + (search.get('short') === '1' ? 1 : 0)}
      end={
        <>
          {count.all > 0 && <span className="soft">{countText(count)}</span>}
          <Button look="quiet" onPress={() => changeAddress({ open: allOpen ? undefined : ALL })}>
            {allOpen ? 'Close all' : 'Open all'}
          </Button>
          <ExportMenu table={table} />
        </>
      }
    >
      <Choices report={reportKey(report)} chosen={narrowing.toString()} />
      {filtered.length > 0 && (
        <Button
          look="quiet"
          onPress={() => changeAddress(Object.fromEntries(filtered.map((facet) => [facet, undefined])))}
        >
          Clear filters
        </Button>
      )}
    </Tools>
  );
}

interface ChoicesProps {
  report: string;
  /** What is chosen, as in the address. */
  chosen: string;
}

/** Parameters of the choices. */
const NARROWING: readonly string[] = [...FACETS, 'by', 'short'];

/** Opening and closing branches leaves them as they are: their lists are long. */
const Choices = memo(({ report, chosen }: ChoicesProps) => {
  const search = new URLSearchParams(chosen);
  const facets = useData(PageFacetsDocument, { report });
  return (
    <>
      <Segments
        label="On top"
        choices={GROUPS}
        value={search.get('by') === 'category' ? 'category' : 'lob'}
        onChange={(by) => changeAddress({ by: by === 'category' ? by : undefined, open: undefined })}
      />
      {FACETS.map((facet) => (
        <Select
          key={facet}
          label={LABELS[facet]}
          labelling="inside"
          value={search.get(facet) ?? NO_CHOICE}
          onChange={(value) => changeAddress({ [facet]: value })}
          choices={[{ id: NO_CHOICE, text: 'all' }, ...choicesOf(facet, facets.data?.demandFacets)]}
        />
      ))}
      <ToggleButton
        className={`${styles['toggle']} ${styles['short']}`}
        isSelected={search.get('short') === '1'}
        onChange={(only) => changeAddress({ short: only ? '1' : undefined })}
      >
        Only short
      </ToggleButton>
    </>
  );
});
