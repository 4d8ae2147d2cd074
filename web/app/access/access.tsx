import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { changeAddress, useAddress } from '../address/address';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { useData } from '../data/use-data';
import { useViewer } from '../data/viewer';
import { date, dateTime } from '../format/date';
import { PageKeysDocument, PageRevokeKeyDocument, type PageKeysQuery } from '../generated/graphql';
import { Button } from '../ui/button';
import { DataTable, type Column } from '../ui/data-table';
import { Dialog } from '../ui/dialog';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { EmptyState, Refused, Waiting } from '../ui/states';
import { NewKeyDialog } from './new-key-dialog';
import tools from '../ui/tools.module.css';
import styles from './access.module.css';

type Key = PageKeysQuery['apiKeys'][number];

/** Who may reach this server: keys, their roles and lines of business. */
export function Access() {
  const { search } = useAddress();
  const loaded = useData(PageKeysDocument, {});
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<Key>();
  const viewer = useViewer();
  if (!loaded.data) return <Waiting loaded={loaded} label="The keys" />;
  const withRevoked = search.get('revoked') === '1';
  const keys = loaded.data.apiKeys.filter(({ revokedDatetime }) => withRevoked || revokedDatetime === null);
  const hidden = loaded.data.apiKeys.length - keys.length;
  return (
    <>
      <div className={styles['tools']}>
        <p className={styles['note']}>
          A key stands for whoever uses it: what is done with it is recorded under its name. People sign in to
          this page with it; programs send it along.
        </p>
        {(hidden > 0 || withRevoked) && (
          <ToggleButton
            className={tools['toggle'] ?? ''}
            isSelected={withRevoked}
            onChange={(show) => changeAddress({ revoked: show ? '1' : undefined })}
          >
            Revoked keys too
          </ToggleButton>
        )}
        <ExportMenu table={() => keysTable(keys)} />
        <Button look="primary" onPress={() => setMaking(true)}>
          New key …
        </Button>
      </div>
      <DataTable
        caption="API keys"
        rows={keys}
        rowKey={({ id }) => id}
        columns={columnsWith(setRevoked, viewer?.name)}
        empty={
          <EmptyState title="No key works">
            <p>People come in by the identity provider, or with the first key that you make.</p>
          </EmptyState>
        }
      />
      {isMaking && <NewKeyDialog onClose={() => setMaking(false)} />}
      {revoked && (
        <RevokeDialog
          apiKey={revoked}
          isOwn={revoked.name === viewer?.name}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </>
  );
}

function stateOf({ revokedDatetime, expiresDatetime }: Key): string {
  if (revokedDatetime !== null) return `revoked ${date(revokedDatetime)}`;
  if (expiresDatetime === null) return 'works';
  const isOver = new Date(expiresDatetime) <= new Date();
  return `${isOver ? 'expired' : 'works until'} ${date(expiresDatetime)}`;
}

const madeText = ({ createdBy, createdDatetime }: Key): string => `${date(createdDatetime)} by ${createdBy}`;
const usedText = ({ lastUsedDatetime }: Key): string =>
  lastUsedDatetime ? dateTime(lastUsedDatetime) : 'never';

const keysTable = (keys: readonly Key[]): ExportTable =>
  tableOf('api-keys', keys, {
    name: ({ name }) => name,
    id: ({ id }) => id,
    role: ({ role }) => role.toLowerCase(),
    'lines of business': ({ lobPatterns }) => (lobPatterns ? lobPatterns.join(', ') : 'all'),
    made: ({ createdDatetime }) => createdDatetime,
    'made by': ({ createdBy }) => createdBy,
    'last used': ({ lastUsedDatetime }) => lastUsedDatetime,
    state: stateOf,
  });

function columnsWith(revoke: (key: Key) => void, ownName: string | undefined): Column<Key>[] {
  return [
    {
      id: 'name',
      title: 'Name',
      cell: (key) => (
        <>
          {key.name} {key.name === ownName && <span className="soft">(you)</span>}
          <span className={styles['id']}>hr_{key.id}_…</span>
          <span className={styles['facts']}>
            {key.role.toLowerCase()}, {stateOf(key)}, used {usedText(key)}, made {madeText(key)}
          </span>
        </>
      ),
    },
    { id: 'role', title: 'Role', wideOnly: true, cell: ({ role }) => role.toLowerCase() },
    {
      id: 'lobs',
      title: 'Lines of business',
      cell: ({ lobPatterns }) => (lobPatterns ? lobPatterns.join(', ') : 'all'),
    },
    {
      id: 'made',
      title: 'Made',
      wideOnly: true,
      cell: madeText,
    },
    {
      id: 'used',
      title: 'Last used',
      wideOnly: true,
      cell: usedText,
    },
    { id: 'state', title: 'State', wideOnly: true, cell: stateOf },
    {
      id: 'acts',
      title: <span className="visually-hidden">Revoke</span>,
      cell: (key) =>
        key.revokedDatetime === null && (
          <Button small look="danger" aria-label={`Revoke ${key.name}`} onPress={() => revoke(key)}>
            Revoke …
          </Button>
        ),
    },
  ];
}

interface RevokeDialogProps {
  apiKey: Key;
  isOwn: boolean;
  onClose(): void;
}

function RevokeDialog({ apiKey: { id, name }, isOwn, onClose }: RevokeDialogProps) {
  const change = useChange();
  const revoke = async (): Promise<void> => {
    const done = { done: `The key of ${name} is revoked`, noUndo: true };
    if (await change.run(() => runChange(PageRevokeKeyDocument, { id }, done))) onClose();
  };
  return (
    <Dialog
      title={`Revoke the key of ${name}`}
      isOpen
      onClose={onClose}
      actions={
        <Button look="danger" isPending={change.isPending} onPress={() => void revoke()}>
          Revoke
        </Button>
      }
    >
      <p>
        From the next request on it opens nothing, and sessions begun with it end. This cannot be undone; a
        new key can be made.
      </p>
      {isOwn && (
        <p>
          <b>You seem to be signed in with it:</b> you will have to sign in again with another one.
        </p>
      )}
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </Dialog>
  );
}
