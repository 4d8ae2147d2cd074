import { Fragment, useLayoutEffect, useRef, useState } from 'react';
import { hrefWith, useAddress } from '../address/address';
import { Link } from '../address/link';
import { runChange } from '../data/change';
import { useReport } from '../data/report';
import { useMay } from '../data/viewer';
import { date, monthLabel, monthName, weekName, weekSpan } from '../format/date';
import { fte, percent } from '../format/number';
import { PageSetWeekDocument, type WeekFieldsFragment } from '../generated/graphql';
import { Button } from '../ui/button';
import { ToImport } from '../shell/to-import';
import { EmptyState } from '../ui/states';
import { MonthDialog } from '../reports/month-dialog';
import { useCompareCapacity } from './capacity-moved';
import { hoursOf, timeOf } from './working-time';
import { WorkingTimeForm } from './working-time-form';
import type { YearOfWork } from './calendar';
import styles from './calendar.module.css';

/** The weeks of a year, month by month. */
export function Weeks({ year, workType, calendar }: YearOfWork) {
  const weeks = calendar.weekConfigs.nodes;
  const mayEdit = useMay('EDIT_CALENDAR');
  const [asked, setAsked] = useState<string>();
  const address = useAddress();
  const scroller = useCurrentMonth(year, weeks.length > 0);
  if (weeks.length === 0)
    return (
      <EmptyState title={`No week of ${year} is configured`}>
        <p>
          Weeks follow from the configuration of months and from holidays.{' '}
          {mayEdit && (
            <Link href={hrefWith(address, { tab: 'months' })}>Set the months of {year} by hand</Link>
          )}
        </p>
        <ToImport text="Or import month configurations and holidays" />
      </EmptyState>
    );
  const stale = new Set(calendar.calendarCheck.staleWeeks.map(({ id }) => id));
  const largest = Math.max(...weeks.map(hoursOf));
  const closedOf = (yearMonth: string) => calendar.closedMonths.find((each) => each.yearMonth === yearMonth);
  return (
    <>
      <MonthJumps weeks={weeks} />
      <div ref={scroller} className={styles['scroller']} role="region" aria-label="Weeks" tabIndex={0}>
        <table className={styles['weeks']}>
          <caption className="visually-hidden">
            Weeks of {year}, {workType.toLowerCase()}
          </caption>
          <thead>
            <tr>
              <th scope="col">Week</th>
              <th scope="col" className="num">
                Days
              </th>
              <th scope="col" className={`num ${styles['wide']}`}>
                Hours
              </th>
              <th scope="col" className={`num ${styles['wide']}`}>
                Shrinkage
              </th>
              <th scope="col" className={styles['wide']}>
                Productive hours of a person
              </th>
              <th scope="col">Holidays and marks</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week, index) => (
              <Fragment key={week.id}>
                {week.yearMonth !== weeks[index - 1]?.yearMonth && (
                  <MonthRow yearMonth={week.yearMonth} isClosed={week.isClosed} onAsk={setAsked} />
                )}
                <WeekRow week={week} isStale={stale.has(week.id)} largest={largest} mayEdit={mayEdit} />
              </Fragment>
            ))}
          </tbody>
        </table>
        {asked !== undefined && (
          <MonthDialog yearMonth={asked} closed={closedOf(asked)} onClose={() => setAsked(undefined)} />
        )}
      </div>
    </>
  );
}

/** Opens a year at the month that we are in, or that is looked at elsewhere; after that the place is the reader's. */
function useCurrentMonth(year: number, isHere: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const { month } = useReport();
  const candidates = [new Date().toISOString().slice(0, 7), month?.yearMonth];
  const wanted = candidates.find((each) => each?.startsWith(`${year}-`));
  const latest = useRef(wanted);
  latest.current = wanted;
  const isKnown = wanted !== undefined;
  useLayoutEffect(() => {
    const row = latest.current === undefined ? null : document.getElementById(rowId(latest.current));
    const head = scroller.current?.querySelector('thead');
    if (scroller.current) scroller.current.scrollTop = row && head ? row.offsetTop - head.offsetHeight : 0;
  }, [year, isHere, isKnown]);
  return scroller;
}

const rowId = (yearMonth: string): string => `weeks-${yearMonth}`;

