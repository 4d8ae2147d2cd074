import { createContext, useContext, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useReport, type MonthFigures } from '../data/report';
import { cases, signOf, toneOf } from '../format/number';
import { Button } from '../ui/button';
import styles from './calendar.module.css';

interface CapacityMoves {
  before: readonly MonthFigures[] | undefined;
  /** Runs a change; if it works, the capacities from before it are kept, to show what it did to them. */
  compare(change: () => Promise<unknown>): Promise<void>;
  forget(): void;
}

const Context = createContext<CapacityMoves>({
  before: undefined,
  compare: async (change) => void (await change()),
  forget: () => undefined,
});

/** Keeps the capacities from before the last change of the calendar. */
export function CapacityMoveProvider({ children }: { children: ReactNode }) {
  const { months } = useReport();
  const [before, setBefore] = useState<readonly MonthFigures[]>();
  return (
    <Context
      value={{
        before,
        compare: async (change) => {
          await change();
          setBefore(months);
        },
        forget: () => setBefore(undefined),
      }}
    >
      {children}
    </Context>
  );
}

/** Runs a change whose effect on capacity is shown. */
export const useCompareCapacity = (): CapacityMoves['compare'] => useContext(Context).compare;

/** Once what has moved is back where it was, as after an undo, the change has nothing to tell any more. */
function useForgetWhenBack({ before, forget }: CapacityMoves, hasMoved: boolean): void {
  const shown = useRef<CapacityMoves['before']>(undefined);
  useLayoutEffect(() => {
    if (hasMoved) shown.current = before;
    else if (before && shown.current === before) forget();
  }, [before, hasMoved]);
}

/** What the last change of the calendar did to the months of the report. */
export function CapacityMoved() {
  const moves = useContext(Context);
  const { before, forget } = moves;
  const { months } = useReport();
  const address = useAddress();
  const moved = months.flatMap((month) => {
    const was = before?.find(({ yearMonth }) => yearMonth === month.yearMonth);
    const by = was ? month.capacity - was.capacity : 0;
    return was && toneOf(by) !== 'even' ? [{ month, was, by }] : [];
  });
  useForgetWhenBack(moves, moved.length > 0);
  if (!before) return null;
  return (
    <div className={styles['moved']} role="status">
      {moved.length === 0 ? (
        <p className="soft">No capacity of this report’s months has moved.</p>
      ) : (
        <p>
          <b>Capacity has moved:</b>{' '}
          {moved.map(({ month, was, by }) => (
            <span key={month.yearMonth} className={styles['move']}>
              <Link href={hrefOf(address, '/', { month: month.yearMonth })}>{month.month}</Link>{' '}
              {cases(was.capacity)} → <b>{cases(month.capacity)}</b>{' '}
              <span className={toneOf(by)}>
                {signOf(by)} {cases(Math.abs(by))}
              </span>
            </span>
          ))}
        </p>
      )}
      <Button small look="quiet" aria-label="Close" onPress={forget}>
        ×
      </Button>
    </div>
  );
}
