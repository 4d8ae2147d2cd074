import { useMemo } from 'react';
import { Group } from '@visx/group';
import { scaleBand, scaleLinear } from '@visx/scale';
import { changeAddress, goTo, hrefOf, useAddress } from '../address/address';
import type { MonthFigures } from '../data/report';
import { readWeek, weekName, weekSpan } from '../format/date';
import { cases, compact } from '../format/number';
import { Segments } from '../ui/segments';
import { useWidth } from '../ui/use-width';
import { tierMix, type ReportCharts, type TierSeries } from './charts-data';
import styles from './tier-chart.module.css';

interface TierChartProps {
  charts: ReportCharts;
  months: readonly MonthFigures[];
  selected: MonthFigures;
}

const HEIGHT = 256;
const WIDTH_ON_PAPER = 340;
const MARGIN = { top: 18, right: 0, bottom: 22, left: 42 };
/** Bars narrower than this share their labels. */
const LABEL_WIDTH = 26;

const BY = [
  { id: 'month', text: 'Months' },
  { id: 'week', text: 'Weeks' },
];

const isByWeek = (search: URLSearchParams): boolean => search.get('tiers') === 'week';

/** Switches the tier mix between months and weeks. */
export function TierSwitch() {
  const { search } = useAddress();
  return (
    <Segments
      label="Tiers by"
      choices={BY}
      value={isByWeek(search) ? 'week' : 'month'}
      onChange={(value) => changeAddress({ tiers: value === 'week' ? 'week' : undefined }, { replace: true })}
    />
  );
}

/** How many people work at which tier, month by month or week by week. */
export function TierChart({ charts, months, selected }: TierChartProps) {
  const { search } = useAddress();
  const mix = useMemo(() => tierMix(charts), [charts]);
  const series = isByWeek(search) ? mix.weeks : mix.months;
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH_ON_PAPER);
  return (
    <>
      <ul className={styles['key']}>
        {series.tiers.map(({ label }, tier) => (
          <li key={label}>
            <span className={styles['swatch']} data-tier={tier + 1} /> {label}
          </li>
        ))}
      </ul>
      <div ref={ref} style={{ height: HEIGHT }} className={styles['frame']}>
        {width > 0 && (
          <Bars
            series={series}
            width={width}
            selected={isByWeek(search) ? '' : selected.month}
            months={months}
          />
        )}
      </div>
    </>
  );
}

interface BarsProps {
  series: TierSeries;
  width: number;
  selected: string;
  months: readonly MonthFigures[];
}

const total = ({ tiers }: TierSeries, at: number): number =>
  tiers.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0);

function Bars({ series, width, selected, months }: BarsProps) {
  const { points } = series;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const x = scaleBand({
    domain: [...points],
    range: [0, inner.width],
    padding: points.length > 8 ? 0.15 : 0.32,
  });
  const top = Math.max(1, ...points.map((_point, at) => total(series, at)));
  const y = scaleLinear({ domain: [0, top], range: [inner.height, 0], nice: true });
  const every = Math.ceil(LABEL_WIDTH / Math.max(1, x.step()));
  return (
    <svg
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={styles['chart']}
      role="group"
      aria-label="People by tier"
    >
      <Group left={MARGIN.left} top={MARGIN.top}>
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map((tick) => (
            <g key={tick} aria-hidden="true">
              <line x1={0} x2={inner.width} y1={y(tick)} y2={y(tick)} className={styles['grid']} />
              <text x={-6} y={y(tick) + 4} className={styles['tick']}>
                {compact(tick)}
              </text>
            </g>
          ))}
        {points.map((point, at) => (
          <Bar
            key={point}
            series={series}
            at={at}
            x={x(point) ?? 0}
            width={x.bandwidth()}
            y={(value) => y(value)}
            height={inner.height}
            isSelected={point === selected}
            isLabelled={at % every === 0}
            month={months.find(({ month }) => month === point)}
          />
        ))}
      </Group>
    </svg>
  );
}

interface BarProps {
  series: TierSeries;
  at: number;
  x: number;
  width: number;
  y(value: number): number;
  height: number;
  isSelected: boolean;
  isLabelled: boolean;
  month: MonthFigures | undefined;
}

function Bar({ series, at, x, width, y, height, isSelected, isLabelled, month }: BarProps) {
  const address = useAddress();
  const point = series.points[at] ?? '';
  const name = month ? month.month : weekSpan(readWeek(point));
  const words = `${name}: ${series.tiers.map(({ label, counts }) => `${counts[at] ?? 0} at ${label}`).join(', ')}`;
  const href = month
    ? hrefOf(address, '/people', { month: month.yearMonth })
    : hrefOf(address, '/people', { week: point });
  let below = 0;
  return (
    <a
      href={href}
      className={styles['mark']}
      aria-label={words}
      onClick={(event) => {
        event.preventDefault();
        goTo(href);
      }}
    >
      <title>{words}</title>
      <rect x={x - 1} y={-MARGIN.top} width={width + 2} height={HEIGHT} className={styles['hit']} />
      {series.tiers.map(({ label, counts }, tier) => {
        const from = below;
        below += counts[at] ?? 0;
        return (
          <rect
            key={label}
            x={x}
            width={width}
            y={y(below)}
            height={Math.max(0, y(from) - y(below) - (from > 0 ? 1 : 0))}
            data-tier={tier + 1}
            className={styles['part']}
          />
        );
      })}
      {month && (
        <text x={x + width / 2} y={y(below) - 5} className={styles['total']}>
          {cases(below)}
        </text>
      )}
      {isLabelled && (
        <text
          x={x + width / 2}
          y={height + 16}
          className={isSelected ? styles['nameSelected'] : styles['name']}
        >
          {month ? month.month.slice(0, 3) : weekName(readWeek(point)).slice(1)}
        </text>
      )}
    </a>
  );
}
