import { Field } from '../ui/field';
import { Select, type Choice } from '../ui/select';
import { kindOf, type OptionName } from './kinds';
import { ProblemError } from '../data/rest';
import type { Import } from './use-import';
import styles from './import.module.css';

interface OptionSpec {
  label: string;
  hint?: string;
  placeholder?: string;
  choices?: readonly Choice[];
}

const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2025, month, 1)),
);

const OPTIONS: Readonly<Record<OptionName, OptionSpec>> = {
  report_month: {
    label: 'Report month',
    choices: [{ id: '', text: 'from the file name' }, ...MONTHS.map((name) => ({ id: name, text: name }))],
  },
  report_year: { label: 'Report year', placeholder: 'from the file name' },
  since: { label: 'First week to take', placeholder: 'all, or 2025-W14' },
  sheet: { label: 'Sheet' },
  date_order: {
    label: 'Dates such as 5/6/2025',
    choices: [
      { id: '', text: 'are refused' },
      { id: 'mdy', text: 'begin with the month' },
      { id: 'dmy', text: 'begin with the day' },
    ],
  },
  on_blank: {
    label: 'A blank cell',
    choices: [
      { id: '', text: 'leaves what is stored' },
      { id: 'clear', text: 'clears what is stored' },
    ],
  },
  deallocate_from: {
    label: 'Free who becomes inactive from',
    placeholder: 'not, or 2025-W30',
  },
  on_conflict: {
    label: 'Rows that are stored already',
    choices: [
      { id: '', text: 'as usual' },
      { id: 'REPLACE', text: 'take the place of what is stored' },
      { id: 'SKIP', text: 'are left out' },
      { id: 'ERROR', text: 'are refused' },
    ],
  },
  on_duplicate: {
    label: 'Rows that stand twice in the file',
    choices: [
      { id: '', text: 'are refused' },
      { id: 'last', text: 'count with the last one' },
    ],
  },
};

const REPLACES = 'take the place (usual)';
const REFUSES = 'are refused (usual)';

/** Options of the import; each change checks the file again. */
export function OptionsForm({ work }: { work: Import }) {
  const { kind, recognised, error, answer } = work.state;
  const names = kindOf(kind)?.options ?? [];
  const sheets = recognised?.sheets ?? [];
  const shown = names.filter((name) => name !== 'sheet' || sheets.length > 1);
  const asked = askedFor(error, answer?.rows.map(({ message }) => message ?? '').join(' ') ?? '');
  return (
    <details className={styles['options']} open={asked.size > 0 || undefined}>
      <summary>
        Options <span className="soft">{summaryOf(work.state.options)}</span>
      </summary>
      <div className={styles['optionGrid']}>
        {shown.map((name) => (
          <Option key={name} name={name} work={work} wanted={asked.has(name)} />
        ))}
      </div>
    </details>
  );
}

function summaryOf(options: Import['state']['options']): string {
  const set = Object.keys(options).map((name) => OPTIONS[name as OptionName].label.toLowerCase());
  return set.length === 0 ? 'usual' : `set: ${set.join(', ')}`;
}

/** The options that the server asks for in its words. */
function askedFor(error: unknown, messages: string): ReadonlySet<OptionName> {
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const paths = (problem?.errors ?? []).map(({ path }) => path);
  const words = `${paths.join(' ')} ${problem?.detail ?? ''} ${messages}`;
  return new Set(
    (Object.keys(OPTIONS) as OptionName[]).filter((name) => new RegExp(`\\b${name}\\b`).test(words)),
  );
}

interface OptionProps {
  name: OptionName;
  work: Import;
  wanted: boolean;
}

function Option({ name, work, wanted }: OptionProps) {
  const { label, placeholder, choices } = OPTIONS[name];
  const value = work.state.options[name] ?? '';
  const set = (next: string): void => work.setOption(name, next);
  const offered = choices && withUsual(name, work, choices);
  const sheets = name === 'sheet' ? sheetChoices(work) : undefined;
  return (
    <div data-wanted={wanted || undefined} className={styles['option']}>
      {(offered ?? sheets) ? (
        <Select label={label} value={value} onChange={set} choices={offered ?? sheets ?? []} />
      ) : (
        <Field label={label} value={value} onChange={set} placeholder={placeholder ?? ''} />
      )}
      {wanted && <small>asked for</small>}
    </div>
  );
}

function sheetChoices({ state: { recognised } }: Import): Choice[] {
  return [
    { id: '', text: 'the first that fits' },
    ...(recognised?.sheets ?? []).map((name) => ({ id: name, text: name })),
  ];
}

function withUsual(name: OptionName, { state: { kind } }: Import, choices: readonly Choice[]): Choice[] {
  if (name !== 'on_conflict') return [...choices];
  const refuses = kind === 'MAPPING' || kind === 'ASSIGNMENTS';
  return choices.map((choice) =>
    choice.id === '' ? { id: '', text: refuses ? REFUSES : REPLACES } : choice,
  );
}
