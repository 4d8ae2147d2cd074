import { useState } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useData } from '../data/use-data';
import { useMay } from '../data/viewer';
import { dateTime, monthKey, monthLabel, monthName } from '../format/date';
import { PageReportsDocument, type PageReportsQuery } from '../generated/graphql';
import { Button } from '../ui/button';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { EmptyState, Waiting } from '../ui/states';
import { MonthDialog } from './month-dialog';
import styles from './stored-reports.module.css';

type Report = PageReportsQuery['forecastReports'][number];
/** A month that was closed by hand. */
export type Closed = PageReportsQuery['closedMonths'][number];
type MonthState = Report['months'][number];

/** Every report by month: where it is live, where it is frozen, and which months are closed. */
export function StoredReports() {
  const loaded = useData(PageReportsDocument, {});
  if (!loaded.data) return <Waiting loaded={loaded} label="Reports" />;
  const { forecastReports, closedMonths } = loaded.data;
  if (forecastReports.length === 0)
    return (
      <EmptyState title="No report is stored">
        <p>A forecast file brings one.</p>
      </EmptyState>
    );
  return <Matrix reports={forecastReports} closed={closedMonths} />;
}

function Matrix({ reports, closed }: { reports: readonly Report[]; closed: readonly Closed[] }) {
  const [asked, setAsked] = useState<string>();
  const mayClose = useMay('CLOSE_MONTHS');
  const sorted = [...reports].sort((a, b) => (a.reportStart < b.reportStart ? 1 : -1));
  const months = [
    ...new Set(reports.flatMap((report) => report.months.map(({ monthStart }) => monthStart))),
  ].sort();
  const closedIn = (monthStart: string): Closed | undefined =>
    closed.find((each) => each.monthStart === monthStart);
  return (
    <>
      <div className={styles['scroller']} role="region" aria-label="Reports by month" tabIndex={0}>
        <table className={styles['matrix']}>
          <thead>
            <tr>
              <th scope="col">Report</th>
              {months.map((monthStart) => (
                <th key={monthStart} scope="col">
                  {monthLabel(monthStart)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((report) => (
              <ReportRow key={report.id} report={report} months={months} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Month</th>
              {months.map((monthStart) => (
                <td key={monthStart}>
                  {mayClose ? (
                    <Button
                      small
                      look={closedIn(monthStart) ? 'soft' : 'quiet'}
                      aria-label={`${closedIn(monthStart) ? 'Reopen' : 'Close'} ${monthName(monthStart)}`}
                      onPress={() => setAsked(monthStart)}
                    >
                      {closedIn(monthStart) ? 'Closed' : 'Close …'}
                    </Button>
                  ) : (
                    <span className="soft">{closedIn(monthStart) ? 'closed' : 'open'}</span>
                  )}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <p className={styles['key']}>
        <span className={styles['live']}>live</span> its figures count and can be changed ·{' '}
        <span className={styles['frozen']}>frozen</span> a newer report covers the month; kept as it was · a
        closed month accepts no change
      </p>
      <div className="no-print">
        <ExportMenu table={() => reportsTable(sorted, months)} />
      </div>
      {asked !== undefined && (
        <MonthDialog monthStart={asked} closed={closedIn(asked)} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

const reportsTable = (reports: readonly Report[], months: readonly string[]): ExportTable =>
  tableOf('reports', reports, {
    report: ({ reportStart }) => monthKey(reportStart),
    file: ({ sourceFile }) => sourceFile,
    'imported by': ({ importedBy }) => importedBy,
    imported: ({ importedDatetime }) => importedDatetime,
    ...Object.fromEntries(
      months.map((monthStart) => [
        monthLabel(monthStart),
        (report: Report) => {
          const state = report.months.find((each) => each.monthStart === monthStart);
          return state && (state.isLive ? 'live' : 'frozen');
        },
      ]),
    ),
  });

function ReportRow({ report, months }: { report: Report; months: readonly string[] }) {
  const address = useAddress();
  const key = monthKey(report.reportStart);
  const stateOf = (monthStart: string): MonthState | undefined =>
    report.months.find((each) => each.monthStart === monthStart);
  return (
    <tr>
      <th scope="row">
        <Link href={hrefOf(address, '/', { report: key, month: undefined })}>
          {report.reportMonthName} {report.reportYear}
        </Link>
        {report.isCurrent && <span className={styles['current']}>current</span>}
        <small>
          {report.sourceFile ?? 'entered by hand'} · {report.importedBy} · {dateTime(report.importedDatetime)}
        </small>
      </th>
      {months.map((monthStart) => {
        const state = stateOf(monthStart);
        return (
          <td key={monthStart}>
            {state && (
              <Link
                className={state.isLive ? styles['live'] : styles['frozen']}
                href={hrefOf(address, '/capacity', { report: key, month: monthKey(monthStart) })}
                title={state.frozenDatetime ? `frozen ${dateTime(state.frozenDatetime)}` : undefined}
                aria-label={`${state.label} of the ${report.reportMonthName} report: ${state.isLive ? 'live' : 'frozen'}`}
              >
                {state.isLive ? 'live' : 'frozen'}
              </Link>
            )}
          </td>
        );
      })}
    </tr>
  );
}
