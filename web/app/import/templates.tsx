import { useState } from 'react';
import { useData } from '../data/use-data';
import { PageImportFormatDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { Dialog } from '../ui/dialog';
import { Waiting } from '../ui/states';
import { KINDS, type Kind } from './kinds';
import styles from './import.module.css';

/** What can be imported, with a workbook to fill in for each. */
export function Templates() {
  const [shown, setShown] = useState<Kind>();
  return (
    <Card title="What can be imported" note="an empty server needs them in this order">
      <ul className={styles['kinds']}>
        {KINDS.map((kind) => (
          <li key={kind.id}>
            <div>
              <b>{kind.title}</b>
              <span className="soft">
                {kind.about}
                {kind.needs && ` · needs ${kind.needs}`}
              </span>
            </div>
            <span className={styles['kindActs']}>
              <Button small look="quiet" aria-label={`Columns: ${kind.title}`} onPress={() => setShown(kind)}>
                Columns
              </Button>
              <a
                href={`/api/v2/templates/${kind.template}.xlsx`}
                download
                aria-label={`Template: ${kind.title}`}
              >
                Template
              </a>
            </span>
          </li>
        ))}
      </ul>
      {shown && <Columns kind={shown} onClose={() => setShown(undefined)} />}
    </Card>
  );
}

function Columns({ kind, onClose }: { kind: Kind; onClose(): void }) {
  const loaded = useData(PageImportFormatDocument, { kind: kind.id });
  const columns = loaded.data?.importFormat.columns;
  return (
    <Dialog title={`Columns: ${kind.title}`} isOpen onClose={onClose} wide>
      <p className="soft">In any order; capitals, spaces and signs in a header do not matter.</p>
      {!columns && <Waiting loaded={loaded} label="Columns" />}
      {columns && (
        <DataTable
          caption={`Columns: ${kind.title}`}
          rows={columns}
          rowKey={({ name }) => name}
          columns={[
            { id: 'name', title: 'Column', cell: ({ name, required }) => `${name}${required ? ' *' : ''}` },
            { id: 'about', title: 'Holds', cell: ({ about }) => about },
            { id: 'example', title: 'Example', cell: ({ example }) => String(example) },
            { id: 'also', title: 'Also called', cell: ({ otherNames }) => otherNames.join(', ') },
          ]}
        />
      )}
      <p className="soft">* a file without it is refused</p>
    </Dialog>
  );
}
