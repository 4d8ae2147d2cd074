import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { demandKey, placeText, type DemandName } from '../data/demand';
import { reportKey, type MonthFigures, type Report } from '../data/report';
import { useData } from '../data/use-data';
import { nextMonth, readWeek, weekKey, weekName, weekSpan, type Week } from '../format/date';
import { cases, fte, NONE } from '../format/number';
import { PageDemandWeeksDocument } from '../generated/graphql';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { Waiting } from '../ui/states';
import type { MonthCharts } from './charts-data';
import { heatOf, heatSign } from './heat';
import styles from './heat.module.css';

interface DemandWeeksProps {
  report: Report;
  month: MonthFigures;
  /** The charts of the month. */
  charts: MonthCharts;
}

interface Demand extends DemandName {
  required: number | null;
}

/** The shortest demands week by week: FTE there against the FTE that the month requires. */
export function DemandWeeks({ report, month, charts }: DemandWeeksProps) {
  const worst = charts.topShortages;
  const weeks = useData(PageDemandWeeksDocument, {
    report: reportKey(report),
    index: month.forecastMonthIndex,
    from: month.yearMonth,
    to: nextMonth(month.yearMonth),
    mainLobs: [...new Set(worst.map(({ mainLob }) => mainLob))],
    states: [...new Set(worst.map(({ state }) => state))],
    caseTypes: [...new Set(worst.map(({ caseType }) => caseType))],
  });
  if (worst.length === 0) return <p className="soft">No demand is short in {month.month}.</p>;
  if (!weeks.data) return <Waiting loaded={weeks} label="Weeks" />;
  const { reportWeeklyDetail, monthlySummaries } = weeks.data;
  const required = new Map(monthlySummaries.nodes.map((node) => [demandKey(node), node.fteRequired]));
  return (
    <WeekTable
      demands={worst.map((demand) => ({ ...demand, required: required.get(demandKey(demand)) ?? null }))}
      people={peopleByWeek(reportWeeklyDetail.columns ?? [], (reportWeeklyDetail.rows ?? []) as unknown[][])}
    />
  );
}

interface WeekFigures {
  weeks: readonly Week[];
  /** FTE by demand and week. */
  fteOf: ReadonlyMap<string, number>;
}

function peopleByWeek(columns: readonly string[], rows: readonly unknown[][]): WeekFigures {
  const at = (row: unknown[], name: string): unknown => row[columns.indexOf(name)];
  const weeks = new Map<string, Week>();
  const fteOf = new Map<string, number>();
  for (const row of rows) {
    const week = { year: Number(at(row, 'year')), weekNumber: Number(at(row, 'week_number')) };
    const demand = demandKey({
      mainLob: String(at(row, 'main_lob')),
      state: String(at(row, 'state')),
      caseType: String(at(row, 'case_type')),
    });
    weeks.set(weekKey(week), week);
    fteOf.set(`${demand} ${weekKey(week)}`, Number(at(row, 'fte_equivalent')));
  }
  return { weeks: [...weeks.keys()].sort().map(readWeek), fteOf };
}

interface WeekTableProps {
  demands: readonly Demand[];
  people: WeekFigures;
}

/** The state first: where room ends, the end of the line is cut off. */
const placeShort = ({ mainLob, state }: DemandName): string =>
  state === 'N/A' ? mainLob : `${state} · ${mainLob}`;

function WeekTable({ demands, people: { weeks, fteOf } }: WeekTableProps) {
  const address = useAddress();
  return (
    <div className={styles['scroller']} role="region" aria-label="FTE by demand and week" tabIndex={0}>
      <table className={styles['heat']} style={{ '--cells': weeks.length, '--figure': '40px' } as never}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Demand</span>
            </th>
            {weeks.map((week) => (
              <th key={weekKey(week)} scope="col" title={weekSpan(week)}>
                {weekName(week)}
              </th>
            ))}
            <th scope="col" className="num">
              FTE required
            </th>
          </tr>
        </thead>
        <tbody>
          {demands.map((demand) => (
            <tr key={demandKey(demand)}>
              <th scope="row">
                <Link
                  href={hrefOf(address, '/capacity', { demand: demandKey(demand) })}
                  title={`${demand.caseType}, ${placeText(demand)}`}
                >
                  {demand.caseType} <span className="soft">{placeShort(demand)}</span>
                </Link>
              </th>
              {weeks.map((week) => {
                const there = fteOf.get(`${demandKey(demand)} ${weekKey(week)}`) ?? 0;
                const share = demand.required ? there / demand.required : null;
                return (
                  <td key={weekKey(week)} data-heat={heatOf(share)}>
                    <span className={styles['cell']}>
                      {fte(there)} <span aria-hidden="true">{heatSign(share)}</span>
                    </span>
                  </td>
                );
              })}
              <td>{demand.required === null ? NONE : cases(demand.required)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['more']}>
        <span>The {demands.length} shortest demands; FTE in the week against FTE required</span>
        <Link href={hrefOf(address, '/capacity', { sort: 'gap' })}>All demands</Link>
        <ExportMenu of="demands by week" small table={() => weeksTable(demands, weeks, fteOf)} />
      </div>
    </div>
  );
}

function weeksTable(
  demands: readonly Demand[],
  weeks: readonly Week[],
  fteOf: WeekFigures['fteOf'],
): ExportTable {
  const ofWeek = (key: string) => (demand: Demand) => fteOf.get(`${demandKey(demand)} ${key}`) ?? 0;
  return tableOf<Demand>('demands-by-week', demands, {
    'line of business': ({ mainLob }) => mainLob,
    state: ({ state }) => state,
    'case type': ({ caseType }) => caseType,
    ...Object.fromEntries(weeks.map(weekKey).map((key) => [key, ofWeek(key)])),
    'FTE required': ({ required }) => required,
  });
}
