import { useId } from 'react';
import { Group } from '@visx/group';
import { scaleLinear, scalePoint } from '@visx/scale';
import { Area, LinePath } from '@visx/shape';
import { goTo, hrefOf, useAddress } from '../address/address';
import type { MonthFigures } from '../data/report';
import { cases, compact, rough, gapText, gapWords, percent, signOf, toneOf } from '../format/number';
import { useWidth } from '../ui/use-width';
import styles from './forecast-chart.module.css';

interface ForecastChartProps {
  months: readonly MonthFigures[];
  selected: MonthFigures;
}

const LINES = 168;
const BARS = { top: 206, height: 46 };
const HEIGHT = 292;
const WIDTH_ON_PAPER = 700;
const MARGIN = { top: 12, bottom: 24, left: 44 };
/** Room for the labels at the lines’ ends; without it they stand above the lines. */
const END = { width: 108, fits: 560 };
/** Labels at the lines' ends keep this distance. */
const LABEL_GAP = 15;

interface Scales {
  x(month: MonthFigures): number;
  y(value: number): number;
  width: number;
  height: number;
  /** Length of a gap's bar. */
  bar(gap: number): number;
  ticks: number[];
  isNarrow: boolean;
}

function scalesOf(months: readonly MonthFigures[], width: number): Scales {
  const isNarrow = width < END.fits;
  const inner = {
    width: Math.max(120, width - MARGIN.left - (isNarrow ? 0 : END.width)),
    height: LINES,
  };
  const largest = Math.max(1, ...months.map(({ gap }) => Math.abs(gap)));
  const top = Math.max(1, ...months.flatMap(({ forecast, capacity }) => [forecast, capacity]));
  const xScale = scalePoint({
    domain: months.map(({ yearMonth }) => yearMonth),
    range: [0, inner.width],
    // Where labels are as wide as their months, those at the ends need half a month beside them.
    padding: isNarrow ? 0.5 : 0.3,
  });
  const yScale = scaleLinear({ domain: [0, top], range: [inner.height, 0], nice: true });
  return {
    ...inner,
    x: ({ yearMonth }) => xScale(yearMonth) ?? 0,
    y: (value) => yScale(value),
    bar: (gap) => (Math.abs(gap) / largest) * BARS.height,
    ticks: yScale.ticks(4),
    isNarrow,
  };
}

/** Forecast and capacity as two lines from zero, labelled at their ends; what lies between is the gap. */
export function ForecastChart({ months, selected }: ForecastChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH_ON_PAPER);
  return (
    <div ref={ref} className={styles['frame']} style={{ height: HEIGHT }}>
      {width > 0 && months.length > 0 && (
        <Drawing months={months} selected={selected} width={width} scales={scalesOf(months, width)} />
      )}
    </div>
  );
}

function Drawing({
  months,
  selected,
  width,
  scales,
}: ForecastChartProps & { width: number; scales: Scales }) {
  return (
    <svg
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      className={styles['chart']}
      role="group"
      aria-label="Forecast against capacity"
    >
      <Group left={MARGIN.left} top={MARGIN.top}>
        {scales.ticks.map((tick) => (
          <g key={tick} aria-hidden="true">
            <line
              x1={0}
              x2={scales.width}
              y1={scales.y(tick)}
              y2={scales.y(tick)}
              className={styles['grid']}
            />
            <text x={-8} y={scales.y(tick) + 4} className={styles['tick']}>
              {compact(tick)}
            </text>
          </g>
        ))}
        <text x={-8} y={BARS.top + 12} className={styles['tick']} aria-hidden="true">
          Gap
        </text>
        <GapArea months={months} scales={scales} />
        <g aria-hidden="true">
          <LinePath
            data={[...months]}
            x={scales.x}
            y={({ forecast }) => scales.y(forecast)}
            className={styles['forecastLine']}
          />
          <LinePath
            data={[...months]}
            x={scales.x}
            y={({ capacity }) => scales.y(capacity)}
            className={styles['capacityLine']}
          />
          {scales.isNarrow ? <TopLabels /> : <EndLabels months={months} scales={scales} />}
        </g>
        {months.map((month) => (
          <MonthMark
            key={month.yearMonth}
            month={month}
            isSelected={month === selected}
            scales={scales}
            count={months.length}
          />
        ))}
      </Group>
    </svg>
  );
}

