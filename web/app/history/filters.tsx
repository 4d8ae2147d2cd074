import { useEffect, useState } from 'react';
import { changeAddress, useAddress } from '../address/address';
import { reportKey, useReport } from '../data/report';
import { useData } from '../data/use-data';
import { PageFacetsDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Select, type Choice } from '../ui/select';
import { FILTERS } from './view';
import { KINDS } from './words';
import styles from './history.module.css';

const NO_CHOICE = '';
const TYPING_MS = 300;

const withAll = (choices: readonly Choice[]): Choice[] => [{ id: NO_CHOICE, text: 'all' }, ...choices];

/** Whose changes of what are listed; all of it stands in the address. */
export function HistoryFilters() {
  const { search } = useAddress();
  const { report } = useReport();
  const facets = useData(PageFacetsDocument, report && { report: reportKey(report) });
  const { mainLobs = [], caseTypes = [] } = facets.data?.demandFacets ?? {};
  const used = FILTERS.filter((name) => search.has(name));
  const choose = (name: string, label: string, choices: readonly Choice[]) => (
    <Select
      label={label}
      labelling="above"
      value={search.get(name) ?? NO_CHOICE}
      onChange={(value) => changeAddress({ [name]: value })}
      choices={withAll(choices)}
    />
  );
  const facetChoices = (values: readonly { value: string; label: string }[]): Choice[] =>
    values.map(({ value, label }) => ({ id: value, text: label }));
  return (
    <div className={`${styles['filters']} no-print`} role="group" aria-label="Which changes">
      {choose('kind', 'What', KINDS)}
      <Typed name="person" label="Person" placeholder="CN" isList />
      {choose('lob', 'Line of business', facetChoices(mainLobs))}
      {choose('case', 'Case type', facetChoices(caseTypes))}
      <Typed name="actor" label="Who did it" placeholder="Name" />
      <Typed name="from" label="From" type="date" />
      <Typed name="to" label="To" type="date" />
      {used.length > 0 && (
        <Button
          look="quiet"
          onPress={() => changeAddress(Object.fromEntries(used.map((name) => [name, undefined])))}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

interface TypedProps {
  name: string;
  label: string;
  placeholder?: string;
  type?: 'text' | 'date';
  /** Several values, with commas between them. */
  isList?: boolean;
}

/** What is typed counts when the typing rests. */
function Typed({ name, label, placeholder = '', type = 'text', isList = false }: TypedProps) {
  const { search } = useAddress();
  const shown = search.getAll(name).join(', ');
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  if (known !== shown) {
    setKnown(shown);
    setTyped(shown);
  }
  useEffect(() => {
    if (typed === shown) return undefined;
    const timer = setTimeout(() => {
      const values = isList ? typed.split(/[\s,]+/).filter(Boolean) : [typed.trim()];
      changeAddress({ [name]: values }, { replace: true });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, shown, name, isList]);
  return <Field label={label} placeholder={placeholder} type={type} value={typed} onChange={setTyped} />;
}
