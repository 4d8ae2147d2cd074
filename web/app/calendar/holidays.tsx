import { useState } from 'react';
import { runChange, useChange } from '../data/change';
import { errorText } from '../data/errors';
import { useMay } from '../data/viewer';
import { date } from '../format/date';
import {
  PageDeleteHolidayDocument,
  PageSeedHolidaysDocument,
  PageSetHolidayDocument,
  type PageCalendarQuery,
} from '../generated/graphql';
import { Button } from '../ui/button';
import { DataTable, type Column } from '../ui/data-table';
import { Field } from '../ui/field';
import { EmptyState, Refused } from '../ui/states';
import type { YearOfWork } from './calendar';
import { weekdayOf } from './export';
import styles from './calendar.module.css';

type Holiday = PageCalendarQuery['holidays']['nodes'][number];

/** Days on which a work type does not work. */
export function Holidays(of: YearOfWork) {
  const { year, calendar } = of;
  const mayEdit = useMay('EDIT_CALENDAR');
  const columns: Column<Holiday>[] = [
    {
      id: 'date',
      title: 'Date',
      cell: ({ holidayDate }) => <span className={styles['day']}>{date(holidayDate)}</span>,
    },
    {
      id: 'day',
      title: 'Day',
      cell: ({ holidayDate }) => weekdayOf(holidayDate),
    },
    { id: 'name', title: 'Holiday', cell: ({ name }) => name },
    {
      id: 'acts',
      title: <span className="visually-hidden">Change</span>,
      cell: (holiday) => mayEdit && <Remove holiday={holiday} />,
    },
  ];
  return (
    <div className={styles['holidays']}>
      {mayEdit && <AddHoliday {...of} />}
      <DataTable
        caption={`Holidays of ${year}`}
        rows={calendar.holidays.nodes}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState title={`No holiday of ${year} is known`}>
            <p>Weeks are generated without any until they are added or imported.</p>
          </EmptyState>
        }
      />
      <p className={styles['key']}>Holidays reach the weeks when they are generated.</p>
    </div>
  );
}

function Remove({ holiday: { holidayDate, workType, version, name } }: { holiday: Holiday }) {
  const change = useChange();
  return (
    <span className={styles['acts']}>
      <Button
        small
        look="danger"
        aria-label={`Remove ${name}`}
        isPending={change.isPending}
        onPress={() =>
          void change.run(() =>
            runChange(
              PageDeleteHolidayDocument,
              { holidayDate, workType, version },
              { done: `${name} is no holiday any more` },
            ),
          )
        }
      >
        Remove
      </Button>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </span>
  );
}

function AddHoliday({ year, workType, calendar }: YearOfWork) {
  const change = useChange();
  const [day, setDay] = useState('');
  const [name, setName] = useState('');
  const [country, setCountry] = useState('US');
  const taken = calendar.holidays.nodes.find(({ holidayDate }) => holidayDate === day);
  const isOther = taken !== undefined && name.trim() !== '' && name.trim() !== taken.name;
  const add = async (): Promise<void> => {
    const worked = await change.run(() =>
      runChange(
        PageSetHolidayDocument,
        // A day that is taken is renamed only by somebody who has seen its name.
        { input: { holidayDate: day, name, workType, version: taken?.version ?? 0 } },
        { done: taken ? `${taken.name} is called ${name} now` : `${name} is a holiday` },
      ),
    );
    if (worked) setName('');
  };
  const seed = (): Promise<boolean> =>
    change.run(() =>
      runChange(
        PageSeedHolidaysDocument,
        { input: { country, year, workType } },
        { done: `Public holidays of ${country} in ${year} are added` },
      ),
    );
  return (
    <div>
      <div className={styles['add']}>
        <Field label="Date" type="date" value={day} onChange={setDay} />
        <Field label="Holiday" value={name} onChange={setName} placeholder="Name of the day" />
        <Button
          look="primary"
          isDisabled={day === '' || name.trim() === '' || (taken !== undefined && !isOther)}
          isPending={change.isPending}
          onPress={() => void add()}
        >
          {taken ? 'Rename' : 'Add'}
        </Button>
        <span className={styles['space']} />
        <Field label="Country" value={country} onChange={setCountry} />
        <Button isDisabled={country.trim() === ''} isPending={change.isPending} onPress={() => void seed()}>
          Add its public holidays
        </Button>
      </div>
      <p role="status" className={styles['taken']}>
        {taken && (
          <>
            {date(day)} is {taken.name} already; a day has one name.{' '}
            {isOther && `“${name.trim()}” would take its place.`}
          </>
        )}
      </p>
      <Refused text={change.error === undefined ? undefined : errorText(change.error)} />
    </div>
  );
}
