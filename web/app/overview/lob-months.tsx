import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import type { MonthFigures } from '../data/report';
import { gapText, gapWords, percentRough, toneOf } from '../format/number';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { heatOf, heatSign } from './heat';
import styles from './heat.module.css';

/** A line of business with its months. */
export interface LobFigures {
  id: string;
  name: string;
  series: readonly MonthFigures[];
}

interface LobMonthsProps {
  lobs: readonly LobFigures[];
  months: readonly MonthFigures[];
  month: MonthFigures;
}

/** Coverage of each line in each month, the shortest line of the month on top. */
export function LobMonths({ lobs, months, month }: LobMonthsProps) {
  const gapIn = ({ series }: LobFigures): number =>
    series.find(({ yearMonth }) => yearMonth === month.yearMonth)?.gap ?? 0;
  const sorted = [...lobs].sort((a, b) => gapIn(a) - gapIn(b));
  const address = useAddress();
  return (
    <div className={styles['scroller']} role="region" aria-label="Coverage by line of business" tabIndex={0}>
      <table className={styles['heat']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Line of business</span>
            </th>
            {months.map(({ month: label, yearMonth }) => (
              <th key={yearMonth} scope="col" data-selected={yearMonth === month.yearMonth || undefined}>
                {label}
              </th>
            ))}
            <th scope="col" className="num">
              Gap {month.month}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((lob) => (
            <tr key={lob.id}>
              <th scope="row">
                <Link href={hrefOf(address, '/capacity', { open: lob.name })}>{lob.name}</Link>
              </th>
              {lob.series.map(({ yearMonth, month: label, coverage, gap }) => (
                <td key={yearMonth} data-heat={heatOf(coverage)}>
                  <Link
                    href={hrefOf(address, '/capacity', { month: yearMonth, open: lob.name })}
                    title={`${lob.name}, ${label}: ${gapWords(gap)}`}
                  >
                    {percentRough(coverage)} <span aria-hidden="true">{heatSign(coverage)}</span>
                  </Link>
                </td>
              ))}
              <td className={toneOf(gapIn(lob))}>{gapText(gapIn(lob))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['more']}>
        <span>Capacity as a share of the forecast</span>
        <ExportMenu of="the lines of business" small table={() => lobsTable(sorted)} />
      </div>
    </div>
  );
}

/** A row for each line and month. */
const lobsTable = (lobs: readonly LobFigures[]): ExportTable =>
  tableOf(
    'lines-by-month',
    lobs.flatMap(({ name, series }) => series.map((figures) => ({ ...figures, name }))),
    {
      'line of business': ({ name }) => name,
      month: ({ yearMonth }) => yearMonth,
      forecast: ({ forecast }) => forecast,
      capacity: ({ capacity }) => capacity,
      gap: ({ gap }) => gap,
      coverage: ({ coverage }) => coverage,
    },
  );
