import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useUncached } from '../data/use-uncached';
import { useMay } from '../data/viewer';
import { dateTime } from '../format/date';
import { cases } from '../format/number';
import { PageLatestImportsDocument, type PageLatestImportsQuery } from '../generated/graphql';
import { actionText } from '../history/words';
import { useObstacles, type Obstacle } from '../revert/revertible';
import { TakeBack } from '../revert/take-back';
import { Card } from '../ui/card';
import { Waiting } from '../ui/states';
import styles from './import.module.css';

const SHOWN = 6;

type Batch = PageLatestImportsQuery['history']['nodes'][number];

const isOpen = ({ revertedByChangeSetId, entries }: Batch): boolean =>
  revertedByChangeSetId === null && entries.totalCount > 0;

/** The files that went in last, each with its way back or the reason why there is none. */
export function LatestImports() {
  const address = useAddress();
  const mayRevert = useMay('REVERT');
  const loaded = useUncached(PageLatestImportsDocument, { first: SHOWN });
  const history = loaded.data?.history;
  const batches = history?.nodes ?? [];
  const obstacles = useObstacles(mayRevert ? batches.filter(isOpen).map(({ id }) => id) : []);
  if (history?.totalCount === 0) return null;
  return (
    <Card
      title="Files that went in last"
      note={<Link href={hrefOf(address, '/history', { kind: 'import' })}>All in the history</Link>}
    >
      {!history && <Waiting loaded={loaded} label="the latest imports" />}
      <ul className={styles['batches']}>
        {batches.map((batch) => (
          <BatchItem key={batch.id} batch={batch} obstacles={obstacles(batch.id)} mayRevert={mayRevert} />
        ))}
      </ul>
    </Card>
  );
}

interface BatchItemProps {
  batch: Batch;
  obstacles: readonly Obstacle[] | undefined;
  mayRevert: boolean;
}

function BatchItem({ batch, obstacles, mayRevert }: BatchItemProps) {
  const { id, action, actor, createdDatetime, note, revertedByChangeSetId, entries } = batch;
  const address = useAddress();
  const what = actionText(action);
  const rows = entries.totalCount;
  return (
    <li>
      <div>
        <Link href={hrefOf(address, '/history', { kind: 'import', set: id })}>{note ?? what}</Link>
        <span className="soft">
          {what} · {rows === 0 ? 'nothing had to change' : `${cases(rows)} ${rows === 1 ? 'row' : 'rows'}`} ·{' '}
          {dateTime(createdDatetime)} · {actor}
        </span>
      </div>
      {revertedByChangeSetId !== null && <span className="soft">taken back</span>}
      {mayRevert && isOpen(batch) && (
        <TakeBack
          id={id}
          obstacles={obstacles}
          label="Undo the import"
          name={note ?? what}
          brief
          done={`${note ?? what} is taken back`}
        />
      )}
    </li>
  );
}
