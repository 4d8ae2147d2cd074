import { gapWords, percentRough, toneOf } from '../format/number';
import type { SparkFiguresFragment } from '../generated/graphql';
import styles from './marks.module.css';

interface GapBarProps {
  gap: number;
  /** The longest bar there is. */
  largest: number;
}

/** A gap from the middle: left and hatched when short, right when over. */
export function GapBar({ gap, largest }: GapBarProps) {
  const share = Math.min(50, (Math.abs(gap) / largest) * 50);
  const tone = toneOf(gap);
  const width = tone === 'even' ? 0 : Math.max(1.5, share);
  return (
    <span className={styles['gapBar']} aria-hidden="true">
      <span
        className={styles['bar']}
        data-tone={tone}
        style={tone === 'short' ? { right: '50%', width: `${width}%` } : { left: '50%', width: `${width}%` }}
      />
    </span>
  );
}

const SPARK = { height: 32, bar: 12, step: 16 };
/** Coverage that is this far from 1 fills the height. */
const FULL = 0.2;

interface SparkProps {
  series: readonly SparkFiguresFragment[] | undefined;
  selected: number;
  months: readonly string[];
}

/** Six months of coverage as bars from the line of full coverage: down when short, up when over. */
export function Spark({ series, selected, months }: SparkProps) {
  const width = months.length * SPARK.step;
  const middle = SPARK.height / 2;
  const words = (series ?? [])
    .map(({ gap, coverage }, at) => `${months[at]}: ${percentRough(coverage)}, ${gapWords(gap)}`)
    .join('; ');
  return (
    <svg
      width={width}
      height={SPARK.height}
      viewBox={`0 0 ${width} ${SPARK.height}`}
      preserveAspectRatio="none"
      className={styles['spark']}
      role="img"
      aria-label={words || 'loading'}
    >
      <line x1={0} x2={width} y1={middle} y2={middle} className={styles['even']} />
      {series?.map(({ gap, coverage }, at) => {
        const off = coverage === null ? (gap === 0 ? 0 : FULL) : coverage - 1;
        const length = Math.max(1.5, (Math.min(FULL, Math.abs(off)) / FULL) * (middle - 1));
        return (
          <rect
            key={months[at]}
            x={at * SPARK.step + (SPARK.step - SPARK.bar) / 2}
            width={SPARK.bar}
            y={toneOf(gap) === 'short' ? middle : middle - length}
            height={length}
            rx={1.5}
            data-tone={toneOf(gap)}
            data-selected={at === selected || undefined}
            className={styles['month']}
          />
        );
      })}
    </svg>
  );
}
