import { useState } from 'react';
import { StaleEdit } from '../changes/stale-edit';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { useData } from '../data/use-data';
import { useMay } from '../data/viewer';
import { percent } from '../format/number';
import {
  PageCreateTierDocument,
  PageDeactivateTierDocument,
  PageTiersDocument,
  PageUpdateTierDocument,
  type TierFieldsFragment,
} from '../generated/graphql';
import { Button } from '../ui/button';
import { DataTable, type Column } from '../ui/data-table';
import { Dialog } from '../ui/dialog';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { Field } from '../ui/field';
import { NumberField } from '../ui/number-field';
import { Refused, Waiting } from '../ui/states';
import styles from './tiers.module.css';

/** The production tiers: what share of a full production a person at this tier counts. */
export function Tiers() {
  const loaded = useData(PageTiersDocument, {});
  const [edited, setEdited] = useState<TierFieldsFragment | 'new'>();
  const mayEdit = useMay('EDIT_TIERS');
  if (!loaded.data) return <Waiting loaded={loaded} label="Tiers" />;
  const stored = loaded.data.capacityTiers;
  return (
    <div className={styles['tiers']}>
      <DataTable
        caption="Production tiers"
        rows={stored}
        rowKey={({ id }) => id}
        columns={mayEdit ? [...COLUMNS, actsWith(setEdited)] : COLUMNS}
      />
      <div className={styles['foot']}>
        {mayEdit && <Button onPress={() => setEdited('new')}>New tier …</Button>}
        <ExportMenu table={() => tiersTable(stored)} />
      </div>
      {edited !== undefined && (
        <TierDialog
          key={edited === 'new' ? edited : edited.version}
          tier={edited === 'new' ? undefined : edited}
          onRestart={() => setEdited((before) => stored.find((tier) => isSame(tier, before)) ?? before)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

const COLUMNS: readonly Column<TierFieldsFragment>[] = [
  { id: 'name', title: 'Tier', cell: ({ tierName }) => tierName },
  {
    id: 'percentage',
    title: 'Production',
    numeric: true,
    cell: ({ capacityPercentage }) => percent(capacityPercentage),
  },
  { id: 'description', title: 'What it is for', cell: ({ description }) => description },
  { id: 'active', title: 'State', cell: ({ isActive }) => (isActive ? 'active' : 'no longer used') },
];

const tiersTable = (tiers: readonly TierFieldsFragment[]): ExportTable =>
  tableOf('production-tiers', tiers, {
    tier: ({ tierName }) => tierName,
    production: ({ capacityPercentage }) => capacityPercentage,
    'what it is for': ({ description }) => description,
    active: ({ isActive }) => (isActive ? 'yes' : 'no'),
  });

function actsWith(edit: (tier: TierFieldsFragment) => void): Column<TierFieldsFragment> {
  return {
    id: 'acts',
    title: <span className="visually-hidden">Change</span>,
    cell: (tier) => (
      <span className={styles['acts']}>
        <Button small aria-label={`Edit ${tier.tierName}`} onPress={() => edit(tier)}>
          Edit …
        </Button>
        <ActiveSwitch tier={tier} />
      </span>
    ),
  };
}

function ActiveSwitch({ tier: { id, version, tierName, isActive } }: { tier: TierFieldsFragment }) {
  const change = useChange();
  const flip = (): Promise<unknown> =>
    isActive
      ? runChange(PageDeactivateTierDocument, { id, version }, { done: `${tierName} is no longer used` })
      : runChange(
          PageUpdateTierDocument,
          { id, input: { isActive: true, version } },
          { done: `${tierName} is active` },
        );
  return (
    <>
      <Button
        small
        look={isActive ? 'danger' : 'plain'}
        aria-label={`${isActive ? 'Deactivate' : 'Activate'} ${tierName}`}
        isPending={change.isPending}
        onPress={() => void change.run(flip)}
      >
        {isActive ? 'Deactivate' : 'Activate'}
      </Button>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </>
  );
}

const isSame = (tier: TierFieldsFragment, other: TierFieldsFragment | 'new' | undefined): boolean =>
  typeof other === 'object' && other.id === tier.id;

interface TierDialogProps {
  tier: TierFieldsFragment | undefined;
  /** Begins again with the tier as it is stored now. */
  onRestart(): void;
  onClose(): void;
}

function TierDialog({ tier, onRestart, onClose }: TierDialogProps) {
  const change = useChange();
  const [name, setName] = useState(tier?.tierName ?? '');
  const [share, setShare] = useState(tier?.capacityPercentage ?? 1);
  const [description, setDescription] = useState(tier?.description ?? '');
  const input = { tierName: name, capacityPercentage: share, description };
  const save = async (): Promise<void> => {
    const saved = await change.run(() =>
      tier
        ? runChange(
            PageUpdateTierDocument,
            { id: tier.id, input: { ...input, version: tier.version } },
            { done: `${name} is saved` },
          )
        : runChange(PageCreateTierDocument, { input }, { done: `${name} is a tier now` }),
    );
    if (saved) onClose();
  };
  return (
    <Dialog
      title={tier ? `Tier ${tier.tierName}` : 'New tier'}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={name.trim() === ''}
          isPending={change.isPending}
          onPress={() => void save()}
        >
          Save
        </Button>
      }
    >
      <Field label="Name" value={name} onChange={setName} required />
      <NumberField
        label="Production"
        percent
        min={0.01}
        max={1}
        step={0.05}
        value={share}
        onChange={setShare}
      />
      <Field label="What it is for" value={description} onChange={setDescription} />
      {tier && (
        <p className="soft">
          Labels follow. Assignments keep their own percentages, and closed months what they were closed with.
        </p>
      )}
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
      <StaleEdit error={change.error} onRestart={onRestart} />
    </Dialog>
  );
}
