import { useState } from 'react';
import { cases, percent } from '../../format/number';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { ExportMenu } from '../../ui/export-menu';
import { EmptyState, Waiting } from '../../ui/states';
import { demandKey } from '../../data/demand';
import { DemandLink, demandsTable } from './demands';
import { MonthChoice, useMonthFilter } from './month-choice';
import { SHORTAGE_REASONS } from './reasons';
import { usePlannedDemands, type PlannedDemand } from './rows';
import styles from '../allocation.module.css';

const FIRST = 50;

/** What stays short after the plan, and why no plan would change that cheaply. */
export function Shortages({ planHash }: { planHash: string }) {
  const demands = usePlannedDemands(planHash);
  const [all, setAll] = useState(false);
  const inMonth = useMonthFilter(demands.rows ?? []);
  if (!demands.rows) return <Waiting loaded={demands} label="Shortages" />;
  const short = inMonth
    .filter(({ after }) => Math.round(after.shortfall) > 0)
    .sort((a, b) => b.after.shortfall - a.after.shortfall);
  if (short.length === 0) return <EmptyState title="Nothing stays short" />;
  return (
    <div className={styles['list']}>
      <div className={styles['tools']}>
        <MonthChoice rows={demands.rows} />
        <span className="soft">{cases(short.length)} demand-months stay short, the worst first</span>
        <span className={styles['space']} />
        <ExportMenu isDisabled={demands.isPart} table={() => demandsTable('plan-shortages', short)} />
      </div>
      <DataTable
        caption="Demands that stay short"
        rows={all ? short : short.slice(0, FIRST)}
        rowKey={(demand) => `${demandKey(demand)} ${demand.month}`}
        columns={[
          { id: 'demand', title: 'Demand', cell: (demand) => <DemandLink demand={demand} /> },
          {
            id: 'month',
            title: 'Month',
            cell: ({ monthLabel }) => <span className={styles['month']}>{monthLabel}</span>,
          },
          {
            id: 'short',
            title: 'Missing',
            numeric: true,
            cell: ({ after }) => <span className="short">▼ {cases(after.shortfall)}</span>,
          },
          {
            id: 'covered',
            title: 'Covered',
            numeric: true,
            cell: ({ forecast, after }) => percent(forecast > 0 ? 1 - after.shortfall / forecast : null),
          },
          { id: 'why', title: 'Why', cell: (demand) => <Why demand={demand} /> },
        ]}
      />
      {!all && short.length > FIRST && (
        <div>
          <Button small look="quiet" onPress={() => setAll(true)}>
            Show all {cases(short.length)}
          </Button>
        </div>
      )}
    </div>
  );
}

function Why({ demand: { reason, competition, onePersonMore } }: { demand: PlannedDemand }) {
  return (
    <>
      {reason ? SHORTAGE_REASONS[reason] : ''}
      {competition && (
        <span className="soft">
          {' '}
          · {cases(competition.people)} people for {cases(competition.demands)} demands that need{' '}
          {cases(competition.hoursNeeded)} hours and have {cases(competition.hoursAvailable)}
        </span>
      )}
      {onePersonMore && <span className="soft"> · one person more: {cases(onePersonMore.cases)} cases</span>}
    </>
  );
}
