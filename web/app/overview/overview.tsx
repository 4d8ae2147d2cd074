import { reportInput, reportKey, useReport, type MonthFigures, type Report } from '../data/report';
import { useData } from '../data/use-data';
import { monthKey } from '../format/date';
import { PageChartsDocument, PageOverviewDocument } from '../generated/graphql';
import { ErrorState, Skeleton } from '../ui/states';
import { Card } from '../ui/card';
import { ForecastChart } from './forecast-chart';
import { Headline } from './headline';
import { HeatCard } from './heat-card';
import { TierChart, TierSwitch } from './tier-chart';
import { TopGaps } from './top-gaps';
import styles from './overview.module.css';

/** Where people are short, by how much, and what changed since the last report. */
export function Overview() {
  const { report, month } = useReport();
  return report && month ? <Figures report={report} month={month} /> : null;
}

/** The first day of the month after, `2025-07` for `2025-06-01`: ranges leave out their end. */
export function nextMonth(monthStart: string): string {
  const [year = 0, month = 0] = monthStart.split('-').map(Number);
  const next = new Date(Date.UTC(year, month, 1));
  return next.toISOString().slice(0, 7);
}

function Figures({ report, month }: { report: Report; month: MonthFigures }) {
  const { prior, months } = useReport();
  const overview = useData(PageOverviewDocument, {
    report: reportInput(report),
    prior: prior ? reportInput(prior) : null,
    withPrior: prior !== undefined,
  });
  const charts = useData(PageChartsDocument, {
    report: reportKey(report),
    from: monthKey(month.monthStart),
    to: nextMonth(month.monthStart),
  });
  const before = overview.data?.prior?.series.find(({ monthStart }) => monthStart === month.monthStart);
  return (
    <div className={styles['overview']}>
      <Headline month={month} before={before} prior={prior} waiting={overview.loading} />
      <Card className={styles['forecast']} title="Forecast against capacity" note="cases a month">
        <ForecastChart months={months} selected={month} />
      </Card>
      <Card className={styles['tiers']} title="People by tier" note={<TierSwitch />}>
        {charts.data ? (
          <TierChart document={charts.data.whole.document} months={months} selected={month} />
        ) : (
          <Waiting loaded={charts} label="Tiers" />
        )}
      </Card>
      <Card
        className={styles['gaps']}
        title="Largest gaps"
        note={`${month.month} · a demand opens with its reasons`}
      >
        {charts.data ? (
          <TopGaps document={charts.data.month.document} />
        ) : (
          <Waiting loaded={charts} label="Largest gaps" />
        )}
      </Card>
      <HeatCard
        className={styles['heat']}
        report={report}
        month={month}
        months={months}
        lobs={overview.data?.capacityTree?.lobs ?? undefined}
        loaded={overview}
        document={charts.data?.month.document}
      />
    </div>
  );
}

interface WaitingProps {
  loaded: { error: Error | undefined; retry(): void };
  label: string;
}

/** In the place of figures that are not there (yet). */
export function Waiting({ loaded, label }: WaitingProps) {
  if (loaded.error)
    return <ErrorState what={`${label} could not be read`} error={loaded.error} onRetry={loaded.retry} />;
  return <Skeleton label={`Loading ${label}`} lines={6} height={20} />;
}
