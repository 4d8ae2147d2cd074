import type { ReactNode } from 'react';
import { hrefOf, useAddress } from '../address/address';
import { Link } from '../address/link';
import type { MonthFigures, Report } from '../data/report';
import { cases, difference, fte, gapText, gapWords, NONE, orNone, percent, toneOf } from '../format/number';
import { Skeleton } from '../ui/states';
import styles from './headline.module.css';

interface HeadlineProps {
  month: MonthFigures;
  /** This month in the report before. */
  before: MonthFigures | undefined;
  prior: Report | undefined;
  waiting: boolean;
}

interface Figure {
  title: string;
  value: ReactNode;
  unit?: string;
  change: (now: MonthFigures, before: MonthFigures) => string;
  /** In the place of the report it is compared with. */
  note?: string;
}

/** Cases that are long to write. */
const LONG = 1e6;

const share = (now: number, before: number): string =>
  before === 0 ? difference(now - before, cases) : difference(now / before - 1, (value) => percent(value));

/** A gap moves towards zero or away from it. */
function gapChange({ gap }: MonthFigures, { gap: was }: MonthFigures): string {
  const moved = Math.abs(gap) - Math.abs(was);
  if (Math.round(moved) === 0) return 'unchanged';
  return `${cases(Math.abs(moved))} ${moved > 0 ? 'wider' : 'narrower'}`;
}

function coverageChange({ coverage }: MonthFigures, { coverage: was }: MonthFigures): string {
  if (coverage === null || was === null) return NONE;
  return `${difference((coverage - was) * 100, fte)} points`;
}

function figuresOf(month: MonthFigures): Figure[] {
  const { forecast, capacity, gap, coverage, fteCount, fteEquivalent, fteRequired } = month;
  const missing = fteRequired === null ? undefined : fteRequired - fteCount;
  return [
    {
      title: 'Gap',
      value: (
        <span className={toneOf(gap)} aria-label={gapWords(gap)}>
          {gapText(gap)}
        </span>
      ),
      unit: 'cases',
      change: gapChange,
    },
    { title: 'Coverage', value: percent(coverage), change: coverageChange },
    {
      title: 'Forecast',
      value: cases(forecast),
      unit: 'cases',
      change: (now, was) => share(now.forecast, was.forecast),
    },
    {
      title: 'Capacity',
      value: cases(capacity),
      unit: 'cases',
      change: (now, was) => share(now.capacity, was.capacity),
    },
    {
      title: 'Headcount',
      value: cases(fteCount),
      change: (now, was) => difference(now.fteCount - was.fteCount, cases),
    },
    {
      title: 'FTE equivalent',
      value: fte(fteEquivalent),
      change: (now, was) => difference(now.fteEquivalent - was.fteEquivalent, fte),
    },
    {
      title: 'FTE required',
      value: orNone(fteRequired),
      ...(missing !== undefined && missing > 0 && { note: `${cases(missing)} more than people` }),
      change: (now, was) => difference((now.fteRequired ?? 0) - (was.fteRequired ?? 0), cases),
    },
  ];
}

/** The month's figures, each with what became of it since the report before. */
export function Headline({ month, before, prior, waiting }: HeadlineProps) {
  const address = useAddress();
  // One of the seven leads to the whole comparison.
  const since = (title: string): ReactNode => {
    if (!prior) return 'first report';
    const text = `vs ${prior.reportMonth} report`;
    if (title !== 'Gap') return text;
    const comparison = { tab: 'comparison', of: month.yearMonth };
    return <Link href={hrefOf(address, '/reports', comparison)}>{text}</Link>;
  };
  const { forecast, capacity, gap } = month;
  const hasLong = Math.max(forecast, capacity, Math.abs(gap)) >= LONG;
  return (
    <dl className={`${styles['tiles']} ${hasLong ? styles['long'] : ''}`}>
      {figuresOf(month).map(({ title, value, unit, change, note: ownNote }) => (
        <div key={title} className={styles['tile']}>
          <dt>
            {title}
            {unit && `, ${unit}`}
          </dt>
          <dd>
            <Link
              className={styles['figure']}
              href={hrefOf(address, '/capacity', { month: month.yearMonth })}
            >
              <b>{value}</b>
            </Link>
            <span className={styles['change']}>
              {waiting && <Skeleton label="Change" height={11} />}
              {!waiting && before && <span>{change(month, before)}</span>}
              {!waiting && (
                <em>
                  {ownNote ?? (prior && !before ? `not in the ${prior.reportMonth} report` : since(title))}
                </em>
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
