import { useState } from 'react';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { reportKey, useReport } from '../data/report';
import { useData } from '../data/use-data';
import {
  PageCreateKeyDocument,
  PageFacetsDocument,
  type AccessRole,
  type PageCreateKeyMutation,
} from '../generated/graphql';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { Refused } from '../ui/states';
import { toastNote } from '../ui/toast';
import { patternsOf, scopeText } from './scope';
import styles from './access.module.css';

type Made = PageCreateKeyMutation['createApiKey'];

const ROLES = [
  { id: 'VIEWER', text: 'Viewer', note: 'reads' },
  { id: 'PLANNER', text: 'Planner', note: 'also assigns, allocates, imports' },
  { id: 'ADMIN', text: 'Admin', note: 'also tiers, months, keys' },
];

/** Makes a key, then shows it once. */
export function NewKeyDialog({ onClose }: { onClose(): void }) {
  const [made, setMade] = useState<Made>();
  return made ? <MadeDialog made={made} onClose={onClose} /> : <KeyForm onMade={setMade} onClose={onClose} />;
}

function useLobs(): readonly string[] {
  const { report } = useReport();
  const facets = useData(PageFacetsDocument, report && { report: reportKey(report) });
  return (facets.data?.demandFacets.mainLobs ?? []).map(({ value }) => value);
}

/** The end of a day of the reader. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

function KeyForm({ onMade, onClose }: { onMade(made: Made): void; onClose(): void }) {
  const change = useChange();
  const [name, setName] = useState('');
  const [role, setRole] = useState<AccessRole>('VIEWER');
  const [scope, setScope] = useState('');
  const [until, setUntil] = useState('');
  const lobs = useLobs();
  const patterns = patternsOf(scope);
  const save = (): Promise<unknown> =>
    change.run(async () => {
      const input = {
        name,
        role,
        ...(patterns.length > 0 && { lobs: patterns }),
        ...(until && { expires: endOf(until) }),
      };
      const data = await runChange(
        PageCreateKeyDocument,
        { input },
        { done: `A key for ${name} is made`, noUndo: true },
      );
      onMade(data.createApiKey);
    });
  return (
    <Dialog
      title="New key"
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={name.trim() === ''}
          isPending={change.isPending}
          onPress={() => void save()}
        >
          Make the key
        </Button>
      }
    >
      <Field
        label="Name"
        hint="Who or what uses it; stands beside everything done with it"
        value={name}
        onChange={setName}
        required
      />
      <Select label="Role" value={role} onChange={(next) => setRole(next as AccessRole)} choices={ROLES} />
      <Field
        label="Only these lines of business"
        placeholder="all"
        hint={`With commas between them; * stands for any text, as in “Amisys *”. ${scopeText(patterns, lobs)}`}
        value={scope}
        onChange={setScope}
      />
      <Field label="Works until" type="date" hint="Empty: for good" value={until} onChange={setUntil} />
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </Dialog>
  );
}

function MadeDialog({ made: { secret, warnings }, onClose }: { made: Made; onClose(): void }) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret ?? '');
    toastNote('Copied');
  };
  return (
    <Dialog title="The key, this once" isOpen onClose={onClose}>
      <p>It is stored nowhere: whoever is to use it gets it now, or never.</p>
      <p className={styles['secret']}>
        <code aria-label="The key">{secret}</code>
        {'clipboard' in navigator && (
          <Button small onPress={() => void copy()}>
            Copy
          </Button>
        )}
      </p>
      {(warnings ?? []).map((warning) => (
        <p key={warning} role="status" className={styles['warning']}>
          {warning}
        </p>
      ))}
    </Dialog>
  );
}
