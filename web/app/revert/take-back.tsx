import { useId } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { PageRevertDocument } from '../generated/graphql';
import { plainly } from '../history/words';
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
  /** One of several in a list: the first reason only. */
  brief?: boolean;
  onDone?(): void;
}

/** Takes a change back, or shows before anybody presses why that cannot be. */
export function TakeBack({ id, obstacles, label = 'Take it back', name, done, ...rest }: TakeBackProps) {
  const { noUndo = false, brief = false, onDone } = rest;
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
      {isBlocked && <Why id={why} obstacles={obstacles} shown={brief ? 1 : MAX_SHOWN} />}
      <Refused
        text={change.error === undefined ? undefined : `It cannot be taken back: ${errorText(change.error)}`}
      />
    </>
  );
}

const MAX_SHOWN = 3;
/** So many reasons the server names at most. */
const MAX_NAMED = 20;

function Why({ id, obstacles, shown }: { id: string; obstacles: readonly Obstacle[]; shown: number }) {
  const address = useAddress();
  const more = obstacles.length - shown;
  return (
    <div id={id} className={styles['why']}>
      {obstacles.slice(0, shown).map(({ message, later }, i) => (
        <p key={message}>
          {i === 0 && <b>It stays: </b>}
          {plainly(message)}
          {later !== undefined && (
            <>
              {' · '}
              <Link href={hrefOf(address, '/history', { set: later })}>see change {later}</Link>
            </>
          )}
        </p>
      ))}
      {more > 0 && <p>and {obstacles.length < MAX_NAMED ? more : `at least ${more}`} more of this kind</p>}
    </div>
  );
}
