import { changeAddress, hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { reportKey, useReport, type Report } from '../data/report';
import { useData } from '../data/use-data';
import { monthLabel } from '../format/date';
import { cases, difference, fte, gapText, NONE, toneOf } from '../format/number';
import {
  PageComparisonDocument,
  type ComparedFiguresFragment,
  type ComparedValueFragment,
} from '../generated/graphql';
import { DataTable, type Column } from '../ui/data-table';
import { tableOf, type ExportColumns, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { ToImport } from '../shell/to-import';
import { Select } from '../ui/select';
import { EmptyState, Waiting } from '../ui/states';
import styles from './comparison.module.css';

/** Two reports side by side: what became more, what became less, and where. */
export function Comparison() {
  const { report, reports, prior } = useReport();
  const { search } = useAddress();
  const others = reports.filter((each) => each !== report);
  const against = others.find((each) => reportKey(each) === search.get('against')) ?? prior ?? others[0];
  if (!report || !against)
    return (
      <EmptyState title="There is nothing to compare with">
        <p>A comparison needs two reports; the next forecast file brings another one.</p>
        <ToImport text="Import a forecast report" />
      </EmptyState>
    );
  return <Compared report={report} against={against} others={others} />;
}

interface ComparedProps {
  report: Report;
  against: Report;
  others: readonly Report[];
}

const nameOf = ({ reportMonth, reportYear }: Report): string => `${reportMonth} ${reportYear}`;

function Compared({ report, against, others }: ComparedProps) {
  const loaded = useData(PageComparisonDocument, { report: reportKey(report), against: reportKey(against) });
  const address = useAddress();
  const { search } = address;
  const comparison = loaded.data?.reportComparison;
  const months = comparison?.months ?? [];
  const month =
    months.find((each) => each.month === search.get('of')) ?? months.find(isCompared) ?? months[0];
  return (
    <div className={styles['comparison']}>
      <div className={styles['tools']}>
        <span>
          <b>{nameOf(report)}</b> against
        </span>
        <Select
          label="Against"
          labelling="hidden"
          value={reportKey(against)}
          onChange={(key) => changeAddress({ against: key }, { replace: true })}
          choices={others.map((each) => ({ id: reportKey(each), text: nameOf(each) }))}
        />
        <span className={styles['space']} />
        <Link href={hrefOf(address, '/connect', { of: 'powerbi/comparison' })}>Every demand: in Connect</Link>
        {comparison && <ExportMenu of="the months" table={() => comparedTable('comparison', months)} />}
      </div>
      {!comparison && <Waiting loaded={loaded} label="Comparison" />}
      {comparison?.warnings.map((warning) => (
        <p key={warning} className={styles['warning']}>
          {warning}
        </p>
      ))}
      {comparison && (
        <DataTable
          caption="By month"
          rows={months}
          rowKey={({ month: key }) => key}
          columns={[
            {
              id: 'month',
              title: 'Month',
              cell: ({ month: key }) => <span className={styles['month']}>{monthLabel(key)}</span>,
            },
            ...FIGURES,
          ]}
        />
      )}
      {comparison && month && <ByLob lobs={comparison.lobs} months={months} month={month.month} />}
    </div>
  );
}

const isCompared = ({ forecast }: ComparedFiguresFragment): boolean => forecast.delta !== null;

type Format = (value: number) => string;

/** A figure over what became of it. */
function Figure({ value, format }: { value: ComparedValueFragment; format: Format }) {
  const { current, prior, delta, deltaPct } = value;
  return (
    <>
      {current === null ? NONE : format(current)}
      <small className={styles['delta']}>
        {delta === null ? (prior === null ? 'new' : `was ${format(prior)}`) : difference(delta, format)}
        {deltaPct !== null && ` · ${difference(deltaPct, fte)} %`}
      </small>
    </>
  );
}

/** A gap moves towards zero or away from it. */
function gapChange({ current, prior }: ComparedValueFragment): string {
  if (current === null || prior === null) return NONE;
  const moved = Math.abs(current) - Math.abs(prior);
  if (Math.round(moved) === 0) return 'unchanged';
  return `${cases(Math.abs(moved))} ${moved > 0 ? 'wider' : 'narrower'}`;
}

function Gap({ value }: { value: ComparedValueFragment }) {
  const { current } = value;
  return (
    <>
      <span className={current === null ? '' : toneOf(current)}>
        {current === null ? NONE : gapText(current)}
      </span>
      <small className={styles['delta']}>{gapChange(value)}</small>
    </>
  );
}

const FIGURES: Column<ComparedFiguresFragment>[] = [
  {
    id: 'forecast',
    title: 'Forecast',
    numeric: true,
    cell: (row) => <Figure value={row.forecast} format={cases} />,
  },
  {
    id: 'capacity',
    title: 'Capacity',
    numeric: true,
    cell: (row) => <Figure value={row.capacity} format={cases} />,
  },
  { id: 'gap', title: 'Gap', numeric: true, cell: (row) => <Gap value={row.gap} /> },
  {
    id: 'people',
    title: 'People',
    numeric: true,
    cell: (row) => <Figure value={row.fteCount} format={cases} />,
  },
  {
    id: 'required',
    title: 'FTE required',
    numeric: true,
    cell: (row) => <Figure value={row.fteRequired} format={cases} />,
  },
];

/** Each figure as it is, as it was, and the difference. */
function comparedTable<Row extends ComparedFiguresFragment>(
  name: string,
  rows: readonly Row[],
  keys: ExportColumns<Row> = {},
): ExportTable {
  const figures: Readonly<Record<string, (row: Row) => ComparedValueFragment>> = {
    forecast: (row) => row.forecast,
    capacity: (row) => row.capacity,
    gap: (row) => row.gap,
    people: (row) => row.fteCount,
    'FTE required': (row) => row.fteRequired,
  };
  const columns = Object.entries(figures).flatMap(([title, of]): [string, (row: Row) => number | null][] => [
    [title, (row) => of(row).current],
    [`${title} before`, (row) => of(row).prior],
    [`${title} change`, (row) => of(row).delta],
  ]);
  return tableOf(name, rows, { ...keys, month: ({ month }) => month, ...Object.fromEntries(columns) });
}

interface ByLobProps {
  lobs: readonly { mainLob: string; months: readonly ComparedFiguresFragment[] }[];
  months: readonly ComparedFiguresFragment[];
  month: string;
}

type LobRow = ComparedFiguresFragment & { mainLob: string };

/** The lines of one month, the greatest change of the gap first. */
function ByLob({ lobs, months, month }: ByLobProps) {
  const address = useAddress();
  const rows: LobRow[] = lobs
    .flatMap(({ mainLob, months: of }) => of.map((figures) => ({ ...figures, mainLob })))
    .filter((row) => row.month === month)
    .sort((a, b) => Math.abs(b.gap.delta ?? 0) - Math.abs(a.gap.delta ?? 0));
  return (
    <>
      <div className={styles['tools']}>
        <Select
          label="Lines in"
          labelling="inside"
          value={month}
          onChange={(key) => changeAddress({ of: key }, { replace: true })}
          choices={months.map(({ month: key }) => ({ id: key, text: monthLabel(key) }))}
        />
        <span className="soft">the greatest change of the gap first</span>
        <span className={styles['space']} />
        <ExportMenu
          of="the lines of business"
          table={() =>
            comparedTable('comparison-lines', rows, { 'line of business': ({ mainLob }) => mainLob })
          }
        />
      </div>
      <DataTable
        caption="By line of business"
        rows={rows}
        rowKey={({ mainLob }) => mainLob}
        columns={[
          {
            id: 'lob',
            title: 'Line of business',
            cell: ({ mainLob }) => (
              <Link href={hrefOf(address, '/capacity', { month, open: mainLob })}>{mainLob}</Link>
            ),
          },
          ...(FIGURES as Column<LobRow>[]),
        ]}
      />
    </>
  );
}
