import { weekName, weekSpan } from '../../format/date';
import { cases, fte } from '../../format/number';
import type { Leaf } from './leaf-panel';
import styles from './panel.module.css';

/** What each week of the month can produce. */
export function Weeks({ weeks }: { weeks: Leaf['weeks'] }) {
  const top = Math.max(1, ...weeks.map(({ capacity }) => capacity));
  return (
    <section>
      <h3 className={styles['heading']}>
        Weeks <span>capacity, cases</span>
      </h3>
      <ol className={styles['weeks']}>
        {weeks.map((week) => (
          <li key={`${week.year} ${week.weekNumber}`} title={weekSpan(week)}>
            <b>{cases(week.capacity)}</b>
            <span className={styles['column']}>
              <span style={{ height: `${Math.max(2, (week.capacity / top) * 100)}%` }} />
            </span>
            <span>{weekName(week)}</span>
            <small>
              {fte(week.fteEquivalent)} FTE
              {week.workingDays !== null && week.workingDays < 5 && ` · ${week.workingDays} days`}
              {week.unknownCapacityCount > 0 && ` · ${week.unknownCapacityCount} unknown`}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
