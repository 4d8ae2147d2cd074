import { useId } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { PageRevertDocument } from '../generated/graphql';
import { Button } from '../ui/button';
import { Refused } from '../ui/states';
import type { Obstacle } from './revertible';
import styles from './revert.module.css';

interface TakeBackProps {
  /** Number of the change set. */
  id: string;
  /** What stands in the way; undefined while that is not known. */
  obstacles: readonly Obstacle[] | undefined;
  label?: string;
  /** What the button is about, where several stand on the page. */
  name?: string;
  /** What is said when it worked. */
  done: string;
  /** The message then offers no undo. */
  noUndo?: boolean;
  onDone?(): void;
}

/** Takes a change back, or says before anybody presses why that cannot be. */
export function TakeBack({ id, obstacles, label = 'Take it back', name, done, ...rest }: TakeBackProps) {
  const { noUndo = false, onDone } = rest;
  const change = useChange();
  const why = useId();
  const isBlocked = obstacles !== undefined && obstacles.length > 0;
  const revert = async (): Promise<void> => {
    const worked = await change.run(() => runChange(PageRevertDocument, { id }, { done, noUndo }));
    if (worked) onDone?.();
  };
  return (
    <>
      <Button
        small
        isDisabled={obstacles === undefined || isBlocked}
        isPending={change.isPending}
        aria-label={name === undefined ? undefined : `${label}: ${name}`}
        {...(isBlocked && { 'aria-describedby': why })}
        onPress={() => void revert()}
      >
        {label}
      </Button>
      {isBlocked && <Why id={why} obstacles={obstacles} />}
      <Refused
        text={change.error === undefined ? undefined : `It cannot be taken back: ${errorText(change.error)}`}
      />
    </>
  );
}

const MAX_SHOWN = 3;

function Why({ id, obstacles }: { id: string; obstacles: readonly Obstacle[] }) {
  const address = useAddress();
  const more = obstacles.length - MAX_SHOWN;
  return (
    <div id={id} className={styles['why']}>
      <p>It cannot be taken back:</p>
      <ul>
        {obstacles.slice(0, MAX_SHOWN).map(({ message, later }) => (
          <li key={message}>
            {message}
            {later !== undefined && (
              <>
                {' · '}
                <Link href={hrefOf(address, '/history', { set: later })}>see change {later}</Link>
              </>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="soft">and {more} more</p>}
    </div>
  );
}
