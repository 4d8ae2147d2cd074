import { changeAddress, hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import type { MonthFigures, Report } from '../data/report';
import { cases, difference, gapText, gapWords, percentRough, signOf, three, toneOf } from '../format/number';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { Segments } from '../ui/segments';
import { heatOf, heatSign } from './heat';
import styles from './heat.module.css';

/** A line of business with its months. */
export interface LobFigures {
  id: string;
  name: string;
  series: readonly MonthFigures[];
}

/** The lines of business as the report before has them. */
export interface PriorLobs {
  report: Report;
  lobs: readonly LobFigures[];
}

interface LobMonthsProps {
  lobs: readonly LobFigures[];
  months: readonly MonthFigures[];
  month: MonthFigures;
  prior: PriorLobs | undefined;
}

const CELLS = [
  { id: 'share', text: 'Coverage' },
  { id: 'gap', text: 'Gap' },
];

const inMonth = ({ series }: LobFigures, { yearMonth }: MonthFigures): MonthFigures | undefined =>
  series.find((each) => each.yearMonth === yearMonth);

/** Each line in each month, the shortest line of the month on top: as a share of its forecast, or in cases. */
export function LobMonths({ lobs, months, month, prior }: LobMonthsProps) {
  const { search } = useAddress();
  const showsGap = search.get('cells') === 'gap';
  const gapIn = (lob: LobFigures): number => inMonth(lob, month)?.gap ?? 0;
  const sorted = [...lobs].sort((a, b) => gapIn(a) - gapIn(b));
  return (
    <div className={styles['scroller']} role="region" aria-label="Lines by month" tabIndex={0}>
      <table className={styles['heat']} style={{ '--cells': months.length } as never}>
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
            {!showsGap && (
              <th scope="col" className="num">
                Gap {month.month}
              </th>
            )}
            {prior && (
              <th scope="col" className={`num ${styles['since']}`}>
                since {prior.report.reportMonth}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.map((lob) => (
            <LobRow key={lob.id} lob={lob} month={month} showsGap={showsGap} prior={prior} />
          ))}
        </tbody>
      </table>
      <div className={styles['more']}>
        <span className={styles['shown']}>
          <Segments
            label="Cells show"
            choices={CELLS}
            value={showsGap ? 'gap' : 'share'}
            onChange={(cells) =>
              changeAddress({ cells: cells === 'gap' ? cells : undefined }, { replace: true })
            }
          />
          {showsGap ? 'cases short ▼ or over ▲' : 'capacity as a share of the forecast'}
        </span>
        <ExportMenu of="the lines of business" small table={() => lobsTable(sorted)} />
      </div>
    </div>
  );
}

interface LobRowProps {
  lob: LobFigures;
  month: MonthFigures;
  showsGap: boolean;
  prior: PriorLobs | undefined;
}

function LobRow({ lob, month, showsGap, prior }: LobRowProps) {
  const address = useAddress();
  const gap = inMonth(lob, month)?.gap ?? 0;
  return (
    <tr data-gap={showsGap || undefined}>
      <th scope="row">
        <Link href={hrefOf(address, '/capacity', { open: lob.name })}>{lob.name}</Link>
      </th>
      {lob.series.map((figures) => (
        <td key={figures.yearMonth} data-heat={heatOf(figures.coverage)}>
          <Link
            href={hrefOf(address, '/capacity', { month: figures.yearMonth, open: lob.name })}
            title={`${lob.name}, ${figures.month}: ${gapWords(figures.gap)}`}
          >
            {showsGap ? (
              <>
                <span>{signOf(figures.gap)}</span> {three(Math.abs(figures.gap))}
              </>
            ) : (
              <>
                {percentRough(figures.coverage)} <span aria-hidden="true">{heatSign(figures.coverage)}</span>
              </>
            )}
          </Link>
        </td>
      ))}
      {!showsGap && <td className={toneOf(gap)}>{gapText(gap)}</td>}
      {prior && <Since lob={lob} month={month} prior={prior} />}
    </tr>
  );
}

/** What became of a line’s gap since the report before: plus is better. */
function Since({ lob, month, prior }: { lob: LobFigures; month: MonthFigures; prior: PriorLobs }) {
  const name = lob.name.toLowerCase();
  const before = prior.lobs.find((each) => each.name.toLowerCase() === name);
  const was = before && inMonth(before, month);
  const moved = (inMonth(lob, month)?.gap ?? 0) - (was?.gap ?? 0);
  return (
    <td className={`${styles['since']} ${was ? toneOf(moved) : 'soft'}`}>
      {was ? difference(moved, cases) : 'new'}
    </td>
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
