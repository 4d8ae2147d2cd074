import { Fragment, useState } from 'react';
import { runChange } from '../data/change';
import { useMay } from '../data/viewer';
import { monthName } from '../format/date';
import { fte, percent } from '../format/number';
import { PageSetMonthDocument, type MonthFieldsFragment, type WorkType } from '../generated/graphql';
import { Button } from '../ui/button';
import { MonthDialog } from '../reports/month-dialog';
import type { YearOfWork } from './calendar';
import { timeOf, type WorkingTime } from './working-time';
import { WorkingTimeForm } from './working-time-form';
import styles from './calendar.module.css';

/** What a new month starts from. */
const NEW: WorkingTime = { workingDays: 21, workHours: 8, shrinkage: 0.1, occupancy: 0.95 };

/** The months of a year, from which its weeks follow. */
export function Months({ year, workType, calendar }: YearOfWork) {
  const [asked, setAsked] = useState<string>();
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  const closedOf = (yearMonth: string) => calendar.closedMonths.find((each) => each.yearMonth === yearMonth);
  return (
    <>
      <div className={styles['scroller']} role="region" aria-label="Months" tabIndex={0}>
        <table className={styles['weeks']}>
          <caption className="visually-hidden">
            Months of {year}, {workType.toLowerCase()}
          </caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col" className="num">
                Days
              </th>
              <th scope="col" className={`num ${styles['wide']}`}>
                Hours
              </th>
              <th scope="col" className={`num ${styles['wide']}`}>
                Shrinkage
              </th>
              <th scope="col" className={`num ${styles['wide']}`}>
                Occupancy
              </th>
              <th scope="col">Marks</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((yearMonth) => (
              <MonthRow
                key={yearMonth}
                yearMonth={yearMonth}
                workType={workType}
                config={calendar.monthConfigs.nodes.find((each) => each.yearMonth === yearMonth)}
                isClosed={closedOf(yearMonth) !== undefined}
                discrepancy={
                  calendar.calendarCheck.discrepancies.find(
                    (each) => each.yearMonth === yearMonth && each.workType === workType,
                  )?.message
                }
                onAsk={setAsked}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles['key']}>
        A month’s change reaches its weeks when they are generated; occupancy is shown and not part of the
        capacity formula.
      </p>
      {asked !== undefined && (
        <MonthDialog yearMonth={asked} closed={closedOf(asked)} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface MonthRowProps {
  yearMonth: string;
  workType: WorkType;
  config: MonthFieldsFragment | undefined;
  isClosed: boolean;
  discrepancy: string | undefined;
  onAsk(yearMonth: string): void;
}

function MonthRow(props: MonthRowProps) {
  const { yearMonth, workType, config, isClosed, discrepancy } = props;
  const [edited, setEdited] = useState<{ config: MonthFieldsFragment | undefined }>();
  const name = monthName(yearMonth);
  const save = async (time: WorkingTime): Promise<void> => {
    const version = edited?.config?.version ?? 0;
    await runChange(
      PageSetMonthDocument,
      { input: { month: yearMonth, workType, version, ...time } },
      { done: `${name} is set; its weeks follow when they are generated` },
    );
  };
  return (
    <Fragment>
      <tr data-stale={discrepancy !== undefined || undefined} data-closed={isClosed || undefined}>
        <th scope="row">{name}</th>
        <Figures config={config} />
        <td>
          <span className={styles['marks']}>
            {isClosed && <span className={styles['mark']}>closed</span>}
            {discrepancy && <span className={styles['staleMark']}>! {discrepancy}</span>}
          </span>
        </td>
        <td className={styles['acts']}>
          <MonthActs
            {...props}
            name={name}
            onEdit={() => setEdited(edited ? undefined : { config })}
            isOpen={edited !== undefined}
          />
        </td>
      </tr>
      {edited && (
        <tr>
          <td colSpan={7} className={styles['formCell']}>
            <WorkingTimeForm
              key={edited.config?.version}
              label={`Edit ${name}`}
              initial={edited.config ? timeOf(edited.config) : NEW}
              onRestart={() => setEdited({ config })}
              onClose={() => setEdited(undefined)}
              save={save}
            />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Figures({ config }: { config: MonthFieldsFragment | undefined }) {
  if (!config)
    return (
      <td colSpan={4} className="soft">
        not configured
      </td>
    );
  return (
    <>
      <td className="num">{config.workingDays}</td>
      <td className={`num ${styles['wide']}`}>{fte(config.workHours)}</td>
      <td className={`num ${styles['wide']}`}>{percent(config.shrinkage)}</td>
      <td className={`num ${styles['wide']}`}>{percent(config.occupancy)}</td>
    </>
  );
}

interface MonthActsProps extends MonthRowProps {
  name: string;
  isOpen: boolean;
  onEdit(): void;
}

function MonthActs({ yearMonth, isClosed, config, name, isOpen, onEdit, onAsk }: MonthActsProps) {
  const mayEdit = useMay('EDIT_CALENDAR');
  const mayClose = useMay('CLOSE_MONTHS');
  return (
    <>
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
      {mayEdit && !isClosed && (
        <Button small aria-label={`Edit ${name}`} aria-expanded={isOpen} onPress={onEdit}>
          {config ? 'Edit' : 'Set'}
        </Button>
      )}
    </>
  );
}
