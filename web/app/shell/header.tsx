import { useEffect, useState, useSyncExternalStore } from 'react';
import { changeAddress, hrefWith, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useFreshness } from '../data/live';
import { isWaiting, onWaiting } from '../data/patience';
import { reportKey, useReport } from '../data/report';
import { cases, gapText, gapWords, percentRough, toneOf } from '../format/number';
import { time } from '../format/date';
import { Select } from '../ui/select';
import { PaletteButton } from './palette-button';
import styles from './header.module.css';

/** The report in view, its months with their gaps, and how fresh all of it is. */
export function Header({ byMonth }: { byMonth: boolean }) {
  const { report, reports } = useReport();
  return (
    <header className={styles['header']}>
      {report && (
        <div className={styles['report']}>
          <Select
            label="Report"
            labelling="above"
            value={reportKey(report)}
            onChange={(key) => changeAddress({ report: key, month: undefined })}
            choices={reports.map((each) => ({
              id: reportKey(each),
              text: `${each.reportMonth} ${each.reportYear}`,
              note: each.isCurrent ? 'current' : 'earlier',
            }))}
          />
        </div>
      )}
      {byMonth && <MonthChips />}
      <div className={styles['side']}>
        <PaletteButton />
        <FreshnessLine />
      </div>
    </header>
  );
}

function MonthChips() {
  const { months, month } = useReport();
  const address = useAddress();
  if (months.length === 0) return null;
  return (
    <nav aria-label="Months" className={styles['chips']}>
      {months.map(({ month: label, yearMonth, gap, coverage, isFrozen }) => (
        <Link
          key={yearMonth}
          href={hrefWith(address, { month: yearMonth })}
          className={styles['chip']}
          aria-current={yearMonth === month?.yearMonth ? 'true' : undefined}
          aria-label={`${label}: ${gapWords(gap)}, ${percentRough(coverage)} covered${isFrozen ? ', frozen' : ''}`}
        >
          <span className={styles['month']}>
            {label}
            {isFrozen && <small>frozen</small>}
          </span>
          <b className={toneOf(gap)}>{gapText(gap)}</b>
          <span className={styles['track']} data-tone={toneOf(gap)}>
            <span className={styles['fill']} style={{ width: `${Math.min(100, (coverage ?? 1) * 100)}%` }} />
          </span>
        </Link>
      ))}
    </nav>
  );
}

const NOTICE_MS = 6_000;

function FreshnessLine() {
  const { version, asOf, changes } = useFreshness();
  const [seen, setSeen] = useState(changes);
  useEffect(() => {
    if (changes === seen) return undefined;
    const timer = setTimeout(() => setSeen(changes), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [changes, seen]);
  const waits = useSyncExternalStore(onWaiting, isWaiting);
  if (waits)
    return (
      <p className={styles['fresh']} role="status">
        <span className={styles['news']}>The server is busy or starting: it is asked again shortly</span>
      </p>
    );
  return (
    <p className={styles['fresh']} role="status">
      {changes === seen ? (
        asOf && version !== undefined && `as of ${time(asOf)} · v ${cases(version)}`
      ) : (
        <span className={styles['news']}>Updated: somebody changed the data</span>
      )}
    </p>
  );
}
