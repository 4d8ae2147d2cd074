import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useAddress } from '../address/address';
import { PageShellDocument, type PageShellQuery } from '../generated/graphql';
import { useData, type Loaded } from './use-data';

/** A stored report. */
export type Report = PageShellQuery['forecastReports'][number];
/** One of the report's months with the figures of everything. */
export type MonthFigures = NonNullable<PageShellQuery['capacityTree']>['series'][number];

/** The report and month that the reader looks at. */
export interface ReportChoice {
  reports: readonly Report[];
  report: Report | undefined;
  /** The report before it, if it is stored. */
  prior: Report | undefined;
  months: readonly MonthFigures[];
  month: MonthFigures | undefined;
  loaded: Loaded<PageShellQuery>;
}

const ReportContext = createContext<ReportChoice | undefined>(undefined);

/** `2025-04`, the way addresses and REST spell a report. */
export const reportKey = ({ yearMonth }: Pick<Report, 'yearMonth'>): string => yearMonth;

/** What a report's key looks like; an address may hold anything. */
const IS_MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const monthIn = (months: readonly MonthFigures[], key: string | null): MonthFigures | undefined =>
  months.find(({ yearMonth }) => yearMonth === key);

/** The month asked for, else the one we are in, else the report's first. */
function choose(loaded: Loaded<PageShellQuery>, wanted: string | null, month: string | null): ReportChoice {
  if (wanted !== null && !IS_MONTH.test(wanted))
    return { ...choose(loaded, null, month), report: undefined, months: [] };
  const reports = [...(loaded.data?.forecastReports ?? [])].sort((a, b) =>
    a.yearMonth < b.yearMonth ? 1 : -1,
  );
  const tree = loaded.data?.capacityTree;
  const report = tree
    ? reports.find((each) => each.reportMonth === tree.reportMonth && each.reportYear === tree.reportYear)
    : reports.find((each) => (wanted ? reportKey(each) === wanted : each.isCurrent));
  const prior = report && reports.find((each) => each.yearMonth < report.yearMonth);
  const months = tree?.series ?? [];
  return {
    reports,
    report,
    prior,
    months,
    month: monthIn(months, month) ?? monthIn(months, new Date().toISOString().slice(0, 7)) ?? months[0],
    loaded,
  };
}

/** Reads the reports and the chosen one's months, for every section. */
export function ReportProvider({ children }: { children: ReactNode }) {
  const { search } = useAddress();
  const wanted = search.get('report');
  const month = search.get('month');
  const loaded = useData(PageShellDocument, {
    report: wanted !== null && IS_MONTH.test(wanted) ? wanted : null,
  });
  const { data, loading, error } = loaded;
  const choice = useMemo(() => choose(loaded, wanted, month), [data, loading, error, wanted, month]);
  return <ReportContext value={choice}>{children}</ReportContext>;
}

/** The report and month in view. */
export function useReport(): ReportChoice {
  const choice = useContext(ReportContext);
  if (!choice) throw new Error('useReport works inside ReportProvider only');
  return choice;
}