/** A year is long: straight to a month. */
function MonthJumps({ weeks }: { weeks: readonly WeekFieldsFragment[] }) {
  const months = [...new Set(weeks.map(({ yearMonth }) => yearMonth))];
  return (
    <nav aria-label="Months of the year" className={styles['jump']}>
      {months.map((yearMonth) => (
        <Button
          key={yearMonth}
          small
          look="quiet"
          aria-label={`Go to ${monthName(yearMonth)}`}
          onPress={() => document.getElementById(rowId(yearMonth))?.scrollIntoView()}
        >
          {monthLabel(yearMonth)}
        </Button>
      ))}
    </nav>
  );
}

interface MonthRowProps {
  yearMonth: string;
  isClosed: boolean;
  onAsk(yearMonth: string): void;
}

function MonthRow({ yearMonth, isClosed, onAsk }: MonthRowProps) {
  const mayClose = useMay('CLOSE_MONTHS');
  const name = monthName(yearMonth);
  return (
    <tr id={rowId(yearMonth)} className={styles['month']}>
      <th scope="rowgroup" colSpan={6}>
        {name} {isClosed && <span className={styles['mark']}>closed</span>}
      </th>
      <td className={styles['acts']}>
        {mayClose && (
          <Button
            small
            look="quiet"
            aria-label={`${isClosed ? 'Reopen' : 'Close'} ${name}`}
            onPress={() => onAsk(yearMonth)}
          >
            {isClosed ? 'Reopen …' : 'Close …'}
          </Button>
        )}
      </td>
    </tr>
  );
}

interface WeekRowProps {
  week: WeekFieldsFragment;
  isStale: boolean;
  largest: number;
  mayEdit: boolean;
}

function WeekRow({ week, isStale, largest, mayEdit }: WeekRowProps) {
  const [edited, setEdited] = useState<WeekFieldsFragment>();
  const { workingDays, workHours, shrinkage, isClosed } = week;
  const hours = hoursOf(week);
  const [name, days = ''] = weekSpan(week).split(' · ');
  const [first, last] = days.split(' – ');
  return (
    <>
      <tr data-stale={isStale || undefined} data-closed={isClosed || undefined}>
        <th scope="row">
          {name} · <span className={styles['day']}>{first} –</span>{' '}
          <span className={styles['day']}>{last}</span>
        </th>
        <td className="num">{workingDays}</td>
        <td className={`num ${styles['wide']}`}>{fte(workHours)}</td>
        <td className={`num ${styles['wide']}`}>{percent(shrinkage)}</td>
        <td className={styles['wide']}>
          <span className={styles['hours']}>
            <span className={styles['bar']} aria-hidden="true">
              <span style={{ width: `${largest > 0 ? (hours / largest) * 100 : 0}%` }} />
            </span>
            {fte(hours)}
          </span>
        </td>
        <td>
          <Marks week={week} isStale={isStale} />
        </td>
        <td className={styles['acts']}>
          {mayEdit && !isClosed && (
            <Button
              small
              aria-label={`Edit ${weekName(week)}`}
              aria-expanded={edited !== undefined}
              onPress={() => setEdited(edited ? undefined : week)}
            >
              Edit
            </Button>
          )}
        </td>
      </tr>
      {edited && (
        <WeekForm
          key={edited.version}
          week={edited}
          onRestart={() => setEdited(week)}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function Marks({ week: { holidays, isManual }, isStale }: Pick<WeekRowProps, 'week' | 'isStale'>) {
  return (
    <span className={styles['marks']}>
      {holidays.map(({ id, holidayDate, name }) => (
        <span key={id} title={date(holidayDate)}>
          {name}
        </span>
      ))}
      {isManual && <span className={styles['mark']}>by hand</span>}
      {isStale && (
        <span
          className={styles['staleMark']}
          title="Generating would change it: a month or a holiday has changed"
        >
          ! out of date
        </span>
      )}
    </span>
  );
}

interface WeekFormProps {
  week: WeekFieldsFragment;
  onRestart(): void;
  onClose(): void;
}

/** The form holds on to the version it was opened with: a change of somebody else in between is refused. */
function WeekForm({ week, onRestart, onClose }: WeekFormProps) {
  const compare = useCompareCapacity();
  const { year, weekNumber, workType, version } = week;
  return (
    <tr>
      <td colSpan={7} className={styles['formCell']}>
        <WorkingTimeForm
          label={`Edit ${weekSpan(week)}`}
          initial={timeOf(week)}
          onRestart={onRestart}
          onClose={onClose}
          save={(time) =>
            compare(() =>
              runChange(
                PageSetWeekDocument,
                { input: { year, weekNumber, workType, version, ...time } },
                { done: `${weekName(week)} is set by hand` },
              ),
            )
          }
        />
      </td>
    </tr>
  );
}
