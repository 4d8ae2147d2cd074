import type { ReactNode } from 'react';
import { changeAddress, useAddress } from '../address/address';
import { useReport } from '../data/report';
import { useData } from '../data/use-data';
import { PageCalendarDocument, type PageCalendarQuery, type WorkType } from '../generated/graphql';
import { Button } from '../ui/button';
import { ExportMenu } from '../ui/export-menu';
import { Segments } from '../ui/segments';
import { Waiting } from '../ui/states';
import { Tabs } from '../ui/tabs';
import { CapacityMoved, CapacityMoveProvider } from './capacity-moved';
import { CheckBanner } from './check-banner';
import { calendarTable, type CalendarTab } from './export';
import { Holidays } from './holidays';
import { Months } from './months';
import { Weeks } from './weeks';
import styles from './calendar.module.css';

/** A year of one work type. */
export interface YearOfWork {
  year: number;
  workType: WorkType;
  calendar: PageCalendarQuery;
}

const WORK_TYPES = [
  { id: 'DOMESTIC', text: 'Domestic' },
  { id: 'GLOBAL', text: 'Global' },
];

const IS_YEAR = /^(19|20|21)\d\d$/;

/** Working time: the weeks of a year, the months they follow from, holidays, and which months are closed. */
export function Calendar() {
  const { search } = useAddress();
  const { month } = useReport();
  const workType: WorkType = search.get('work') === 'GLOBAL' ? 'GLOBAL' : 'DOMESTIC';
  const shown = month?.yearMonth ?? new Date().toISOString();
  const asked = search.get('year') ?? '';
  const year = Number(IS_YEAR.test(asked) ? asked : shown.slice(0, 4));
  const loaded = useData(PageCalendarDocument, { year, filter: { years: [year], workTypes: [workType] } });
  return (
    <CapacityMoveProvider>
      <div className={styles['calendar']}>
        <div className={styles['tools']}>
          <YearSteps year={year} />
          <Segments
            label="Work type"
            choices={WORK_TYPES}
            value={workType}
            onChange={(work) =>
              changeAddress({ work: work === 'DOMESTIC' ? undefined : work }, { replace: true })
            }
          />
          <span className={styles['space']} />
          {loaded.data && <YearExport year={year} workType={workType} calendar={loaded.data} />}
        </div>
        {loaded.data ? (
          <Year year={year} workType={workType} calendar={loaded.data} />
        ) : (
          <Waiting loaded={loaded} label="Calendar" />
        )}
      </div>
    </CapacityMoveProvider>
  );
}

const TABS: readonly { id: CalendarTab; title: string; Content: (of: YearOfWork) => ReactNode }[] = [
  { id: 'weeks', title: 'Weeks', Content: Weeks },
  { id: 'months', title: 'Months', Content: Months },
  { id: 'holidays', title: 'Holidays', Content: Holidays },
];

/** The tab that the address asks for. */
function useTab(): CalendarTab {
  const wanted = useAddress().search.get('tab');
  return TABS.find(({ id }) => id === wanted)?.id ?? 'weeks';
}

function YearExport(of: YearOfWork) {
  const tab = useTab();
  return <ExportMenu table={() => calendarTable(tab, of)} />;
}

function YearSteps({ year }: { year: number }) {
  const go = (next: number): void => changeAddress({ year: String(next) }, { replace: true });
  return (
    <div className={styles['year']} role="group" aria-label="Year">
      <Button look="quiet" aria-label={`Year ${year - 1}`} onPress={() => go(year - 1)}>
        ‹
      </Button>
      <b>{year}</b>
      <Button look="quiet" aria-label={`Year ${year + 1}`} onPress={() => go(year + 1)}>
        ›
      </Button>
    </div>
  );
}

function Year(of: YearOfWork) {
  return (
    <>
      <CheckBanner {...of} />
      <CapacityMoved />
      <Tabs
        label="Calendar"
        tabs={TABS.map(({ id, title, Content }) => ({ id, title, content: <Content {...of} /> }))}
        selected={useTab()}
        onSelect={(tab) => changeAddress({ tab: tab === 'weeks' ? undefined : tab }, { replace: true })}
      />
    </>
  );
}
