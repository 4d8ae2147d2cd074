import { cases, signOf, toneOf } from '../../format/number';
import styles from '../allocation.module.css';

/** Missing cases before and after on one scale: the light bar is what was, the dark one what stays. */
export function ShortBar({ before, after, largest }: { before: number; after: number; largest: number }) {
  const share = (value: number): string => `${largest > 0 ? (Math.max(0, value) / largest) * 100 : 0}%`;
  return (
    <span className={styles['bar']} aria-hidden="true">
      <span className={styles['barBefore']} style={{ width: share(before) }} />
      <span className={styles['barAfter']} style={{ width: share(after) }} />
    </span>
  );
}

/** `▲ 1,204 covered` or `▼ 12 lost`. */
export function Gained({ before, after }: { before: number; after: number }) {
  const gained = before - after;
  if (toneOf(gained) === 'even') return <span className="soft">as before</span>;
  return (
    <span className={toneOf(gained)}>
      {signOf(gained)} {cases(Math.abs(gained))} {gained > 0 ? 'more' : 'fewer'} covered
    </span>
  );
}
