import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { demandKey } from '../data/demand';
import { gapText, gapWords, percentRough, toneOf } from '../format/number';
import type { MonthCharts } from './charts-data';
import styles from './top-gaps.module.css';

const SHORTAGES = 8;
const SURPLUSES = 4;

/** The demands that are furthest from their forecast in a month, both ways, on one scale. */
export function TopGaps({ charts }: { charts: MonthCharts }) {
  const shortages = charts.topShortages.slice(0, SHORTAGES);
  const surpluses = charts.topSurpluses.slice(0, SURPLUSES);
  const shown = [...shortages, ...surpluses];
  const largest = Math.max(1, ...shown.map(({ gap }) => Math.abs(gap)));
  return (
    <div className={styles['lists']}>
      <GapList title="Short" rows={shortages} largest={largest} none="No demand is short." />
      <GapList title="Over" rows={surpluses} largest={largest} none="No demand has people to spare." />
    </div>
  );
}

interface GapListProps {
  title: string;
  rows: MonthCharts['topShortages'];
  largest: number;
  none: string;
}

function GapList({ title, rows, largest, none }: GapListProps) {
  const address = useAddress();
  return (
    <div>
      <h3 className={styles['title']}>{title}</h3>
      {rows.length === 0 && <p className="soft">{none}</p>}
      <ol>
        {rows.map((row) => (
          <li key={demandKey(row)}>
            <Link
              className={styles['row']}
              href={hrefOf(address, '/capacity', {
                month: address.search.get('month') ?? undefined,
                demand: demandKey(row),
              })}
            >
              <span className={styles['name']}>
                <b>{row.caseType}</b>
                <small>
                  {row.state !== 'N/A' && `${row.state} · `}
                  {row.mainLob}
                </small>
              </span>
              <span className={`${styles['gap']} ${toneOf(row.gap)}`} aria-label={gapWords(row.gap)}>
                {gapText(row.gap)}
              </span>
              <span className={styles['coverage']}>{percentRough(row.coverage)}</span>
              <span className={styles['track']} aria-hidden="true">
                <span
                  className={styles['bar']}
                  data-tone={toneOf(row.gap)}
                  style={{ width: `${Math.max(1, (Math.abs(row.gap) / largest) * 100)}%` }}
                />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </div>
  );
}