/** The area between the lines: hatched where people are short, plain where there are too many. */
function GapArea({
  months,
  scales: { x, y, width, height },
}: {
  months: readonly MonthFigures[];
  scales: Scales;
}) {
  const id = useId();
  const data = [...months];
  const between = {
    data,
    x,
    y0: ({ forecast }: MonthFigures) => y(forecast),
    y1: ({ capacity }: MonthFigures) => y(capacity),
  };
  return (
    <g aria-hidden="true">
      <defs>
        <pattern
          id={`${id}-hatch`}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={6} height={6} className={styles['shortBase']} />
          <line x1={0} x2={0} y1={0} y2={6} className={styles['hatch']} />
        </pattern>
        <clipPath id={`${id}-above`}>
          <Area data={data} x={x} y0={() => -MARGIN.top} y1={({ capacity }) => y(capacity)} />
        </clipPath>
        <clipPath id={`${id}-below`}>
          <Area data={data} x={x} y0={() => height} y1={({ capacity }) => y(capacity)} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${id}-above)`}>
        <Area {...between} fill={`url(#${id}-hatch)`} />
      </g>
      <g clipPath={`url(#${id}-below)`}>
        <Area {...between} className={styles['spareArea']} />
      </g>
      <line x1={0} x2={width} y1={height} y2={height} className={styles['zero']} />
    </g>
  );
}

function EndLabels({ months, scales: { x, y } }: { months: readonly MonthFigures[]; scales: Scales }) {
  const last = months.at(-1);
  if (!last) return null;
  const left = x(last) + 12;
  const middle = (y(last.forecast) + y(last.capacity)) / 2;
  const apart = Math.max(LABEL_GAP, Math.abs(y(last.forecast) - y(last.capacity)));
  const upper = last.forecast >= last.capacity ? 'forecast' : 'capacity';
  const at = (line: string): number => middle + (line === upper ? -apart / 2 : apart / 2) + 4;
  return (
    <>
      <text x={left} y={at('forecast')} className={styles['forecastLabel']}>
        Forecast {compact(last.forecast)}
      </text>
      <text x={left} y={at('capacity')} className={styles['capacityLabel']}>
        Capacity {compact(last.capacity)}
      </text>
    </>
  );
}

/** On a phone the names of the lines stand above them. */
function TopLabels() {
  return (
    <>
      <text x={0} y={-2} className={styles['forecastLabel']}>
        - - Forecast
      </text>
      <text x={84} y={-2} className={styles['capacityLabel']}>
        — Capacity
      </text>
    </>
  );
}

interface MonthMarkProps {
  month: MonthFigures;
  isSelected: boolean;
  scales: Scales;
  count: number;
}

/** One month: its gap as a bar under the lines, and a link to the rows behind it. */
function MonthMark({ month, isSelected, scales, count }: MonthMarkProps) {
  const address = useAddress();
  const { month: label, forecast, capacity, gap, coverage, yearMonth } = month;
  const href = hrefOf(address, '/capacity', { month: yearMonth });
  const band = scales.width / count;
  const x = scales.x(month);
  const bar = { width: Math.min(44, band * 0.6), height: Math.max(1, scales.bar(gap)) };
  const words = `${label}: forecast ${cases(forecast)}, capacity ${cases(capacity)}, ${gapWords(gap)}, ${percent(coverage)} covered`;
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
      <rect
        x={x - band / 2}
        y={-MARGIN.top}
        width={band}
        height={HEIGHT - 1}
        rx={5}
        className={isSelected ? styles['bandSelected'] : styles['band']}
      />
      <circle cx={x} cy={scales.y(capacity)} r={isSelected ? 5 : 3.5} className={styles['dot']} />
      <rect
        x={x - bar.width / 2}
        y={BARS.top}
        width={bar.width}
        height={bar.height}
        className={styles['bar']}
        data-tone={toneOf(gap)}
      />
      <text x={x} y={BARS.top - 6} className={`${styles['gap']} ${styles[toneOf(gap)] ?? ''}`}>
        {scales.isNarrow ? `${signOf(gap)}${rough(Math.abs(gap))}` : gapText(gap)}
      </text>
      <text
        x={x}
        y={HEIGHT - MARGIN.top - 8}
        className={isSelected ? styles['monthSelected'] : styles['month']}
      >
        {scales.isNarrow ? label.slice(0, 3) : label}
      </text>
    </a>
  );
}
