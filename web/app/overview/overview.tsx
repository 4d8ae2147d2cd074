import { reportKey, useReport, type MonthFigures, type Report } from '../data/report';
import { useData, type Loaded } from '../data/use-data';
import {
  PageChartsDocument,
  PageOverviewDocument,
  PageTierMixDocument,
  type PageChartsQuery,
  type PageOverviewQuery,
} from '../generated/graphql';
import { Waiting } from '../ui/states';
import { Card } from '../ui/card';
import { ForecastChart } from './forecast-chart';
import { Headline } from './headline';
import { HeatCard } from './heat-card';
import type { PriorLobs } from './lob-months';
import { TierChart, TierSwitch } from './tier-chart';
import { TopGaps } from './top-gaps';
import styles from './overview.module.css';

/** Where people are short, by how much, and what changed since the last report. */
export function Overview() {
  const { report, month } = useReport();
  return report && month ? <Figures report={report} month={month} /> : null;
}

function Figures({ report, month }: { report: Report; month: MonthFigures }) {
  const { prior, months } = useReport();
  const overview = useData(PageOverviewDocument, {
    report: reportKey(report),
    prior: prior ? reportKey(prior) : null,
    withPrior: prior !== undefined,
  });
  const charts = useData(PageChartsDocument, {
    report: reportKey(report),
    month: month.yearMonth,
  });
  // Apart from the month's gaps: it takes longer, and another month leaves it as it is.
  const tiers = useData(PageTierMixDocument, { report: reportKey(report) });
  const before = overview.data?.prior?.series.find(({ yearMonth }) => yearMonth === month.yearMonth);
  return (
    <div className={styles['overview']}>
      <Headline month={month} before={before} prior={prior} waiting={overview.loading} />
      <Card className={styles['forecast']} title="Forecast against capacity" note="cases a month">
        <ForecastChart months={months} selected={month} />
      </Card>
      <Card className={styles['tiers']} title="People by tier" note={<TierSwitch />}>
        {tiers.data?.capacityCharts ? (
          <TierChart charts={tiers.data.capacityCharts} months={months} selected={month} />
        ) : (
          <Waiting loaded={tiers} label="Tiers" />
        )}
      </Card>
      <Card
        className={styles['gaps']}
        title="Largest gaps"
        note={
          <>
            {month.month}
            <span className="no-print"> · a demand opens with its reasons</span>
          </>
        }
      >
        <GapsOrWaiting charts={charts} />
      </Card>
      <HeatCard
        className={styles['heat']}
        report={report}
        month={month}
        months={months}
        lobs={overview.data?.capacityTree?.lobs ?? undefined}
        prior={priorLobs(overview.data, prior)}
        loaded={overview}
        charts={charts.data?.capacityCharts ?? undefined}
      />
    </div>
  );
}

function priorLobs(data: PageOverviewQuery | undefined, report: Report | undefined): PriorLobs | undefined {
  const lobs = data?.prior?.lobs;
  return report && lobs ? { report, lobs } : undefined;
}

function GapsOrWaiting({ charts }: { charts: Loaded<PageChartsQuery> }) {
  if (!charts.data?.capacityCharts) return <Waiting loaded={charts} label="Largest gaps" />;
  return <TopGaps charts={charts.data.capacityCharts} />;
}
