import { useState } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import { useData } from '../data/use-data';
import { useMay } from '../data/viewer';
import { dateTime, monthLabel, monthName } from '../format/date';
import { PageReportsDocument, type PageReportsQuery } from '../generated/graphql';
import { Button } from '../ui/button';
import { tableOf, type ExportTable } from '../ui/export/table';
import { ExportMenu } from '../ui/export-menu';
import { ToImport } from '../shell/to-import';
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
        <ToImport text="Import a forecast report" />
      </EmptyState>
    );
  return <Matrix reports={forecastReports} closed={closedMonths} />;
}

function Matrix({ reports, closed }: { reports: readonly Report[]; closed: readonly Closed[] }) {
  const [asked, setAsked] = useState<string>();
  const mayClose = useMay('CLOSE_MONTHS');
  const sorted = [...reports].sort((a, b) => (a.yearMonth < b.yearMonth ? 1 : -1));
  const months = [
    ...new Set(reports.flatMap((report) => report.months.map(({ yearMonth }) => yearMonth))),
  ].sort();
  const closedIn = (yearMonth: string): Closed | undefined =>
    closed.find((each) => each.yearMonth === yearMonth);
  return (
    <>
      <div className={styles['scroller']} role="region" aria-label="Reports by month" tabIndex={0}>
        <table className={styles['matrix']}>
          <thead>
            <tr>
              <th scope="col">Report</th>
              {months.map((yearMonth) => (
                <th key={yearMonth} scope="col">
                  {monthLabel(yearMonth)}
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
              {months.map((yearMonth) => (
                <td key={yearMonth}>
                  {mayClose ? (
                    <Button
                      small
                      look={closedIn(yearMonth) ? 'soft' : 'quiet'}
                      aria-label={`${closedIn(yearMonth) ? 'Reopen' : 'Close'} ${monthName(yearMonth)}`}
                      onPress={() => setAsked(yearMonth)}
                    >
                      {closedIn(yearMonth) ? 'Closed' : 'Close …'}
                    </Button>
                  ) : (
                    <span className="soft">{closedIn(yearMonth) ? 'closed' : 'open'}</span>
                  )}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <div className={styles['foot']}>
        <p className={styles['key']}>
          <span className={styles['live']}>live</span> its figures count and can be changed ·{' '}
          <span className={styles['frozen']}>frozen</span> a newer report covers the month; kept as it was · a
          closed month accepts no change
        </p>
        <ExportMenu table={() => reportsTable(sorted, months)} />
      </div>
      {asked !== undefined && (
        <MonthDialog yearMonth={asked} closed={closedIn(asked)} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

const reportsTable = (reports: readonly Report[], months: readonly string[]): ExportTable =>
  tableOf('reports', reports, {
    report: ({ yearMonth }) => yearMonth,
    file: ({ sourceFile }) => sourceFile,
    'imported by': ({ importedBy }) => importedBy,
    imported: ({ importedDatetime }) => importedDatetime,
    ...Object.fromEntries(
      months.map((yearMonth) => [
        monthLabel(yearMonth),
        (report: Report) => {
          const state = report.months.find((each) => each.yearMonth === yearMonth);
          return state && (state.isLive ? 'live' : 'frozen');
        },
      ]),
    ),
  });

function ReportRow({ report, months }: { report: Report; months: readonly string[] }) {
  const address = useAddress();
  const key = report.yearMonth;
  const stateOf = (yearMonth: string): MonthState | undefined =>
    report.months.find((each) => each.yearMonth === yearMonth);
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
      {months.map((yearMonth) => {
        const state = stateOf(yearMonth);
        return (
          <td key={yearMonth}>
            {state && (
              <Link
                className={state.isLive ? styles['live'] : styles['frozen']}
                href={hrefOf(address, '/capacity', { report: key, month: yearMonth })}
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
