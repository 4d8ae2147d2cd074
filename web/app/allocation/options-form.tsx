import { useState } from 'react';
import { changeAddress, useAddress } from '../address/address';
import { RefusedError } from '../data/errors';
import { useData } from '../data/use-data';
import { PagePlanChoicesDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { ComboBox } from '../ui/combo-box';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { GROUPS, OPTIONS, readWeights, weightKey, type PlanOption } from './options';
import styles from './allocation.module.css';

interface OptionsFormProps {
  /** What the server refused, shown at the option it is about. */
  error: unknown;
  /** What cannot be sent, by option. */
  wrong: ReadonlyMap<string, string>;
}

/** The options in plain words; each that is set stands in the address. */
export function OptionsForm({ error, wrong }: OptionsFormProps) {
  const refusals = error instanceof RefusedError ? error.refusals : [];
  const refusalOf = (name: string): string | undefined =>
    wrong.get(name) ??
    refusals.find((refusal) => (refusal as { path?: string[] | null }).path?.includes(name))?.message;
  return (
    <div className={styles['groups']}>
      {GROUPS.map(({ id, title }) => (
        <fieldset key={id} className={styles['group']}>
          <legend>{title}</legend>
          {OPTIONS.filter(({ group }) => group === id).map((option) => (
            <Option key={option.name} option={option} error={refusalOf(option.name)} />
          ))}
          {id === 'goal' && <Weights />}
        </fieldset>
      ))}
    </div>
  );
}

function Option({ option, error }: { option: PlanOption; error: string | undefined }) {
  const { name, label, hint, usual, choices, kind } = option;
  const { search } = useAddress();
  const value = search.get(name) ?? '';
  const set = (next: string): void =>
    changeAddress({ [name]: next === '' ? undefined : next }, { replace: true });
  if (kind === 'names') return <Names option={option} />;
  if (choices)
    return (
      <div className={styles['choice']}>
        <Select label={label} value={value} onChange={set} choices={choices} />
        {hint && <small className="soft">{hint}</small>}
      </div>
    );
  return <Field label={label} value={value} onChange={set} hint={hint} error={error} placeholder={usual} />;
}

/** Several names, added one by one. */
function Names({ option: { name, label, usual } }: { option: PlanOption }) {
  const { search } = useAddress();
  const loaded = useData(PagePlanChoicesDocument, {});
  const facets = loaded.data?.demandFacets;
  const offered = (name === 'mainLobs' ? facets?.mainLobs : facets?.platforms) ?? [];
  const chosen = search.getAll(name);
  const set = (values: readonly string[]): void => changeAddress({ [name]: values }, { replace: true });
  return (
    <div className={styles['choice']}>
      <ComboBox
        key={chosen.join()}
        label={label}
        placeholder={chosen.length === 0 ? usual : 'and …'}
        value={null}
        onChange={(value) => value !== null && set([...chosen, value])}
        choices={offered
          .filter(({ value }) => !chosen.includes(value))
          .map(({ value, label: text }) => ({ id: value, text }))}
      />
      <Chips
        items={chosen.map((value) => ({ id: value, text: value }))}
        onRemove={(id) => set(chosen.filter((each) => each !== id))}
      />
    </div>
  );
}

interface ChipsProps {
  items: readonly { id: string; text: string }[];
  onRemove(id: string): void;
}

function Chips({ items, onRemove }: ChipsProps) {
  if (items.length === 0) return null;
  return (
    <ul className={styles['chips']}>
      {items.map(({ id, text }) => (
        <li key={id}>
          <Button small look="soft" aria-label={`Remove ${text}`} onPress={() => onRemove(id)}>
            {text} ×
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Lines of business whose cases count more, or less. */
function Weights() {
  const { search } = useAddress();
  const loaded = useData(PagePlanChoicesDocument, {});
  const [weight, setWeight] = useState('2');
  const keys = search.getAll('weight');
  const weights = readWeights(keys);
  const set = (values: readonly string[]): void => changeAddress({ weight: values }, { replace: true });
  const isNumber = Number(weight) > 0;
  return (
    <div className={styles['choice']}>
      <div className={styles['weight']}>
        <ComboBox
          key={keys.join()}
          label="Lines that count more or less"
          placeholder="all the same"
          value={null}
          onChange={(mainLob) =>
            mainLob !== null && isNumber && set([...keys, weightKey({ mainLob, weight: Number(weight) })])
          }
          choices={(loaded.data?.demandFacets.mainLobs ?? [])
            .filter(({ value }) => !weights.some(({ mainLob }) => mainLob === value))
            .map(({ value, label }) => ({ id: value, text: label }))}
        />
        <Field label="times" value={weight} onChange={setWeight} error={isNumber ? undefined : 'Above 0'} />
      </div>
      <Chips
        items={weights.map((each) => ({ id: weightKey(each), text: `${each.mainLob} × ${each.weight}` }))}
        onRemove={(id) => set(keys.filter((key) => key !== id))}
      />
    </div>
  );
}
