import { useState } from 'react';
import { changeAddress, hrefWith, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useUncached } from '../data/use-uncached';
import { useMay } from '../data/viewer';
import { time } from '../format/date';
import { cases } from '../format/number';
import {
  PageChangedRowsDocument,
  type PageChangedRowsQuery,
  type PageHistoryQuery,
} from '../generated/graphql';
import { useObstacles } from '../revert/revertible';
import { TakeBack } from '../revert/take-back';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { ChevronRight } from '../ui/icons';
import { Waiting } from '../ui/states';
import { changedRowsTable } from './export';
import { actionText, differencesOf, entityText, keyText, type Difference } from './words';
import styles from './history.module.css';

/** One write as the list shows it. */
export type ChangeSet = PageHistoryQuery['history']['nodes'][number];
type Entry = NonNullable<PageChangedRowsQuery['changeSet']>['entries']['nodes'][number];

const PAGE = 50;
const MAX_ROWS = 1_000;

const rowsText = (count: number): string => `${cases(count)} ${count === 1 ? 'row' : 'rows'}`;

/** One write: who, when and what; open, it shows each row before and after, and the way back. */
export function ChangeSetItem({ set, isOpen }: { set: ChangeSet; isOpen: boolean }) {
  const { id, action, actor, createdDatetime, note, entries } = set;
  const panel = `change-${id}`;
  return (
    <li className={styles['set']} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles['line']}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => changeAddress({ set: isOpen ? undefined : id }, { replace: true })}
      >
        <ChevronRight size={14} />
        <span className={styles['time']}>{time(createdDatetime)}</span>
        <span className={styles['what']}>
          <b>{actionText(action)}</b>
          {note && <span className="soft"> {note}</span>}
          {set.revertedByChangeSetId !== null && <span className={styles['tag']}>taken back</span>}
        </span>
        <span className={styles['who']}>{actor}</span>
        <span className={`num ${styles['count']}`}>{rowsText(entries.totalCount)}</span>
      </button>
      {isOpen && (
        <div id={panel} className={styles['open']}>
          <WayBack set={set} />
          {entries.totalCount === 0 ? (
            <p className="soft">It changed no row.</p>
          ) : (
            <ChangedRows id={id} total={entries.totalCount} />
          )}
        </div>
      )}
    </li>
  );
}

/** Takes the change back, or shows why that cannot be. */
function WayBack({ set }: { set: ChangeSet }) {
  const { id, action, entries, revertsChangeSetId, revertedByChangeSetId } = set;
  const address = useAddress();
  const mayRevert = useMay('REVERT');
  const setLink = (other: number) => (
    <Link href={hrefWith(address, { set: String(other) })}>change {other}</Link>
  );
  const isOffered = mayRevert && revertedByChangeSetId === null && entries.totalCount > 0;
  const obstacles = useObstacles(isOffered ? [id] : []);
  return (
    <div className={styles['back']}>
      <p className="soft">
        Change {id} · {action}
        {revertsChangeSetId !== null && <> · takes back {setLink(revertsChangeSetId)}</>}
        {revertedByChangeSetId !== null && <> · was taken back by {setLink(revertedByChangeSetId)}</>}
      </p>
      {entries.totalCount > 0 && (
        <ExportMenu of={`the rows of change ${id}`} small table={() => changedRowsTable(id)} />
      )}
      {isOffered && <TakeBack id={id} obstacles={obstacles(id)} done={`${actionText(action)}: taken back`} />}
    </div>
  );
}

function ChangedRows({ id, total }: { id: string; total: number }) {
  const [pages, setPages] = useState(1);
  const first = Math.min(pages * PAGE, MAX_ROWS);
  const loaded = useUncached(PageChangedRowsDocument, { id, first });
  const nodes = loaded.data?.changeSet?.entries.nodes;
  if (!nodes) return <Waiting loaded={loaded} label="The changed rows" />;
  return (
    <>
      <ul className={styles['rows']}>
        {nodes.map((entry) => (
          <EntryItem key={entry.id} entry={entry} />
        ))}
      </ul>
      {nodes.length < total && first < MAX_ROWS && (
        <Button small look="quiet" isPending={loaded.loading} onPress={() => setPages(pages + 1)}>
          {cases(total - nodes.length)} more
        </Button>
      )}
      {first === MAX_ROWS && total > MAX_ROWS && (
        <p className="soft">The first {cases(MAX_ROWS)} rows; the API has them all.</p>
      )}
    </>
  );
}

function EntryItem({ entry: { entity, entityKey, before, after } }: { entry: Entry }) {
  const differences = differencesOf(before, after);
  const kind = before === null ? 'new' : after === null ? 'removed' : 'changed';
  return (
    <li className={styles['row']}>
      <p>
        <b>{keyText(entity, entityKey)}</b>{' '}
        <span className="soft">
          {entityText(entity)}, {kind}
        </span>
      </p>
      <dl className={styles['columns']}>
        {differences.map((difference) => (
          <DifferenceItem key={difference.column} difference={difference} />
        ))}
      </dl>
    </li>
  );
}

function DifferenceItem({ difference: { column, before, after } }: { difference: Difference }) {
  return (
    <div>
      <dt>{column}</dt>
      <dd>
        {before !== undefined && <del>{before}</del>}
        {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
        {after !== undefined && <ins>{after}</ins>}
      </dd>
    </div>
  );
}
