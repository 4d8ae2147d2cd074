import { changeAddress } from '../address/address';
import { useMay } from '../data/viewer';
import { cases } from '../format/number';
import { Button } from '../ui/button';
import type { YearOfWork } from './calendar';
import { GenerateButton } from './generate';
import styles from './calendar.module.css';

/** What of the year deserves a look: weeks that are out of date, months that do not add up. */
export function CheckBanner({ year, workType, calendar }: YearOfWork) {
  const mayEdit = useMay('EDIT_CALENDAR');
  const { staleWeeks, discrepancies } = calendar.calendarCheck;
  const stale = staleWeeks.filter((each) => each.workType === workType).length;
  const odd = discrepancies.filter((each) => each.workType === workType).length;
  return (
    <div className={styles['check']} data-attention={stale > 0 || undefined}>
      <p>
        {calendar.weekConfigs.nodes.length === 0 ? (
          <b>No week of {year} is there yet: they are generated from its months and holidays.</b>
        ) : stale === 0 ? (
          <span className="soft">Every generated week follows from its month and its holidays.</span>
        ) : (
          <b>
            !{' '}
            {stale === 1
              ? '1 week is out of date: generate it'
              : `${cases(stale)} weeks are out of date: generate them`}{' '}
            to take in what has changed.
          </b>
        )}
        {odd > 0 && (
          <>
            {' '}
            <span className="soft">
              {cases(odd)} {odd === 1 ? 'month does' : 'months do'} not add up with the holidays.
            </span>{' '}
            <Button small look="quiet" onPress={() => changeAddress({ tab: 'months' }, { replace: true })}>
              Look
            </Button>
          </>
        )}
      </p>
      {mayEdit && <GenerateButton year={year} look={stale > 0 ? 'primary' : 'plain'} />}
    </div>
  );
}
